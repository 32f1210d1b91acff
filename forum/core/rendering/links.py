"""Which addresses a post may lead to, and how links to other sites are marked."""

import re
from typing import Final
from urllib.parse import urlsplit

#: Said to search engines and browsers about links that members write.
REL: Final = "nofollow ugc noopener"

_STRANGE: Final = re.compile(r"[\x00-\x20\x7f\\]|%(?:0[0-9a-fA-F]|1[0-9a-fA-F]|5[cC])")


def normalise(address: str) -> str | None:
    r"""Return an address that may be linked, or None.

    Allowed are http, https and mailto, and paths of our own (`/t/…`, `#note`); not `//host` or
    `/\host`, which browsers read as another site.
    """
    address = address.strip()
    if not address or _STRANGE.search(address):
        return None
    if address.startswith("#"):
        return address
    if address.startswith("/"):
        return None if address.startswith("//") else address
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return address
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return address


def is_foreign(address: str, own_host: str) -> bool:
    """Tell whether an address leads to another site."""
    if not address.lower().startswith(("http://", "https://")):
        return False
    return urlsplit(address).netloc != own_host
