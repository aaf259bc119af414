"""Is the contract well formed, and does it make sense: nothing here touches a file of the contract or the clock."""
