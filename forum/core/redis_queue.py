"""The job queue in Redis. Imported only where the setting names one: see `forum.core.jobs`."""

from typing import Final

from huey import Huey
from huey import RedisHuey
from redis import ConnectionPool

#: Whoever replies waits at most so many seconds for a Redis that does not answer.
_CONNECT: Final = 0.5


def open_queue(name: str, url: str) -> Huey:
    """Return a queue in Redis; one that does not answer holds nobody up who only wanted to wake the worker."""
    pool = ConnectionPool.from_url(url, socket_connect_timeout=_CONNECT, socket_timeout=5)
    return RedisHuey(name, connection_pool=pool)
