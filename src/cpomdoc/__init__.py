"""Contracts (CPOM) written as YAML, checked, and rendered to Word, PDF and Markdown."""

__version__ = "0.1.0"
