"""How a document is written: Word, PDF, Markdown, Excel."""
