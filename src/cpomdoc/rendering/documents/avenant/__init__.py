"""The act that changes a signed contract, as the parties sign it."""
