"""Two states of a contract: what changes from one to the other, in which words, and how to apply it."""
