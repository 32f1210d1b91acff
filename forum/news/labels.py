"""The words for states of news, and for readers and kinds of banners."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

AUDIENCES: Final[Mapping[str, Text]] = {
    "everybody": _l("Everybody, visitors too"),
    "members": _l("Members"),
    "staff": _l("RIL only"),
}

KINDS: Final[Mapping[str, Text]] = {"info": _l("Information"), "warning": _l("Important notice")}

#: How an item or a banner stands → its words, and the look of its tag.
STANDINGS: Final[Mapping[str, tuple[Text, str]]] = {
    "draft": (_l("Draft"), ""),
    "scheduled": (_l("Scheduled"), "wait"),
    "published": (_l("News item published"), "ok"),
    "retracted": (_l("Retracted"), ""),
    "coming": (_l("Not on show yet"), "wait"),
    "showing": (_l("On show"), "ok"),
    "over": (_l("Over"), ""),
    "taken": (_l("Taken away"), ""),
}
