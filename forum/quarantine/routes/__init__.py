"""Keeping a file of a post back, and the page of one that waits for a decision."""

from forum.quarantine.routes import files
from forum.quarantine.routes.blueprint import blueprint

__all__ = ["blueprint", "files"]
