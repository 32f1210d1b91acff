"""The same things done by several people, or from several tabs, at the same moment."""
