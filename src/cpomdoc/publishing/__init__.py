"""Bytes to folders: a build appears whole or not at all."""
