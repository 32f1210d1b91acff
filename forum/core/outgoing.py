"""Asking other servers: within limits of time and size, without following redirects, and not into private networks.

The name is looked up once and the connection goes to an address that was checked, so that a name which leads elsewhere
a moment later gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_CONNECT: Final = 5.0
_CHUNK: Final = 65_536


class Unreachable(Exception):
    """The other server could not be asked, or did not answer in time and size; the word says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another server said."""

    status: int
    body: bytes


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, seconds: float, largest: int, private: bool = False
) -> Answer:
    """Send a POST and return the answer; raise Unreachable.

    `seconds` are for all of it, `largest` is in bytes; `private` allows addresses that only this machine or its
    networks have.
    """
    deadline = time.monotonic() + seconds
    parts = urlsplit(url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        connection = _connect(host, port, secure=secure, private=private, deadline=deadline)
    except (OSError, UnicodeError) as error:
        raise Unreachable(type(error).__name__) from error
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, _read(response, connection, deadline, largest))
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        connection.close()


def is_public(address: str) -> bool:
    """Tell whether an address is one that anybody on the internet reaches; one inside another counts as that one."""
    found = ipaddress.ip_address(address.split("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1] or _translated(found)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _translated(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the address of the old kind within one that a translator between the two kinds uses."""
    if found in ipaddress.ip_network("64:ff9b::/96") or found in ipaddress.ip_network("::/96"):
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return None


def _connect(host: str, port: int, *, secure: bool, private: bool, deadline: float) -> http.client.HTTPConnection:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[4][0]) for place in found]
    if not private and not all(map(is_public, addresses)):
        raise Unreachable("private")
    raw = socket.create_connection((addresses[0], port), min(_CONNECT, max(0.1, deadline - time.monotonic())))
    raw.settimeout(max(0.1, deadline - time.monotonic()))
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
    except BaseException:
        raw.close()
        raise
    return connection


def _read(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float, largest: int
) -> bytes:
    """Read the body; a server that sends a little now and then does not get more time for it."""
    got = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise Unreachable("slow")
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = response.read1(_CHUNK)
        if not part:
            return got
        got += part
        if len(got) > largest:
            raise Unreachable("large")
