"""Contracts (CPOM) written as YAML, checked, and rendered to Word, PDF and Markdown."""
