"""Telling members, what they have read, and taking back what was told."""
