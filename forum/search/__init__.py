"""Finding posts by words, in both languages."""
