"""A rendered Word document as a neutral tree, from which the PDF and the Markdown are written."""

from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree

__all__ = ["DocxTree", "read_docx"]
