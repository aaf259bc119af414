"""What a contract must make sense of: one function per rule, listed in `registre`."""
