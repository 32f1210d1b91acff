"""Posts move between topics: a new one, another one, all of one, and back."""
