"""Reading what was done to somebody, and appeals that wait."""
