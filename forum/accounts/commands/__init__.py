"""Everything that changes people, by subject."""
