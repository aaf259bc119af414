"""From files to sources, and from checked trees to a contract: the only part that reads the disk."""
