"""The web server: granian with the forum's WSGI application."""

import multiprocessing
from typing import Any
from typing import Final

from granian import Granian
from granian.constants import HTTPModes
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

from config import Config
from config import load_config
from forum.core.places import RECEIVING
from forum.core.places import SENDING
from forum.server.arenas import share_arenas
from forum.server.lifeline import watch_parent
from forum.server.sparing import leave_out_unused

#: Requests that are being answered get this many seconds when the server stops.
KILL_TIMEOUT: Final = 2
#: Connections at once; a client that is slow holds one of them, and nothing that others need.
CONNECTIONS: Final = 1024
#: A request has this many milliseconds to say what it wants, from the first byte to the end of its headers;
#: a connection between two requests is kept as long.
HEADER_TIME: Final = 15_000
#: Request line and headers together, in bytes.
HEADER_BYTES: Final = 64 * 1024


def main() -> None:
    """Serve the forum until told to stop."""
    config = load_config()
    share_arenas()
    leave_out_unused(config)
    # Granian's workers take over what was set here; it would not be handed on to processes that are made afresh.
    multiprocessing.set_start_method("fork", force=True)
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
        # `core.patience` lets `config.threads` of them work at once; the others wait for slow clients.
        # They are started when they are needed.
        blocking_threads=config.threads + RECEIVING + SENDING,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIME, max_buffer_size=HEADER_BYTES),
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT,
        log_level=LogLevels.error,
    )


if __name__ == "__main__":
    main()
