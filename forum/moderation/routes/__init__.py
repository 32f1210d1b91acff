"""Pages for reporting, and RIL's and the leads' desk."""

from forum.moderation.routes import desk
from forum.moderation.routes import reporting
from forum.moderation.routes.blueprint import blueprint

__all__ = ["blueprint", "desk", "reporting"]
