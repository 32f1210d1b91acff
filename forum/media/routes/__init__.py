"""Pictures of people, and files."""

from forum.media.routes import avatars
from forum.media.routes import files
from forum.media.routes import sending
from forum.media.routes.blueprint import blueprint

__all__ = ["avatars", "blueprint", "files", "sending"]
