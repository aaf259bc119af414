"""What each document says: one module per document, listed in registre."""
