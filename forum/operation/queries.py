"""Reading how the forum is, for its page and its measurements."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import column
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import table

from forum.core import checkup
from forum.core import clock
from forum.core import policy
from forum.core.actor import Actor
from forum.core.checkup import Result
from forum.core.db import db
from forum.core.db import session
from forum.core.dialects.copies import Kind
from forum.core.dialects.counting import HEAD_TABLE
from forum.core.dialects.damage import database_facts
from forum.core.events import Delivery
from forum.core.health import OLDEST_BEAT
from forum.core.jobs import Heartbeat
from forum.core.mail import OutgoingMail
from forum.core.policy import require
from forum.core.retention import RetentionRun
from forum.media.models import Avatar
from forum.media.models import Blob
from forum.operation import about
from forum.operation.backups import keeping
from forum.operation.backups.keeping import History
from forum.translation.models import TranslationRequest

_head = table(HEAD_TABLE, column("version_num"))


@dataclass(frozen=True, slots=True)
class State:
    """What waits, and what there is, in numbers."""

    beat_at: datetime | None
    mail_due: int
    mail_failed: int
    deliveries_due: int
    deliveries_dead: int
    translations_due: int
    translations_failed: int
    file_bytes: int
    #: When an act happened that the oldest delivery is still to tell of: how far index and notices are behind.
    oldest_due_at: datetime | None
    retention_at: datetime | None
    schema: str

    @property
    def worker_lives(self) -> bool:
        """Tell whether the worker showed itself lately."""
        return self.beat_at is not None and clock.now() - self.beat_at < OLDEST_BEAT


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk on which the data folder lies, and of the database."""

    total: int
    free: int
    database: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Everything that the page shows."""

    state: State
    disk: Disk
    backups: History
    checks: list[Result]
    versions: list[tuple[str, str]]


def state() -> State:
    """Return what waits and what there is, in one statement."""
    letters = select(func.count()).select_from(OutgoingMail)
    deliveries = select(func.count()).select_from(Delivery)
    texts = select(func.count()).select_from(TranslationRequest)
    files = select(func.coalesce(func.sum(Blob.size), 0)).scalar_subquery()
    pictures = select(func.coalesce(func.sum(Avatar.size), 0)).scalar_subquery()
    row = session.execute(
        select(
            select(Heartbeat.beat_at).where(Heartbeat.name == "worker").scalar_subquery(),
            letters.where(OutgoingMail.state.in_(("due", "sending"))).scalar_subquery(),
            letters.where(OutgoingMail.state == "failed").scalar_subquery(),
            deliveries.where(Delivery.dead.is_(False)).scalar_subquery(),
            deliveries.where(Delivery.dead.is_(True)).scalar_subquery(),
            texts.where(TranslationRequest.state == "due").scalar_subquery(),
            texts.where(TranslationRequest.state == "failed").scalar_subquery(),
            files + pictures,
            select(func.min(Delivery.due_at)).where(Delivery.dead.is_(False)).scalar_subquery(),
            select(func.max(RetentionRun.created_at)).scalar_subquery(),
            select(func.max(_head.c.version_num)).scalar_subquery(),
        )
    ).one()
    return State(*tuple(row))


def operation(actor: Actor, data_folder: Path) -> Operation:
    """Return how the forum is, for an administrator."""
    require(policy.ask(actor, "administer"))
    found = state()
    usage = shutil.disk_usage(data_folder)
    server, size = database_facts(session())
    return Operation(
        state=found,
        disk=Disk(usage.total, usage.free, size),
        backups=keeping.history(data_folder),
        checks=[checkup.examine(check) for check in checkup.all_checks() if check.cheap],
        versions=[
            ("foro", f"{about.forum_version()} ({found.schema})"),
            (Kind.of(db.engine).title, server),
            *about.library_versions(),
        ],
    )
