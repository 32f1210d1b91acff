"""Reading pictures and files, by subject."""

from forum.media.queries.files import UploadInfo
from forum.media.queries.files import find_uploads
from forum.media.queries.quota import Quota
from forum.media.queries.quota import quota_of
from forum.media.queries.quota import quota_of_city

__all__ = ["Quota", "UploadInfo", "find_uploads", "quota_of", "quota_of_city"]
