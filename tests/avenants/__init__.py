"""Tests of the act that changes a signed contract."""
