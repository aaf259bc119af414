"""What the yearly dialogue prints of a contract that runs: one document for each file of suivi/."""
