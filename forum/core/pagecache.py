"""Whole pages for visitors without a cookie, kept until data change.

The key has the address, the language, the encoding and the data version, so nothing is ever cleared
by hand; a minute is part of it too, since pages say how long ago something was.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final
from typing import NamedTuple

from flask import Response
from flask import current_app
from flask import g
from flask import request
from flask import session as form_cookie

from forum.core import clock
from forum.core import versions
from forum.core.web_state import ui_language

#: Pages kept per process; at 15 KB compressed each this is a few megabytes.
CAPACITY: Final = 400
_LONGEST_ADDRESS: Final = 300

Key = tuple[str, str, str, int, int]


class _Kept(NamedTuple):
    body: bytes
    headers: list[tuple[str, str]]


_pages: OrderedDict[Key, _Kept] = OrderedDict()
_lock = Lock()


def _key() -> Key | None:
    if request.method != "GET" or request.headers.get("Cookie") or request.headers.get("Authorization"):
        return None
    address = request.full_path
    if len(address) > _LONGEST_ADDRESS or request.headers.get("HX-Request"):
        return None
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    kind = "json" if "json" in request.headers.get("Accept", "") else "html"
    minute = int(clock.now().timestamp()) // 60
    return (
        address,
        f"{ui_language()}:{encoding}:{kind}",
        str(id(current_app.extensions)),
        versions.current(versions.CONTENT),
        minute,
    )


def answer() -> Response | None:
    """Answer from the cache, or remember the key under which the answer may be kept."""
    if request.path.startswith(("/static/", "/health/")):
        return None
    key = _key()
    if key is None:
        return None
    with _lock:
        kept = _pages.get(key)
        if kept is not None:
            _pages.move_to_end(key)
    if kept is None:
        g.page_key = key
        return None
    response = Response(kept.body, status=200)
    response.headers.clear()
    for name, value in kept.headers:
        response.headers.add(name, value)
    g.indexable = "X-Robots-Tag" not in response.headers
    g.from_page_cache = True
    return response


def keep(response: Response) -> Response:
    """Keep a plain page: 200, no cookie set, not streamed, and not refused by the view."""
    key: Key | None = g.get("page_key")
    if (
        key is None
        or g.get("from_page_cache")
        or response.status_code != 200
        or "Set-Cookie" in response.headers
        # A form's token belongs to the cookie that Flask is about to set, later than this.
        or form_cookie.modified
        or "no-store" in response.headers.get("Cache-Control", "")
        or response.is_streamed
        or response.direct_passthrough
    ):
        return response
    skip = {"x-request-id", "date"}
    headers = [(name, value) for name, value in response.headers.items() if name.lower() not in skip]
    with _lock:
        _pages[key] = _Kept(response.get_data(), headers)
        while len(_pages) > CAPACITY:
            _pages.popitem(last=False)
    return response


def clear() -> None:
    """Forget all pages (tests, where databases come and go)."""
    with _lock:
        _pages.clear()
