"""The act that changes a signed contract: drafted from the change itself, and proven to say all of it."""
