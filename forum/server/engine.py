"""The process of the local engine: holds Apertium's programs open and answers on a socket in the data folder."""

import signal
import sys
from types import FrameType

from config import load_config
from forum.server.lifeline import watch_parent
from forum.translation.engines.apertium import SOCKET
from forum.translation.engines.serving import Service
from forum.translation.engines.serving import serve


def main() -> None:
    """Serve translations until told to stop."""
    config = load_config()
    watch_parent()
    service = Service()
    signal.signal(signal.SIGTERM, _stop)
    try:
        serve(config.data_dir / SOCKET, service)
    finally:
        service.stop()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
