"""One at a time works on a data folder: a forum that runs, or a command that puts something in its place."""

import fcntl
import os
from pathlib import Path
from typing import IO


def lock_folder(folder: Path) -> IO[str] | None:
    """Take the data folder for this process; None when another one has it.

    Two workers on one SQLite queue would do everything twice. The lock goes with the process.
    """
    file = (folder / "server.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
