"""Makes the database fit to be served: migrations, and on an empty one the first data.

Runs as a process of its own before anything is served, so that the parent stays small and Ctrl-C
works at any moment. Says what it does on standard error; its standard output is one JSON object.
"""

import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import flask_migrate
from flask import Flask
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from config import load_config
from forum.accounts.models import User
from forum.app import create_app
from forum.certification.cli import STANDARD
from forum.certification.commands import load_standard
from forum.certification.models import Stage
from forum.cities.models import City
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.demo import loading
from forum.discussion.models import Topic

#: Lies in the data folder while the demonstration data are being loaded.
UNFINISHED = "demo-loading"


@dataclass(frozen=True)
class Refused(Exception):
    """The forum must not run on this database; the sentence says why."""

    sentence: str


def main() -> int:
    """Prepare the database that the environment names; 0 when it may be served."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        config = load_config()
        _remove_half_loaded(config)
        app = create_app(config)
        with app.app_context():
            demo = prepare(app, config)
    except Refused as refused:
        tell(refused.sentence)
        return 1
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(json.dumps({"demo": demo}) + "\n")
    return 0


def prepare(app: Flask, config: Config) -> bool:
    """Bring schema and first data up to date; return whether demonstration data are there."""
    _connect()
    flask_migrate.upgrade()
    versions.clear_caches()
    if not _has(Stage):
        load_standard(SYSTEM, json.loads(STANDARD.read_text(encoding="utf-8")))
        tell("The standard is loaded: 8 practices, 43 criteria.")
    if config.production:
        _refuse_demo()
    elif not _has(User) and not _has(City):
        _load_demo(Path(app.config["DATA_DIR"]))
    return has_demo()


def has_demo() -> bool:
    """Tell whether anything in the database is marked as demonstration."""
    rows = or_(
        exists().where(User.is_demo.is_(True)),
        exists().where(User.email.like("%@demo.example")),
        exists().where(City.is_demo.is_(True)),
        exists().where(Topic.is_demo.is_(True)),
    )
    return bool(session.scalar(select(rows)))


def tell(sentence: str) -> None:
    """Say something to whoever started the forum."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _connect() -> None:
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())
        where = db.engine.url.render_as_string(hide_password=True)
        sentence = f"The database {where} cannot be reached: {reason[:300]}"
        raise Refused(sentence) from error


def _refuse_demo() -> None:
    if has_demo():
        sentence = (
            "This database holds demonstration data, whose password is public. Remove them with "
            "`flask --app forum.app demo remove`, or name another database in FORUM_DATABASE_URL."
        )
        raise Refused(sentence)


def _load_demo(folder: Path) -> None:
    tell("The database is empty: loading the demonstration (about a minute, this once) …")
    mark = folder / UNFINISHED
    mark.touch()
    loading.load_demo()
    mark.unlink()


def _remove_half_loaded(config: Config) -> None:
    """Begin anew when the demonstration was cut off while it was loaded: nobody can have written since.

    Only for the forum's own SQLite file; another database is not ours to empty.
    """
    mark = config.data_dir / UNFINISHED
    if config.production or not mark.exists():
        return
    if config.database_url:
        sentence = (
            "The demonstration was not loaded whole. Empty the database that FORUM_DATABASE_URL names, "
            f"remove {mark}, and start again."
        )
        raise Refused(sentence)
    for end in ("", "-wal", "-shm"):
        (config.data_dir / f"forum.db{end}").unlink(missing_ok=True)
    mark.unlink()


def _has(table: type[Stage | User | City]) -> bool:
    return session.scalar(select(table.id).limit(1)) is not None


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
