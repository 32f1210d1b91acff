"""News and banners point into the same community as the tests of topics."""

from tests.discussion.conftest import ril
from tests.discussion.conftest import world

__all__ = ["ril", "world"]
