"""The promises made to those who use the product, held against the three contracts of the repository."""
