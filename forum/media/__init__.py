"""Pictures and, later, files."""
