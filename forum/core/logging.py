"""JSON logs, one line per event, with the request's id; no query strings, bodies, tokens or addresses."""

import logging
import sys
import time

import structlog
from flask import Flask
from flask import Response
from flask import g
from flask import has_request_context
from flask import request
from structlog.typing import EventDict
from structlog.typing import WrappedLogger

log = structlog.get_logger("forum.request")


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
        log.info(
            "request",
            method=request.method,
            # The rule, not the path: paths of one-time links hold tokens.
            route=rule.rule if rule else None,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
        )
    return response
