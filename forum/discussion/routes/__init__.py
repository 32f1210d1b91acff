"""What the discussion answers over HTTP; importing the modules adds their views to the blueprint."""

from forum.discussion.routes import lists
from forum.discussion.routes import topic
from forum.discussion.routes.blueprint import blueprint

__all__ = ["blueprint", "lists", "topic"]
