"""Apertium on this machine, in a process of its own: asked over a socket in the data folder."""

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forum.core.languages import Language
from forum.core.rendering import frames
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.serving import reachable

#: Name of the socket in the data folder.
SOCKET: Final = "engine.sock"
#: Seconds until an answer: the engine itself gives up before.
PATIENCE: Final = 45.0
#: Seconds that somebody waits who sits before a page.
HASTE: Final = 2.0


class Apertium:
    """Asks the engine's process, which `make run` keeps alive."""

    name = "apertium es-pt"

    def __init__(self, data_dir: Path, *, hasty: bool = False) -> None:
        """Remember where the socket is; `hasty` for whoever waits before a page."""
        self._path = data_dir / SOCKET
        self._hasty = hasty

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translations; raises EngineAway, EngineFailed."""
        request = {"source": source, "target": target, "texts": list(texts), "hasty": self._hasty}
        try:
            with self._connect() as connection:
                frames.send(connection.fileno(), request)
                answer = frames.receive(connection.fileno(), timeout=HASTE if self._hasty else PATIENCE)
        except (OSError, frames.Closed, frames.TimedOut) as error:
            raise EngineAway from error
        if "ok" in answer:
            return [str(text) for text in answer["ok"]]
        raise EngineFailed if answer.get("error") in {"failed", "unknown"} else EngineAway

    def is_there(self) -> bool:
        """Tell whether the process answers its socket."""
        try:
            self._connect().close()
        except OSError:
            return False
        return True

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(HASTE)
        try:
            with reachable(self._path) as address:
                connection.connect(address)
        except BaseException:
            connection.close()
            raise
        # Frames wait by themselves.
        connection.settimeout(None)
        return connection
