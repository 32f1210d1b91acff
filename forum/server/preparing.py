"""Makes the database fit to be served: migrations, and on an empty one the first data.

Runs as a process of its own before anything is served, so that the parent stays small and Ctrl-C
works at any moment. Says what it does on standard error; its standard output is one JSON object.
"""

import json
import signal
import sys
from dataclasses import dataclass
from types import FrameType

from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select

from config import Config
from config import load_config
from forum.accounts.models import User
from forum.app import create_app
from forum.certification.commands import load_standard
from forum.certification.models import Stage
from forum.certification.shipped import STANDARD
from forum.cities.models import City
from forum.core import migrating
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.console import connection_problem
from forum.core.db import db
from forum.core.db import session
from forum.demo.loading import load_demo
from forum.demo.queries import has_demo
from forum.demo.queries import is_empty
from forum.discussion.models import Topic
from forum.operation.backups.keeping import cut_off
from forum.pages.commands import load_shipped_pages
from forum.translation.commands.glossary import load_shipped_glossary


@dataclass(frozen=True)
class Refused(Exception):
    """The forum must not run on this database; the sentence says why."""

    sentence: str


def main() -> int:
    """Prepare the database that the environment names; 0 when it may be served."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        config = load_config()
        with create_app(config).app_context():
            demo = prepare(config)
    except Refused as refused:
        tell(refused.sentence)
        return 1
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(json.dumps({"demo": demo}) + "\n")
    return 0


def prepare(config: Config) -> bool:
    """Bring schema and first data up to date; return whether demonstration data are there."""
    problem = connection_problem() or cut_off(config.data_dir)
    if problem is not None:
        raise Refused(problem)
    _refuse_newer()
    migrating.upgrade()
    versions.clear_caches()
    if session.scalar(select(Stage.id).limit(1)) is None:
        load_standard(SYSTEM, json.loads(STANDARD.read_text(encoding="utf-8")))
        tell("The standard is loaded: 8 practices, 43 criteria.")
    if load_shipped_glossary(SYSTEM):
        tell("The glossary is loaded.")
    pages = load_shipped_pages(SYSTEM)
    if pages:
        tell(f"{pages} public pages are written from the texts that come with the forum.")
    if config.production:
        _refuse_demo()
    elif is_empty():
        tell("The database is empty: loading the demonstration (this once) …")
        load_demo()
    return has_demo()


def tell(sentence: str) -> None:
    """Say something to whoever started the forum."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _refuse_newer() -> None:
    revision = migrating.revision_of(db.engine)
    if revision is not None and revision not in migrating.known_revisions():
        sentence = (
            f"This database was last used by another version of the forum (its migration {revision} is unknown here). "
            "Run that version or a later one, or put back a backup that is as old as this one."
        )
        raise Refused(sentence)


def _refuse_demo() -> None:
    marked = (table.is_demo.is_(True) for table in (User, City, Topic))
    rows = [exists().where(mark) for mark in marked] + [exists().where(User.email.like("%@demo.example"))]
    if session.scalar(select(or_(*rows))):
        sentence = (
            "This database holds demonstration data, whose password is public. Remove them with "
            "`flask --app forum.app demo remove`, or name another database in FORUM_DATABASE_URL."
        )
        raise Refused(sentence)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
