"""Everything that changes topics and posts, by subject."""
