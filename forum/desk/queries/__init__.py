"""Reading the desk: what waits, what a row says, and what was decided."""
