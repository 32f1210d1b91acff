"""JSON logs, one line per event, with the request's id; no query strings, bodies, tokens or addresses."""

import logging
import re
import secrets
import sys
import time
from typing import Final

import structlog
from flask import Flask
from flask import Response
from flask import g
from flask import has_request_context
from flask import request
from structlog.typing import EventDict
from structlog.typing import WrappedLogger

from forum.core import measuring

log = structlog.get_logger("forum.request")

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


def init_app(app: Flask) -> None:
    """Set logging up for the process and log each request."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _add_request_id,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.WARNING if app.testing else logging.INFO)
    for noisy in ("huey", "alembic", "_granian", "granian"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    app.before_request(_start)
    app.after_request(_finish)


def _add_request_id(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    if has_request_context() and "request_id" in g:
        entry["request_id"] = g.request_id
    return entry


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    if not request.path.startswith(("/static/", "/health/")):
        rule = request.url_rule
        started = g.get("started", time.perf_counter())
        log_request(request.method, rule.rule if rule else None, response.status_code, started)
    return response


def log_request(method: str, route: str | None, status: int, started: float, **more: str) -> None:
    """Write one line about a request: the rule of its route, not its path, which may hold a token."""
    seconds = time.perf_counter() - started
    # Only the page cache answers before there is a request whose id the line takes.
    measuring.request(method, route, status, seconds, kept="request_id" in more)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        ms=round(seconds * 1000, 1),
        **more,
    )


def request_id(given: str) -> str:
    """Return the id that a proxy gave to a request if it has the form of one, else a new one."""
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
