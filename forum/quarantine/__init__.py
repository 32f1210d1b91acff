"""Files that are kept back: what the forum or a moderator would not have others open before somebody has looked."""
