"""The pages of the promise: what waits for whom, who looks after a topic, and which days are off."""

from forum.promise.routes import asking
from forum.promise.routes import assigning
from forum.promise.routes import calendars
from forum.promise.routes import lists
from forum.promise.routes.blueprint import blueprint

__all__ = ["asking", "assigning", "blueprint", "calendars", "lists"]
