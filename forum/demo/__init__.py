"""The demonstration data, marked as such everywhere."""
