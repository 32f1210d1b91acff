"""Acts on pictures and files, by subject."""
