"""How often pages may be asked for: per network address for visitors, per account for members.

The counting is that of `limits`, on which Flask-Limiter stands; the extension itself is not entered,
since its hooks alone cost as much as a bare page (docs/adr/0016). Counters are kept in the memory of
each process, and in Redis where one is named; while that is away, in memory again. They may be lost:
what must survive a restart is counted in the database (`core.ratelimit`).
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from ipaddress import IPv6Address
from ipaddress import ip_address
from ipaddress import ip_network
from threading import Lock
from typing import Any
from typing import Final
from typing import TypeVar
from wsgiref.types import WSGIEnvironment

import structlog
from flask import Flask
from flask import current_app
from flask import request
from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from forum.core.errors import TooMany
from forum.core.web_state import current_actor

log = structlog.get_logger(__name__)

#: Counters kept per process; at some 300 bytes each this is six megabytes, however many addresses there are.
CAPACITY: Final = 20_000
#: After Redis did not answer, memory does for this many seconds.
PAUSE: Final = 30.0
#: A Redis that hangs must not hang the pages.
_REDIS: Final = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}

_MINUTE: Final = 60

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True)
class Reading:
    """What is read, and how often in a minute: by everybody behind one address, and by one member."""

    name: str
    visitors: int
    members: int
    items: tuple[RateLimitItemPerMinute, RateLimitItemPerMinute] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make what the strategy counts with, once."""
        items = (
            RateLimitItemPerMinute(self.visitors, namespace=f"{self.name}-visitors"),
            RateLimitItemPerMinute(self.members, namespace=f"{self.name}-members"),
        )
        object.__setattr__(self, "items", items)


#: Any request but static files and health checks. Many people of one town hall share an address.
PAGES: Final = Reading("pages", visitors=600, members=300)
#: Whatever is sent by POST: for many acts the only limit, beside those of `core.ratelimit`. An office may sign in together.
ACTS: Final = Reading("acts", visitors=300, members=120)
#: What costs more than a page.
SEARCHES: Final = Reading("searches", visitors=120, members=60)
#: What a script asks for while somebody types.
COMPLETIONS: Final = Reading("completions", visitors=60, members=120)


def reads(reading: Reading) -> Callable[[V], V]:
    """Declare that a view is counted as something dearer, besides as a page."""

    def declare(view: V) -> V:
        view.forum_reading = reading  # type: ignore[attr-defined]
        return view

    return declare


class Counters(Storage):
    """Counters in memory, bounded: the oldest window goes first. Each hit costs the same, however many there are."""

    STORAGE_SCHEME = ["bounded"]

    def __init__(self, uri: str | None = None, *, capacity: int = CAPACITY, **options: Any) -> None:
        """Have no counters yet."""
        super().__init__(uri, **options)
        self._capacity = capacity
        self._windows: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what can go wrong outside: nothing."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count; the first hit of a key begins its window."""
        now = time.time()
        with self._lock:
            number, end = self._windows.get(key, (0, 0.0))
            if end <= now:
                number, end = 0, now + expiry
                self._windows.pop(key, None)
            number += amount
            self._windows[key] = (number, end)
            if len(self._windows) > self._capacity:
                self._windows.popitem(last=False)
            return number

    def get(self, key: str) -> int:
        """Return a counter."""
        number, end = self._windows.get(key, (0, 0.0))
        return number if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the window of a key ends."""
        return max(self._windows.get(key, (0, 0.0))[1], time.time())

    def check(self) -> bool:
        """Tell that memory is there."""
        return True

    def reset(self) -> int:
        """Forget all counters."""
        with self._lock:
            number = len(self._windows)
            self._windows.clear()
        return number

    def clear(self, key: str) -> None:
        """Forget a counter."""
        with self._lock:
            self._windows.pop(key, None)


class ReadingLimits:
    """The counters of one application."""

    def __init__(self, redis_url: str = "") -> None:
        """Count in memory, and in Redis where there is one."""
        self._counters = Counters()
        self.memory = FixedWindowRateLimiter(self._counters)
        self.shared: FixedWindowRateLimiter | None = None
        self._away_until = 0.0
        if redis_url:
            # The queue says `unix://` for what is called `redis+unix://` here.
            url = f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url
            self.shared = FixedWindowRateLimiter(storage_from_string(url, **_REDIS))

    def wait(self, item: RateLimitItemPerMinute, key: str) -> int | None:
        """Count one reading; return the seconds to wait when it is one too many."""
        if self.shared is not None and time.monotonic() >= self._away_until:
            try:
                return _wait(self.shared, item, key)
            except self.shared.storage.base_exceptions as error:
                self._away_until = time.monotonic() + PAUSE
                log.warning("limits of reading: Redis is away", error=type(error).__name__)
        return _wait(self.memory, item, key)

    def admits_from_cache(self, environ: WSGIEnvironment) -> bool:
        """Count a page that is about to be answered from the page cache: in memory only, it costs so little."""
        return self._counters.incr(_key_of(environ.get("REMOTE_ADDR", "")), _MINUTE) <= PAGES.visitors


@lru_cache(maxsize=4096)
def _key_of(address: str) -> str:
    """Return under what the strategy counts the pages of a visitor."""
    return PAGES.items[0].key_for(network_of(address))


def _wait(strategy: FixedWindowRateLimiter, item: RateLimitItemPerMinute, key: str) -> int | None:
    if strategy.hit(item, key):
        return None
    return max(1, math.ceil(strategy.get_window_stats(item, key).reset_time - time.time()))


def init_app(app: Flask) -> None:
    """Count from now on, where the configuration says so (in tests it does not: those that want limits turn them on)."""
    url = str(app.config["JOBS_URL"])
    app.extensions["reading_limits"] = ReadingLimits(url)
    app.before_request(_check)


def of(app: Flask) -> ReadingLimits | None:
    """Return the counters of an application; None where nothing is limited."""
    found: ReadingLimits | None = app.extensions.get("reading_limits") if app.config.get("READING_LIMITS") else None
    return found


def _check() -> None:
    """Count the present request; raise TooMany when it is one too many."""
    limits = of(current_app)
    endpoint = request.endpoint or ""
    if limits is None or endpoint.startswith("health."):
        return
    actor = current_actor()
    which, key = (0, network_of(request.remote_addr)) if actor.is_visitor else (1, str(actor.id))
    view = current_app.view_functions.get(endpoint)
    dearer: Reading | None = ACTS if request.method == "POST" else getattr(view, "forum_reading", None)
    for reading in (PAGES,) if dearer is None else (PAGES, dearer):
        seconds = limits.wait(reading.items[which], key)
        if seconds is not None:
            raise TooMany(retry_after=seconds)


@lru_cache(maxsize=4096)
def network_of(address: str | None) -> str:
    """Return what counts as one address: an IPv4 address, or the /64 that a household or office has of IPv6."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "?"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((int(found), 64), strict=False))
    return str(found)
