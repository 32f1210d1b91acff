"""How the web process and the rendering child talk: JSON, each with its length before it."""

import json
import os
import select
import struct
import time
from typing import Any
from typing import Final

_HEAD: Final = struct.Struct(">I")
LARGEST: Final = 16 * 1024 * 1024


class Closed(Exception):
    """The other side is gone."""


class TimedOut(Exception):
    """The other side did not answer in time."""


def send(descriptor: int, message: dict[str, Any]) -> None:
    """Write one message."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    data = memoryview(_HEAD.pack(len(body)) + body)
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError as error:
        raise Closed from error


def receive(descriptor: int, *, timeout: float | None = None) -> dict[str, Any]:
    """Read one message; TimedOut when it is not whole within `timeout` seconds."""
    deadline = None if timeout is None else time.monotonic() + timeout
    size = _HEAD.unpack(_read(descriptor, _HEAD.size, deadline))[0]
    if size > LARGEST:
        raise Closed
    message: dict[str, Any] = json.loads(_read(descriptor, size, deadline))
    return message


def _has_more(descriptor: int, seconds: float) -> bool:
    # Not `select`: it knows no descriptor beyond 1,023, and a server has many connections.
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _read(descriptor: int, size: int, deadline: float | None) -> bytes:
    parts: list[bytes] = []
    while size:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not _has_more(descriptor, left):
                raise TimedOut
        part = os.read(descriptor, size)
        if not part:
            raise Closed
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
