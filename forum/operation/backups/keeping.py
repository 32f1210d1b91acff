"""When a backup was last made, verified and restored here: a file in the data folder, which outlives the database."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from forum.core import clock

_NAME: Final = "backups.json"
#: Lies in the data folder while a restore is at work; one that stays tells of a restore that was killed.
_AT_WORK: Final = "restore-at-work.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """That something was done with a backup."""

    at: str
    file: str
    size: int
    #: When the backup itself was made; its date decides how much would be lost.
    made_at: str

    @property
    def moment(self) -> datetime:
        """Return when it was done."""
        return datetime.fromisoformat(self.at)

    @property
    def made(self) -> datetime:
        """Return when the backup was made."""
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True, slots=True)
class History:
    """The last of each."""

    created: Noted | None = None
    verified: Noted | None = None
    restored: Noted | None = None


def history(data_folder: Path) -> History:
    """Return what was last done; nothing when the file is not there or not readable."""
    try:
        values = json.loads((data_folder / _NAME).read_text(encoding="utf-8"))
        return History(**{what: Noted(**noted) for what, noted in values.items() if noted})
    except (OSError, ValueError, TypeError, AttributeError):
        return History()


@contextmanager
def at_work(data_folder: Path, path: Path) -> Iterator[None]:
    """Have it known that a restore is at work; whatever raises leaves the database as it was, a kill may not."""
    sign = data_folder / _AT_WORK
    with sign.open("w", encoding="utf-8") as file:
        json.dump({"file": str(path.absolute()), "at": clock.now().isoformat(timespec="seconds")}, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        yield
    finally:
        sign.unlink(missing_ok=True)


def cut_off(data_folder: Path) -> str | None:
    """Return what to say about a restore that was killed, or None."""
    sign = data_folder / _AT_WORK
    if not sign.exists():
        return None
    try:
        said = json.loads(sign.read_text(encoding="utf-8"))
        what = f"of {said['file']}, begun at {said['at']},"
    except (OSError, ValueError, KeyError, TypeError):
        what = "begun here"
    return (
        f"A restore {what} was cut off. The database is whole: either as it was before, or restored. "
        f"Repeat it with `backup restore --replace FILE`; or, to go on with what is there, remove {sign}."
    )


def note(data_folder: Path, what: str, path: Path, made_at: str) -> None:
    """Write down what was done just now (`created`, `verified` or `restored`)."""
    now = clock.now().isoformat(timespec="seconds")
    done = {what: asdict(Noted(now, str(path.absolute()), path.stat().st_size, made_at))}
    draft = data_folder / f".{_NAME}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(history(data_folder)) | done, indent=1), encoding="utf-8")
    draft.replace(data_folder / _NAME)
