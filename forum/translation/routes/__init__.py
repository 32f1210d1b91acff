"""The glossary for everybody, its editing and the queue for RIL."""

from forum.translation.routes import editing
from forum.translation.routes import files
from forum.translation.routes import glossary
from forum.translation.routes import queue
from forum.translation.routes.blueprint import blueprint

__all__ = ["blueprint", "editing", "files", "glossary", "queue"]
