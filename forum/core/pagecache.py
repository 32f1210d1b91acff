"""Whole pages for visitors without a cookie, kept until data change.

Answered before Flask begins its work, which would cost more than the page. The key has everything that
the page may depend on: site, address, language, encoding and data version; so nothing is ever cleared
by hand. A minute is part of it too, since pages say how long ago something was.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import Final
from typing import NamedTuple
from wsgiref.types import StartResponse
from wsgiref.types import WSGIApplication
from wsgiref.types import WSGIEnvironment

from flask import Flask
from flask import Response
from flask import request
from flask import session as form_cookie
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from forum.core import clock
from forum.core import logging
from forum.core import reading_limits
from forum.core import versions
from forum.core.db import db
from forum.core.languages import negotiate

#: How pages are squeezed, best first: zstd takes half the time of brotli for a page of the same size.
ENCODINGS: Final = ("zstd", "br", "gzip")
#: Pages kept per process; at 15 KB compressed each this is a few megabytes.
CAPACITY: Final = 400
_LONGEST_ADDRESS: Final = 300
#: Whoever sends one of these gets a page of their own.
_OWN: Final = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_HX_REQUEST")
_KEY: Final = "forum.page_key"
_VERSIONS: Final = "forum.versions"

Key = tuple[int, str, str, str, str, int, int]


class _Kept(NamedTuple):
    route: str | None
    body: bytes
    headers: list[tuple[str, str]]


_pages: OrderedDict[Key, _Kept] = OrderedDict()
_lock = Lock()


class PageCache:
    """Answers from what is kept; what is not goes on to the application."""

    def __init__(self, app: Flask, inner: WSGIApplication) -> None:
        """Stand before an application."""
        self._app = app
        self._inner = inner
        self._engine: Engine | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        started = time.perf_counter()
        encoding = _encoding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding is not None and not environ.get("PATH_INFO", "").startswith("/static/"):
            # One reading of the header for all: libraries make an offer of what it refuses.
            environ["HTTP_ACCEPT_ENCODING"] = encoding or "identity"
        key = self._key(environ)
        if key is None:
            return self._inner(environ, start_response)
        with _lock:
            kept = _pages.get(key)
            if kept is not None:
                _pages.move_to_end(key)
        limits = reading_limits.of(self._app)
        if kept is not None and limits is not None and not limits.admits_from_cache(environ):
            kept = None  # The application says that it was too often.
        if kept is None:
            environ[_KEY] = key
            return self._inner(environ, start_response)
        request_id = logging.request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response("200 OK", [*kept.headers, ("X-Request-Id", request_id)])
        logging.log_request("GET", kept.route, 200, started, request_id=request_id)
        return [kept.body]

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """Return under what the answer may be kept; None when it may not."""
        if environ["REQUEST_METHOD"] != "GET" or any(environ.get(name) for name in _OWN):
            return None
        path = environ.get("PATH_INFO", "")
        # A path may hold a question mark (`%3F`), but no space ends up in a query: the two stay apart.
        address = f"{environ.get('SCRIPT_NAME', '')}{path} ?{environ.get('QUERY_STRING', '')}"
        encoding = _encoding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding is None or len(address) > _LONGEST_ADDRESS or path.startswith(("/static/", "/health/")):
            return None
        try:
            found = versions.read_past_session(self._database())
        except SQLAlchemyError:
            return None  # The application says in the reader's language that the database is away.
        environ[_VERSIONS] = found
        kind = "json" if "json" in environ.get("HTTP_ACCEPT", "") else "html"
        return (
            id(self._app),
            f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}",
            address,
            f"{_language_of(environ.get('HTTP_ACCEPT_LANGUAGE', ''))}:{kind}",
            encoding,
            found.get(versions.CONTENT, 0),
            int(clock.now().timestamp()) // 60,
        )

    def _database(self) -> Engine:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine
        return self._engine


@lru_cache(maxsize=2000)
def _language_of(header: str) -> str:
    return negotiate(parse_accept_header(header, LanguageAccept).values())


@lru_cache(maxsize=2000)
def _encoding_of(header: str) -> str | None:
    """Return how a page may be squeezed for whoever sends this; None for whoever leaves the choice open."""
    accepted = {name for name, quality in parse_accept_header(header) if quality > 0}
    if "*" in accepted:
        return None
    return next((name for name in ENCODINGS if name in accepted), "")


def remember_versions() -> None:
    """Let the request work with the versions that were read to look for its page."""
    found = request.environ.get(_VERSIONS)
    if found is not None:
        versions.remember(found)


def keep(response: Response) -> Response:
    """Keep a plain page: 200, no cookie set, not streamed, and not refused by the view."""
    key: Key | None = request.environ.get(_KEY)
    if (
        key is None
        or response.status_code != 200
        or "Set-Cookie" in response.headers
        # A form's token belongs to the cookie that Flask is about to set, later than this.
        or form_cookie.modified
        or "no-store" in response.headers.get("Cache-Control", "")
        or response.is_streamed
        or response.direct_passthrough
        # Squeezed in another way than the key says: others could not read it.
        or response.headers.get("Content-Encoding", "") not in {"", key[4]}
    ):
        return response
    body = response.get_data()
    skip = {"x-request-id", "date", "content-length"}
    headers = [(name, value) for name, value in response.headers.items() if name.lower() not in skip]
    headers.append(("Content-Length", str(len(body))))
    rule = request.url_rule
    with _lock:
        _pages[key] = _Kept(rule.rule if rule else None, body, headers)
        # Those of before the last change, or of an earlier minute, are never asked for again: they stand first.
        while len(_pages) > CAPACITY or _is_past(next(iter(_pages)), key):
            _pages.popitem(last=False)
    return response


def _is_past(kept: Key, now: Key) -> bool:
    """Tell whether a page was kept under an earlier content version or in an earlier minute than another."""
    return kept[5] < now[5] or kept[6] < now[6]


def clear() -> None:
    """Forget all pages (tests, where databases come and go)."""
    with _lock:
        _pages.clear()
