"""Folders for what is unpacked or copied on the way; those of processes that were killed are removed by the next."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_PREFIX: Final = ".foro-"


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """Give a folder until the block ends."""
    sweep(beside)
    with TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=beside) as folder:
        yield Path(folder)


def sweep(folder: Path) -> None:
    """Remove what processes left behind that are gone: it holds what people wrote."""
    for path in folder.glob(f"{_PREFIX}*-*"):
        if not _runs(path.name.removeprefix(_PREFIX).partition("-")[0]):
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob(".*.writing"):
        if not _runs(path.name.split(".")[-2]):
            path.unlink(missing_ok=True)


def _runs(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass  # It is another user's.
    return True
