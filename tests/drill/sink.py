"""A mail server that keeps what it took before it says so: `python -m tests.drill.sink PORT FILE`."""

import json
import os
import re
import signal
import sys
import threading
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

_POST: Final = re.compile(r"/t/[^/\s]+/(\d+)/(\d+)")


class Keeper:
    """Writes a line per letter to the disk, then answers 250."""

    def __init__(self, file: Path) -> None:
        """Open the file."""
        self._file = file.open("ab", buffering=0)

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a letter: its id, to whom it goes, and about which post of which topic it is."""
        message = message_from_bytes(envelope.content, policy=default)
        part = message.get_body(("plain",))
        found = _POST.search(part.get_content() if part else "")
        line = {
            "id": message["Message-ID"],
            "to": envelope.rcpt_tos[0],
            "topic": int(found[1]) if found else None,
            "number": int(found[2]) if found else None,
        }
        self._file.write(json.dumps(line).encode() + b"\n")
        os.fsync(self._file.fileno())
        return "250 kept"


def main() -> None:
    """Take letters until told to stop."""
    controller = Controller(Keeper(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    ended.wait()
    controller.stop()


if __name__ == "__main__":
    main()
