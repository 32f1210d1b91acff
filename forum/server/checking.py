"""What can be known to be wrong before anything is started: one sentence per problem."""

import errno
import os
import socket
from contextlib import suppress

from config import Config


def find_problems(config: Config) -> list[str]:
    """Return why the forum cannot start here, one sentence each."""
    return [problem for problem in (_folder_problem(config), _port_problem(config)) if problem]


def _folder_problem(config: Config) -> str | None:
    folder = config.data_dir
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return f"The data folder {folder} cannot be written; set FORUM_DATA_DIR to one that can."
    return None


def _port_problem(config: Config) -> str | None:
    family = socket.AF_INET6 if ":" in config.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.bind, config.port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                return f"FORUM_BIND names {config.bind}, which is no network address of this machine."
            return (
                f"Port {config.port} on {config.bind} is taken or not allowed; choose another, for example PORT=8001."
            )
    return None
