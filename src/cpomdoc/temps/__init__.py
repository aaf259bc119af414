"""The time machine: a contract as it applies on a day, and its values from act to act."""
