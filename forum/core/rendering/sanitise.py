"""The two sanitisers, one after the other: bleach as the owner fixed it, nh3 because bleach has ended.

The only module that imports either. Cleaners are kept per thread: a shared one mixes up texts.
"""

import re
import threading
from typing import Any
from typing import Final

import bleach
import nh3

TAGS: Final = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES: Final[dict[str, list[str]]] = {
    "a": ["class", "href", "id", "rel", "title"],
    "blockquote": ["class", "lang"],
    "code": ["class"],
    "div": ["class"],
    "img": ["alt", "decoding", "height", "loading", "src", "width"],
    "li": ["class", "id"],
    "ol": ["start"],
    "p": ["class"],
    "pre": ["class"],
    "span": ["class"],
    "sup": ["id"],
    "td": ["class"],
    "th": ["class"],
    "ul": ["class"],
}
#: Pictures come from the forum alone: no other site learns who reads.
_OWN_PICTURE: Final = re.compile(r"/files/[0-9a-f]{32}/[A-Za-z0-9_.~%\-]{1,2000}")
PROTOCOLS: Final = frozenset({"http", "https", "mailto"})

_local = threading.local()


def sanitise(html: str) -> str:
    """Return HTML that has nothing but the allowed tags, attributes and protocols."""
    cleaner: bleach.Cleaner | None = getattr(_local, "cleaner", None)
    if cleaner is None:
        attributes: dict[str, Any] = {**ATTRIBUTES, "img": _is_allowed_of_picture}
        cleaner = bleach.Cleaner(tags=TAGS, attributes=attributes, protocols=PROTOCOLS, strip=False)
        _local.cleaner = cleaner
    return nh3.clean(
        cleaner.clean(html),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_foreign_picture_away,
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )


def _is_allowed_of_picture(_tag: str, name: str, value: str) -> bool:
    return name in ATTRIBUTES["img"] and (name != "src" or _OWN_PICTURE.fullmatch(value) is not None)


def _foreign_picture_away(tag: str, name: str, value: str) -> str | None:
    return value if tag != "img" or _is_allowed_of_picture(tag, name, value) else None
