"""Writing what is kept of members, by subject."""
