"""Making one account of two that are the same person's: everything of the one goes to the other, at once."""

import secrets
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import Column
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.commands.erasing import EMPTY
from forum.accounts.commands.erasing import THEIRS
from forum.accounts.events import AccountsMerged
from forum.accounts.handles import skeleton
from forum.accounts.models import ReservedHandle
from forum.accounts.models import User
from forum.accounts.policy import can_merge
from forum.accounts.queries import lock_pair
from forum.accounts.queries import to_actor
from forum.core.actor import Actor
from forum.core.db import Base
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.merging import columns_to
from forum.core.merging import find_shared
from forum.core.merging import follow_merge
from forum.core.merging import lock_shared
from forum.core.merging import unique_with
from forum.core.policy import require

#: What is of the account and not of the person: how it was let in, what it agreed to, where it is signed in.
STAYS: Final = frozenset(
    [*(table.__tablename__ for table in THEIRS), "consent", "avatar", "erasure", "reserved_handle"]
)
#: Columns that name a person where no foreign key does.
LOOSE: Final = (("outgoing_mail", "user_id"), ("event", "actor_id"), ("page_version", "editor_id"))


#: Somebody who goes on writing is waited for so many times.
_TRIES: Final = 3


class _WroteMeanwhile(Exception):
    """Before the accounts were locked, something was written that is to be locked first."""


def merge_people(actor: Actor, user_id: int, *, into_id: int, reason: str) -> None:
    """Give everything of one member to another, who stays; the first can sign in no more.

    The old handle leads to the one who stays. The city of the one who stays is theirs; what was written stays where
    it is. It cannot be undone.
    """
    for _try in range(_TRIES):
        try:
            _merge(actor, user_id, into_id, reason)
        except _WroteMeanwhile:
            continue
        return
    raise Conflict(_l("This person is writing just now. Try again in a moment."))


def _merge(actor: Actor, user_id: int, into_id: int, reason: str) -> None:
    with transaction():
        shared = find_shared(user_id, into_id)
        lock_shared(shared)
        # One order for whoever locks several people. Of who goes nothing new may be written, not even a row that points to
        # them: what is being written is waited for, and what comes later finds the account closed (`require_unchanged`).
        for id_ in sorted({user_id, into_id, actor.id or user_id}):
            session.get(User, id_, with_for_update=True if id_ == user_id else {"key_share": True})
        if find_shared(user_id, into_id) != shared:
            raise _WroteMeanwhile
        actor, source = lock_pair(actor, user_id)
        target = session.get(User, into_id, populate_existing=True)
        if target is None:
            raise NotFound
        require(can_merge(actor, source))
        require(can_merge(actor, target))
        if source.id == target.id:
            raise Conflict(_l("These are not two accounts."))
        if not reason.strip() or len(reason) > 2000:
            raise Invalid(_l("Say who asked for it, how and when: it stays in the log."), field="reason")
        for column in columns_to("user_account"):
            if column.table.name not in STAYS:
                _move(column, source.id, target.id)
        _move_loose(source.id, target.id)
        _hand_over_handles(source, target)
        for table in THEIRS:
            session.execute(delete(table).where(table.user_id == source.id))
        if source.silenced_until and (target.silenced_until is None or target.silenced_until < source.silenced_until):
            # It is the person who is silenced, whichever account they write with.
            target.silenced_until, target.silenced_reason = source.silenced_until, source.silenced_reason
        for name, value in EMPTY.items():
            setattr(source, name, value)
        session.flush()
        session.expire_all()
        follow_merge(source.id, target.id)
        record(actor, AccountsMerged(target.id, source.id, to_actor(target).city_id), reason=reason)


def _move(column: Column[Any], source_id: int, target_id: int) -> None:
    """Let the rows of one column point to who stays; where both have the same row, the one of who stays counts."""
    table = column.table
    for others in unique_with(column):
        mine = table.alias()
        if [other.name for other in others] == ["request_id"]:
            # Ids of forms that were sent long ago, chosen by browsers: no row is lost for them.
            session.execute(update(table).where(column == source_id).values(request_id=None))
            continue
        same = and_(*(mine.c[other.name] == table.c[other.name] for other in others))
        there = select(mine.c[column.name]).where(mine.c[column.name] == target_id, same).exists()
        session.execute(delete(table).where(column == source_id, there))
    session.execute(update(table).where(column == source_id).values({column.name: target_id}))


def _move_loose(source_id: int, target_id: int) -> None:
    for table_name, name in LOOSE:
        column = Base.metadata.tables[table_name].c[name]
        session.execute(update(column.table).where(column == source_id).values({name: target_id}))
    event = Base.metadata.tables["event"]
    about = and_(event.c.subject_kind == "user", event.c.subject_id == source_id)
    session.execute(update(event).where(about).values(subject_id=target_id))


def _hand_over_handles(source: User, target: User) -> None:
    """Keep every handle of who goes reserved for who stays: their addresses lead there."""
    session.execute(update(ReservedHandle).where(ReservedHandle.user_id == source.id).values(user_id=target.id))
    before = source.handle_folded
    source.handle = f"ex-{secrets.token_hex(8)}"
    source.handle_folded = skeleton(source.handle)
    session.flush()
    session.merge(ReservedHandle(handle_folded=before, user_id=target.id))
