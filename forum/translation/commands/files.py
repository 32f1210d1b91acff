"""Bringing the glossary to what a file says: kept first, loaded once somebody saw what it changes and said yes."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.policy import require
from forum.translation.commands.editing import lock_glossary
from forum.translation.commands.editing import replace_row
from forum.translation.commands.editing import retire_row
from forum.translation.commands.editing import write_row
from forum.translation.events import GlossaryFileLoaded
from forum.translation.importing import parse_glossary
from forum.translation.models import GlossaryEntry
from forum.translation.models import GlossaryFile
from forum.translation.planning import Plan
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.editing import get_file

#: A file that nobody said yes to by then is forgotten when the next one is chosen.
WAITS: Final = timedelta(days=1)


def keep_file(actor: Actor, text: str) -> int:
    """Keep a file until somebody says yes to what it adds and changes; return its number."""
    return _keep(actor, text, removes_rest=False)


def keep_whole_file(actor: Actor, text: str) -> int:
    """Keep a file that is to be the whole glossary: rows that it does not have are to go."""
    return _keep(actor, text, removes_rest=True)


def load_file(actor: Actor, file_id: int, *, version: int) -> Plan:
    """Bring the glossary to what a file says and return what that changed; sent twice, it is done once.

    `version` is the state of the glossary for which the changes were shown: Conflict when it is another by now, and
    when another file was chosen after this one.
    """
    with transaction():
        require(can_edit_glossary(actor))
        lock_glossary()
        waiting = get_file(actor, file_id)
        if waiting.was_loaded:
            return waiting.plan
        if waiting.is_over:
            raise Conflict(_l("Another file was chosen after this one. Choose the file again."))
        if waiting.version != version:
            raise Conflict(_l("The glossary changed meanwhile. This is what the file would do now."))
        _carry_out(actor, waiting.plan)
        file = session.get_one(GlossaryFile, file_id)
        file.text = ""
        file.loaded_at = clock.now()
        if waiting.plan:
            added, changed, removed = map(len, (waiting.plan.added, waiting.plan.changed, waiting.plan.removed))
            record(actor, GlossaryFileLoaded(file.id, added, changed, removed))
        return waiting.plan


def _keep(actor: Actor, text: str, *, removes_rest: bool) -> int:
    require(can_edit_glossary(actor))
    _rows, problems = parse_glossary(text.encode())
    if problems:
        raise Invalid(problems[0].sentence, field="file")
    with transaction():
        over = or_(GlossaryFile.created_by_id == actor.id, GlossaryFile.created_at < clock.now() - WAITS)
        session.execute(update(GlossaryFile).where(over, GlossaryFile.text != "").values(text=""))
        file = GlossaryFile(created_by_id=actor.id, text=text, removes_rest=removes_rest)
        session.add(file)
        session.flush()
        return file.id


def _carry_out(actor: Actor, plan: Plan) -> None:
    moment = clock.now()
    wanted = [*(change.entry_id for change in plan.changed), *(number for number, _row in plan.removed)]
    rows = {row.id: row for row in session.scalars(select(GlossaryEntry).where(GlossaryEntry.id.in_(wanted)))}
    for change in plan.changed:
        replace_row(actor, rows[change.entry_id], change.after, moment)
    for number, _row in plan.removed:
        retire_row(actor, rows[number], moment)
    for row in plan.added:
        write_row(actor, row, moment=moment)
