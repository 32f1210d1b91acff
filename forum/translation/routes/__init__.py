"""The glossary for everybody, and the queue for RIL."""

from forum.translation.routes import glossary
from forum.translation.routes import queue
from forum.translation.routes.blueprint import blueprint

__all__ = ["blueprint", "glossary", "queue"]
