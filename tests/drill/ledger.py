"""What the clients know: a line before each act, and a line after its answer was read, each on the disk at once."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Ledger:
    """The lines of one client."""

    def __init__(self, file: Path) -> None:
        """Open the file."""
        self._file = file.open("ab", buffering=0)

    def write(self, what: str, word: str, **more: Any) -> None:
        """Write a line and wait until the disk has it."""
        self._file.write(json.dumps({"what": what, "word": word, **more}).encode() + b"\n")
        os.fsync(self._file.fileno())


def read_ledgers(folder: Path) -> Iterator[dict[str, Any]]:
    """Read the lines of all clients, each client's in the order in which they were written."""
    for file in sorted(folder.glob("*.ledger")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
