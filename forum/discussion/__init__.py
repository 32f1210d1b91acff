"""Topics and posts."""
