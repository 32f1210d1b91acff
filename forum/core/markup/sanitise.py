"""The two sanitisers, one after the other: bleach as the owner fixed it, nh3 because bleach has ended.

The only module that imports either. Cleaners are kept per thread: a shared one mixes up texts.
"""

import threading
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
    "blockquote": ["class"],
    "code": ["class"],
    "div": ["class"],
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
PROTOCOLS: Final = frozenset({"http", "https", "mailto"})

_local = threading.local()


def sanitise(html: str) -> str:
    """Return HTML that has nothing but the allowed tags, attributes and protocols."""
    cleaner: bleach.Cleaner | None = getattr(_local, "cleaner", None)
    if cleaner is None:
        cleaner = bleach.Cleaner(tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=False)
        _local.cleaner = cleaner
    return nh3.clean(
        cleaner.clean(html),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )
