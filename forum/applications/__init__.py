"""A city asks to take part (Sumate / Participe)."""
