"""The web server: granian with the forum's WSGI application."""

from typing import Any
from typing import Final

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from config import Config
from config import load_config
from forum.server.lifeline import watch_parent

#: Requests that are being answered get this many seconds when the server stops.
KILL_TIMEOUT: Final = 2


def main() -> None:
    """Serve the forum until told to stop."""
    config = load_config()
    watch_parent()
    make_server(config, "forum.wsgi:app").serve()


def make_server(config: Config, target: str) -> AbstractServer[Any]:
    """Return a server for a WSGI application, set up as the forum's is."""
    return Granian(
        target,
        address=config.bind,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.workers,
        blocking_threads=config.threads,
        # What waits here is answered within a second or two; more waits in the kernel's queue.
        backpressure=config.threads * 4,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT,
        log_level=LogLevels.error,
    )


if __name__ == "__main__":
    main()
