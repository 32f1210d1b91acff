"""The glossary and its editing, translations for who improves them, and the queue for RIL."""

from forum.translation.routes import correcting
from forum.translation.routes import editing
from forum.translation.routes import files
from forum.translation.routes import glossary
from forum.translation.routes import queue
from forum.translation.routes import work
from forum.translation.routes.blueprint import blueprint

__all__ = ["blueprint", "correcting", "editing", "files", "glossary", "queue", "work"]
