"""What was done to somebody, told to them with its reason, and their one appeal against it."""
