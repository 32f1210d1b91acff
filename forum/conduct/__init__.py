"""How members conduct themselves, and what follows: the record that RIL and leads keep, warnings, watched words, what waits for a yes."""
