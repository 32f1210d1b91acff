"""How the community does, in numbers: counted by the worker, read by RIL and, without small numbers, by leads."""
