"""What a contract is once its shape is proven: frozen dataclasses, one module per file an author writes."""
