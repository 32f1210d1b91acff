"""Security headers, and the check that an act comes from our own pages."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask
from flask import Response
from flask import abort
from flask import current_app
from flask import g
from flask import request

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_FIXED: Final = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
)


def init_app(app: Flask) -> None:
    """Add the headers to each answer and refuse acts that come from other sites."""
    app.before_request(_refuse_foreign_acts)
    app.after_request(_add_headers)


def _refuse_foreign_acts() -> None:
    """Refuse a state change that the browser itself says comes from elsewhere; browsers before 2023 say only the origin."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") in {"cross-site", "same-site"}
    if elsewhere or _is_foreign(request.headers.get("Origin", "null")):
        endpoint = request.endpoint or ""
        if not endpoint.endswith(".create_unsubscription"):
            abort(403)


def _is_foreign(origin: str) -> bool:
    """Tell whether an origin is another site's; `null` says nothing, and the form's token decides."""
    ours = urlsplit(current_app.config["URL"])
    return origin.lower() not in {"null", f"{ours.scheme}://{ours.netloc}".lower(), request.host_url[:-1].lower()}


def _add_headers(response: Response) -> Response:
    headers = response.headers
    # Looked up once: each question to the headers goes through all of them.
    there = {name.lower() for name, _value in headers}
    headers.extend([(name, value) for name, value in _FIXED if name.lower() not in there])
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    headers["X-Request-Id"] = g.get("request_id", "-")
    if not g.get("indexable") and "x-robots-tag" not in there:
        headers.add("X-Robots-Tag", "noindex")
    if "cache-control" not in there:
        headers.add("Cache-Control", "private, no-store" if request.cookies else "private, no-cache")
    response.vary.update(("Cookie", "Accept-Language"))
    return response
