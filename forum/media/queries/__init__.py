"""Reading pictures and files, by subject."""

from forum.media.queries.files import UploadInfo
from forum.media.queries.files import find_uploads

__all__ = ["UploadInfo", "find_uploads"]
