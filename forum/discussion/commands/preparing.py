"""Keeping prepared replies: adding, changing and removing them."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core import dialects
from forum.core import markup
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.markup import TooComplex
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.beside import PreparedReply
from forum.discussion.events import PreparedReplyAdded
from forum.discussion.events import PreparedReplyChanged
from forum.discussion.events import PreparedReplyRemoved
from forum.discussion.policy import can_prepare_replies
from forum.discussion.variables import VARIABLES
from forum.discussion.variables import unknown_variable

CHANGES: Final = Limit("prepared-replies", 200, 3600)
#: All of them stand in one list beside the reply box.
MOST: Final = 200
#: A reply that is longer is a guide: a topic of its own.
LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A name, and the text in both languages, with variables in braces."""

    name: str
    text_es: str
    text_pt: str


def add_prepared(actor: Actor, text: PreparedText) -> PreparedReply:
    """Keep another prepared reply."""
    with transaction():
        require(can_prepare_replies(actor))
        hit(CHANGES, actor.id)
        _check(text)
        dialects.lock(session(), "prepared replies")
        if (session.scalar(select(func.count(PreparedReply.id))) or 0) >= MOST:
            raise Conflict(_l("There are %(n)s prepared replies already. Remove one first.", n=MOST))
        row = PreparedReply(name=text.name, text_es=text.text_es, text_pt=text.text_pt, version=1)
        session.add(row)
        session.flush()
        record(actor, PreparedReplyAdded(row.id), after={"title": row.name})
        return row


def edit_prepared(actor: Actor, prepared_id: int, *, text: PreparedText, based_on: int) -> PreparedReply:
    """Change a prepared reply; what it said stays in the log."""
    with transaction():
        require(can_prepare_replies(actor))
        row = _lock(prepared_id)
        if row.version != based_on:
            raise Conflict(_l("Somebody else changed this reply while you were writing."))
        hit(CHANGES, actor.id)
        _check(text)
        before = _whole(row)
        row.name, row.text_es, row.text_pt = text.name, text.text_es, text.text_pt
        row.version += 1
        record(actor, PreparedReplyChanged(row.id), before=before, after={"title": row.name})
        return row


def remove_prepared(actor: Actor, prepared_id: int) -> None:
    """Remove a prepared reply; what was written with it stays, and so does what it said, in the log."""
    with transaction():
        require(can_prepare_replies(actor))
        row = _lock(prepared_id)
        record(actor, PreparedReplyRemoved(row.id), before=_whole(row))
        session.delete(row)


def _check(text: PreparedText) -> None:
    """Raise Invalid for a text that lacks a language, has braces that are no variable, or could not be shown."""
    if not text.name:
        raise Invalid(_l("This field is needed."), field="name")
    for field, body in (("text_es", text.text_es), ("text_pt", text.text_pt)):
        if not body:
            raise Invalid(_l("Both languages are needed."), field=field)
        if len(body) > LONGEST:
            raise Invalid(_l("At most %(max)d characters.", max=LONGEST), field=field)
        unknown = unknown_variable(body)
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in VARIABLES)
            raise Invalid(_l("%(found)s is no variable. There are: %(known)s", found=unknown, known=known), field=field)
        try:
            markup.check(body)
        except TooComplex as error:
            raise Invalid(error.message, field=field) from None


def _lock(prepared_id: int) -> PreparedReply:
    row: PreparedReply | None = session.get(PreparedReply, prepared_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    return row


def _whole(row: PreparedReply) -> dict[str, str]:
    return {"title": row.name, "text_es": row.text_es, "text_pt": row.text_pt}
