"""Pages for administrators that need no tables of their own."""
