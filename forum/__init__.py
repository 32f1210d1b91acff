"""The community forum of the cities in the What Works Cities Certification."""

__version__ = "0.1.0"
