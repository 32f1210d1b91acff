"""The standard: the stages, practices, criteria and levels that a thread can be about."""
