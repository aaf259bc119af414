"""`sceller`: freeze what was signed, once nothing stands against it; what is refused is said, with how to go on."""
