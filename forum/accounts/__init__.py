"""People, the city they belong to, and their powers."""
