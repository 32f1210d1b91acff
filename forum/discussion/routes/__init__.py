"""What the discussion answers over HTTP; importing the modules adds their views to the blueprint."""

from forum.discussion.routes import audience
from forum.discussion.routes import completion
from forum.discussion.routes import composing
from forum.discussion.routes import curation
from forum.discussion.routes import editing
from forum.discussion.routes import history
from forum.discussion.routes import lists
from forum.discussion.routes import merging
from forum.discussion.routes import moving
from forum.discussion.routes import pacing
from forum.discussion.routes import prepared
from forum.discussion.routes import previews
from forum.discussion.routes import reading
from forum.discussion.routes import remarks
from forum.discussion.routes import removing
from forum.discussion.routes import topic
from forum.discussion.routes.blueprint import blueprint

__all__ = [
    "audience",
    "blueprint",
    "completion",
    "composing",
    "curation",
    "editing",
    "history",
    "lists",
    "merging",
    "moving",
    "pacing",
    "prepared",
    "previews",
    "reading",
    "remarks",
    "removing",
    "topic",
]
