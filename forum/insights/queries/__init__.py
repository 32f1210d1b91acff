"""Counting what is there, and reading what was counted."""
