"""What numbers hold of people: nothing, but that words looked for in vain could name somebody."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.core.text import fold
from forum.insights.models import MissedSearch
from forum.insights.periods import day_of

#: So many words of a name are that of somebody; one is that of many.
_NAMING: Final = 2


def _anonymise(leaver: Leaver) -> None:
    """Drop words with the handle of who leaves, or with two words of their name."""
    # They are few, and no database folds names as we do.
    rows = session.execute(select(MissedSearch.digest, MissedSearch.text).where(MissedSearch.text != ""))
    named = [row.digest for row in rows if _names(leaver, row.text)]
    session.execute(delete(MissedSearch).where(MissedSearch.digest.in_(named)))


def _names(leaver: Leaver, text: str) -> bool:
    looked_for, name = set(fold(text).split()), set(fold(leaver.name).split())
    return leaver.handle in text or len(looked_for & name) >= min(len(name), _NAMING)


def _forget(moment: datetime) -> int:
    return forget_rows(MissedSearch, MissedSearch.last_on < day_of(moment))


PART: Final = Part(
    anonymise=_anonymise,
    rules=(
        Rule(
            "insights.searches",
            _l("Words that several members looked for in vain, since the last time"),
            timedelta(days=180),
            _l("Long enough to see that something is missing, and to write it."),
            _forget,
        ),
    ),
)
