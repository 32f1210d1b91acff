"""The words for timers."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

#: What can be set, in the order in which it is offered; the last is for oneself alone.
KINDS: Final[Mapping[str, Text]] = {
    "close": _l("Close the topic"),
    "reopen": _l("Open it again"),
    "publish": _l("Publish it"),
    "remind": _l("Remind me of it"),
}

#: For whom a topic of RIL can be published.
AUDIENCES: Final[Mapping[str, Text]] = {
    "community": _l("The whole community"),
    "public": _l("Everybody, visitors too"),
}
