"""Places, without people."""
