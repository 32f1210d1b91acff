"""What can be examined about the deployment itself: settings, folder, database, worker, queues."""

import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from typing import Final
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Column
from sqlalchemy import Exists
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core import postman
from forum.core import relay
from forum.core import schema
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import db
from forum.core.db import session
from forum.core.dialects import damage
from forum.core.events import Delivery
from forum.core.folderlock import lock_folder
from forum.core.health import OLDEST_BEAT
from forum.core.jobs import Heartbeat
from forum.core.mail import OutgoingMail
from forum.operation import erasures
from forum.operation.backups import keeping

#: What is due and was not done for so long hangs.
STUCK: Final = timedelta(hours=1)
#: A backup is made every day; one more day is for whoever looks into why there is none.
OLDEST_BACKUP: Final = timedelta(days=2)
#: Bytes of free disk below which something is about to fail, and below which it is worth knowing.
NEEDED: Final = 500 * 2**20
WISHED: Final = 2 * 2**30
_HERE: Final = {"localhost", "127.0.0.1", "::1", None}
_SHOWN: Final = 5


def look_at_settings() -> list[Finding]:
    """Look at settings that work and are weak; those that cannot work stop every command."""
    config = current_app.config
    production = config["ENV_NAME"] == "production"
    found: list[Finding] = []
    if not production:
        if urlsplit(config["URL"]).hostname not in _HERE:
            found.append(
                Finding(
                    "Other machines can reach this forum, and it runs as a demonstration.",
                    "Set FORUM_ENV=production.",
                    grave=config["SECURE"],
                )
            )
        return found
    if not config["PROXIES"]:
        found.append(
            Finding(
                "No proxy is trusted: all readers seem to come from one address, and share its limits.",
                "Set FORUM_PROXIES to the number of proxies in front (1 for nginx or Caddy alone).",
            )
        )
    mail = urlsplit(config["SMTP_URL"])
    if mail.scheme == "smtp" and mail.hostname not in _HERE:
        found.append(
            Finding("Mail leaves this machine unencrypted.", "Use smtp+starttls:// or smtps:// in FORUM_SMTP_URL.")
        )
    where = db.engine.url
    if where.host not in _HERE and "sslmode" not in where.query:
        found.append(
            Finding(
                "The connection to the database on another machine may be unencrypted.",
                "Add ?sslmode=verify-full to FORUM_DATABASE_URL.",
            )
        )
    return found


def look_at_folder() -> list[Finding]:
    """Look at who may read the data folder."""
    folder = _folder()
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return [Finding(f"The data folder {folder} cannot be written.", "Give it to the account that runs the forum.")]
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        production = current_app.config["ENV_NAME"] == "production"
        return [Finding(f"Others on this machine may enter {folder}.", f"chmod 700 {folder}", grave=production)]
    return []


def mend_folder() -> None:
    """Close the data folder to others."""
    _folder().chmod(0o700)


def look_at_disk() -> list[Finding]:
    """Look at the free space beside the data."""
    free = shutil.disk_usage(_folder()).free
    if free >= WISHED:
        return []
    return [
        Finding(f"{free // 2**20} MB are free beside the data.", "Free some, or enlarge the disk.", grave=free < NEEDED)
    ]


def look_at_schema() -> list[Finding]:
    """Compare tables with migrations and models."""
    if not schema.is_current():
        return [
            Finding("The database does not have the tables of this version.", "Start the forum, or run `db upgrade`.")
        ]
    differences = schema.migrating().differences()
    if not differences:
        return []
    named = "; ".join(_short(difference) for difference in differences[:_SHOWN])
    return [Finding(f"Tables differ from what this version expects: {named}.", "Undo what was changed by hand.")]


def look_at_file() -> list[Finding]:
    """Look for damage in the database's own file."""
    return [
        Finding(f"The database is damaged: {line}", "Restore the latest backup: `backup restore --replace`.")
        for line in damage.damage(session())
    ]


def look_at_references() -> list[Finding]:
    """Look for rows that point to rows that are not there."""
    found = []
    for table in db.metadata.sorted_tables:
        for constraint in table.foreign_key_constraints:
            [(own, their)] = [(element.parent, element.column) for element in constraint.elements]
            number = session.scalar(
                select(func.count()).select_from(table).where(own.is_not(None), ~_is_there(their, own))
            )
            if number:
                found.append(
                    Finding(
                        f"{number} rows of {table.name}.{own.name} point to nothing.",
                        "Restore them from a backup, or remove them by hand.",
                    )
                )
    return found


def look_at_worker() -> list[Finding]:
    """Look at when the worker last showed itself."""
    beat = session.get(Heartbeat, "worker")
    if beat is not None and clock.now() - beat.beat_at < OLDEST_BEAT:
        return []
    when = f"has not shown itself since {beat.beat_at:%Y-%m-%d %H:%M} UTC" if beat else "has never shown itself"
    lock = lock_folder(_folder())
    if lock is not None:
        lock.close()
        return [Finding(f"The worker {when}; the forum does not run here.", "Start the forum.", grave=False)]
    return [
        Finding(f"The worker {when}: no mail is sent, no notice arrives.", "Look at its log; start the forum anew.")
    ]


def look_at_mail() -> list[Finding]:
    """Look for letters that hang or were given up."""
    failed, late = (
        session.scalar(select(func.count()).select_from(OutgoingMail).where(*condition))
        for condition in (
            (OutgoingMail.state == "failed",),
            (OutgoingMail.state.in_(("due", "sending")), OutgoingMail.due_at < clock.now() - STUCK),
        )
    )
    found = []
    if failed:
        found.append(Finding(f"{failed} letters were given up.", "Mend what the mail page says; then doctor --mend."))
    if late:
        found.append(Finding(f"{late} letters should have been sent an hour ago.", "See whether the worker runs."))
    return found


def look_at_deliveries() -> list[Finding]:
    """Look for deliveries that hang or were given up."""
    dead, late = (
        session.scalar(select(func.count()).select_from(Delivery).where(*condition))
        for condition in (
            (Delivery.dead.is_(True),),
            (Delivery.dead.is_(False), Delivery.due_at < clock.now() - STUCK),
        )
    )
    found = []
    if dead:
        found.append(Finding(f"{dead} deliveries were given up.", "doctor --mend gives them another round."))
    if late:
        found.append(Finding(f"{late} deliveries should have been made an hour ago.", "See whether the worker runs."))
    return found


def look_at_backups() -> list[Finding]:
    """Look at how old the last backup is, and whether it was read again."""
    grave = current_app.config["ENV_NAME"] == "production"
    done = keeping.history(_folder())
    if done.created is None:
        return [
            Finding("No backup was ever made here.", "Run `backup create` every day; see docs/operation.md.", grave)
        ]
    found = []
    if clock.now() - done.created.made > OLDEST_BACKUP:
        found.append(Finding(f"The last backup is of {done.created.made:%Y-%m-%d}.", "See why none was made.", grave))
    if done.verified is None or clock.now() - done.verified.made > OLDEST_BACKUP:
        found.append(Finding("No backup of the last two days was verified.", "Run `backup verify`.", grave=False))
    return found


def look_at_erasures() -> list[Finding]:
    """Look for people who left by the list and are in the database."""
    number = len(erasures.come_back())
    if not number:
        return []
    return [
        Finding(
            f"{number} people who left are in the database: it was put back without the list of those who left.",
            "doctor --mend takes them out again.",
        )
    ]


def look_at_restore() -> list[Finding]:
    """Look for a restore that was killed."""
    sentence = keeping.cut_off(_folder())
    return [Finding(sentence, "The forum does not start until then.")] if sentence else []


def _folder() -> Path:
    return Path(current_app.config["DATA_DIR"])


def _is_there(their: Column[Any], own: Column[Any]) -> Exists:
    other = their.table.alias()
    return exists().where(other.c[their.name] == own)


def _short(difference: object) -> str:
    return " ".join(str(difference).split())[:120]


CHECKS = (
    Check("settings", _l("Settings of the deployment"), look_at_settings, cheap=True),
    Check("folder", _l("Data folder"), look_at_folder, mend_folder, cheap=True),
    Check("disk", _l("Free disk"), look_at_disk, cheap=True),
    Check("database.file", _l("File of the database"), look_at_file),
    Check("database.schema", _l("Tables of the database"), look_at_schema),
    Check("database.references", _l("References between rows"), look_at_references),
    Check("worker", _l("Worker"), look_at_worker),
    Check("mail", _l("Mail"), look_at_mail, postman.retry_failed),
    Check("deliveries", _l("Deliveries"), look_at_deliveries, relay.retry_dead),
    Check("backups", _l("Backups"), look_at_backups, cheap=True),
    Check("restore", _l("Restored backups"), look_at_restore, cheap=True),
    Check("erasures", _l("People who left"), look_at_erasures, erasures.repeat_erasures),
)
