"""The list of those who left: outside the database, so that a restored copy cannot bring them back.

It holds no personal data: the number of the account, a hash that tells it from another one which got the
same number later, how the person left, and when. It lies in the data folder and, with one, in the store.
"""

import fcntl
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Final

from flask import current_app
from sqlalchemy import select

from forum.accounts.commands.leaving import repeat_anonymising
from forum.accounts.commands.leaving import repeat_withdrawing
from forum.accounts.models import User
from forum.core import clock
from forum.core import db
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.storage import storage

NAME: Final = "erasures.jsonl"
#: Where each erasure has an object of its own in an S3-compatible store, which knows no appending.
PREFIX: Final = "erasures"
#: How somebody left: the name went, or the posts too.
NAME_ONLY: Final = "name"
WITH_POSTS: Final = "posts"
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Erasure:
    """That somebody left."""

    user_id: int
    #: Hash of the account's number and the moment it was made.
    account: str
    way: str
    at: str


def fingerprint(user: User) -> str:
    """Return what tells an account from another one that gets the same number after a restore."""
    return hashlib.sha256(f"{user.id} {user.created_at.isoformat()}".encode()).hexdigest()


def note_at_commit(user_id: int, way: str) -> None:
    """Put an erasure on the list as the last thing before the commit: one that is acknowledged stands there.

    When the commit itself fails after it, the list holds a wish that was expressed and not fulfilled;
    it stays, and is fulfilled after a restore.
    """
    # The first to ask decides; who leaves with their posts is noted before their name goes.
    db.before_commit(f"erasure {user_id}", lambda: _note(user_id, way))


def all_erasures() -> list[Erasure]:
    """Return the list, one per account; who left with their posts, left with their posts."""
    found: dict[str, Erasure] = {}
    for erasure in _read():
        known = found.get(erasure.account)
        if known is None or erasure.way == WITH_POSTS:
            found[erasure.account] = erasure
    return list(found.values())


def is_listed() -> bool:
    """Tell whether there is a list at all."""
    return _file().exists() or bool(current_app.config["S3_URL"])


def come_back() -> list[Erasure]:
    """Return who left by the list and has an account by the database."""
    listed: dict[int, list[Erasure]] = defaultdict(list)
    for erasure in all_erasures():
        listed[erasure.user_id].append(erasure)
    ids = sorted(listed)
    back: list[Erasure] = []
    for start in range(0, len(ids), _AT_ONCE):
        there = select(User).where(User.id.in_(ids[start : start + _AT_ONCE]), User.state != "anonymised")
        for user in session.scalars(there):
            back += [erasure for erasure in listed[user.id] if erasure.account == fingerprint(user)]
    return back


def repeat_erasures() -> list[Erasure]:
    """Take those who came back out of the forum again, in the way they left."""
    back = come_back()
    for erasure in back:
        if erasure.way == WITH_POSTS:
            repeat_withdrawing(SYSTEM, erasure.user_id)
        else:
            repeat_anonymising(SYSTEM, erasure.user_id)
    return back


def _note(user_id: int, way: str) -> None:
    user = session.get_one(User, user_id)
    erasure = Erasure(user_id, fingerprint(user), way, clock.now().isoformat(timespec="seconds"))
    line = json.dumps(asdict(erasure)).encode() + b"\n"
    _append(_file(), erasure, line)
    if current_app.config["S3_URL"]:
        storage().save(f"{PREFIX}/{erasure.account}.{way}", line)


def _append(path: Path, erasure: Erasure, line: bytes) -> None:
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        written = file.read()
        if any((known.account, known.way) == (erasure.account, erasure.way) for known in _parsed(written)):
            return
        # A line that was cut off was never acknowledged; what follows must not stick to it.
        torn = bool(written) and not written.endswith(b"\n")
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read() -> Iterator[Erasure]:
    if _file().exists():
        yield from _parsed(_file().read_bytes())
    if current_app.config["S3_URL"]:
        store = storage()
        for key, _written in store.files(PREFIX):
            yield from _parsed(store.read(key) or b"")


def _parsed(data: bytes) -> Iterator[Erasure]:
    """Yield what can be read; a line that was cut off is none."""
    for line in data.splitlines():
        try:
            values: dict[str, Any] = json.loads(line)
            yield Erasure(int(values["user_id"]), str(values["account"]), str(values["way"]), str(values["at"]))
        except (ValueError, KeyError, TypeError):
            continue


def _file() -> Path:
    return Path(current_app.config["DATA_DIR"]) / NAME
