"""How long it is kept what topics were before an act on many of them: as long as it can be undone."""

from datetime import datetime
from datetime import timedelta

from flask_babel import lazy_gettext as _l

from forum.bulk.models import TopicChange
from forum.core.owndata import Part
from forum.core.retention import Rule
from forum.core.retention import forget_rows


def _forget(moment: datetime) -> int:
    return forget_rows(TopicChange, TopicChange.created_at < moment)


PART = Part(
    rules=(
        Rule(
            "bulk.changes",
            _l("What topics were before RIL changed several together"),
            timedelta(days=90),
            _l("To undo it."),
            _forget,
        ),
    ),
)
