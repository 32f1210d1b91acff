"""Acts on pictures and files, by subject."""

from forum.media.commands.files import drop_uploads
from forum.media.commands.files import remove_upload
from forum.media.commands.files import store_upload
from forum.media.commands.marking import mark_unused
from forum.media.commands.marking import mark_used

__all__ = ["drop_uploads", "mark_unused", "mark_used", "remove_upload", "store_upload"]
