"""The only writes that a GET may make: last seen, read up to post n, staff reading of a city's topic.

Higher packages hand in the command; it runs in its own transaction. Those that are a convenience may
fail without harm to the answer; a staff reading must be kept before the answer is sent.
"""

from collections.abc import Callable
from typing import Any

import structlog

from forum.core.db import allow_writes

log = structlog.get_logger(__name__)


def leave(command: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """Run a command that keeps a convenience; if it fails, the page is answered all the same.

    It does not wait for somebody who writes for long: many readers who wait would hold up everybody.
    """
    try:
        with allow_writes(hasty=True):
            command(*arguments, **named)
    except Exception:
        log.warning("footprint not kept", command=getattr(command, "__qualname__", "?"))


def leave_certainly(command: Callable[..., Any], *arguments: Any, **named: Any) -> None:
    """Run a command that must be kept, or the answer is not given."""
    with allow_writes():
        command(*arguments, **named)
