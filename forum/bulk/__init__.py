"""One act on many topics that were chosen from a list: seen beforehand, done to all or none, undone with one button."""
