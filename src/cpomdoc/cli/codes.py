"""What the exit code of cpomdoc says to a script."""

CLEAN = 0
"""Nothing stops the contracts; alertes alone stop nothing unless --strict."""

PROBLEMS = 1
"""At least one error, in a contract, in a gabarit, or when writing to disk."""

DIFFERENT = 1
"""The two states that were compared are not the same, as `diff` says it."""

USAGE = 2
"""The command could not start: unknown contract, missing folder or program, bad option."""

BUG = 3
"""A mistake of cpomdoc itself."""

INTERRUPTED = 130
"""Stopped from the keyboard."""

BROKEN_PIPE = 141
"""The program that was reading our output went away, as `head` does."""
