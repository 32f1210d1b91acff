"""The web layer: what happens before and after each view, in one place.

Order of a request: page cache → id and host → interface language and actor → the route's declared
access → the view. Errors that commands raise become pages in `core.errorpages`.
"""

import hashlib
import string
from typing import Final
from urllib.parse import quote
from urllib.parse import urlsplit

from flask import Flask
from flask import Request
from flask import Response
from flask import abort
from flask import current_app
from flask import g
from flask import request
from flask.globals import request_ctx
from flask.sessions import SecureCookieSession
from flask.sessions import SecureCookieSessionInterface
from flask_compress import Compress
from flask_wtf import CSRFProtect
from itsdangerous import Signer
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter
from werkzeug.routing import IntegerConverter
from werkzeug.routing import Map

from forum.core import access
from forum.core import errorpages
from forum.core import headers
from forum.core import logging
from forum.core import pagecache
from forum.core import reading_limits
from forum.core.db import LARGEST_ID
from forum.core.db import forbid_writes
from forum.core.db import let_go
from forum.core.errors import NotFound
from forum.core.patience import receive_body
from forum.core.web_state import current_actor
from forum.core.web_state import ui_language

__all__ = ["current_actor", "init_app", "ui_language"]

csrf = CSRFProtect()
compress = Compress()

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


class IdConverter(IntegerConverter):
    """The id of a row: digits only, and never more than a column can hold."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map) -> None:
        """Set the highest id that there can be."""
        super().__init__(url_map, max=LARGEST_ID)


class SlugConverter(BaseConverter):
    """A name in an address: ASCII letters, digits, hyphen, dot, underscore; at most 100."""

    regex = r"[A-Za-z0-9_.\-]{1,100}"


class FormCookies(SecureCookieSessionInterface):
    """Flask's signed cookie (form tokens and notices), without its work where there is none."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return an empty one at once when the browser sent none."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def init_app(app: Flask) -> None:
    """Connect everything that surrounds the views."""
    app.session_interface = FormCookies()
    # The tokens of forms are signed by a library that leaves the digest at its default.
    Signer.default_digest_method = staticmethod(hashlib.sha256)
    app.url_map.converters["id"] = IdConverter
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.strict_slashes = False
    app.wsgi_app = pagecache.PageCache(app, app.wsgi_app)  # type: ignore[method-assign]
    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.config.setdefault("COMPRESS_STREAMS", False)
    app.config.setdefault("COMPRESS_ALGORITHM", list(pagecache.ENCODINGS))
    app.config.setdefault("COMPRESS_ZSTD_LEVEL", 3)
    # Half the time of level 4 for a page that is a twentieth larger.
    app.config.setdefault("COMPRESS_BR_LEVEL", 2)
    app.before_request(_identify)
    app.before_request(_check_host)
    app.before_request(pagecache.remember_versions)
    app.after_request(pagecache.keep)  # Registered first, so it runs last: it keeps compressed bytes.
    compress.init_app(app)
    reading_limits.init_app(app)
    app.before_request(_check_access)
    csrf.init_app(app)
    headers.init_app(app)
    errorpages.init_app(app)


def _identify() -> None:
    if not request.query_string.isascii():
        # Bytes that should have been encoded: whoever reads them would fail when they are no UTF-8.
        request.query_string = quote(request.query_string, safe=string.printable).encode()
    g.request_id = logging.request_id(request.headers.get("X-Request-Id", ""))
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        forbid_writes()


def _check_host() -> None:
    """Refuse a Host that is not ours: links and caches must not be steered by whoever asks."""
    app_url = errorpages.config("URL")
    ours = urlsplit(app_url)
    if request_ctx.url_adapter is None:
        # The Host is not even the form of a name. The page that says so has links, and they need one.
        request_ctx.url_adapter = current_app.url_map.bind(ours.netloc, url_scheme=ours.scheme)
        abort(400)
    host = request.host.lower()
    if host == ours.netloc.lower() or request.path.startswith("/health/"):
        return
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if (errorpages.config("ENV_NAME") != "production") and name in _LOOPBACK:
        return
    abort(400)


def _check_access() -> None:
    """Ask the route's declaration; a route without one is refused as if it did not exist."""
    if request.endpoint is None or request.endpoint == "static":
        return
    view = errorpages.view_of(request.endpoint)
    if not access.admits(access.level_of(view), current_actor()):
        raise NotFound
    limit = access.body_limit_of(view)
    if limit is not None:
        request.max_content_length = limit
    if request.method == "POST":
        let_go()
        receive_body(request.environ, request.max_content_length)


def no_store(response: Response) -> Response:
    """Mark an answer that no cache may keep."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
