"""What a branch changes in contracts, told to those who review it: one page for browsers, one comment for a forge."""
