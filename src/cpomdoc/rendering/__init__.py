"""What the documents say (documents) and how each format writes it (formats)."""
