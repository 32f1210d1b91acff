"""What discussion holds of a person: what they wrote, what names them, and how far they have read."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.owndata import Part
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.discussion.commands import anonymising
from forum.discussion.commands import withdrawing
from forum.discussion.queries.own import edits_of_others
from forum.discussion.queries.own import mentions_of
from forum.discussion.queries.own import own_posts
from forum.discussion.queries.own import own_topics
from forum.discussion.queries.own import positions_of

_WHEN: Final = _l("When")
_WHERE: Final = _l("Where it stands")

_KINDS: Final = {
    "question": _l("Question"),
    "discussion": _l("Conversation"),
    "experience": _l("Experience"),
    "announcement": _l("Announcement"),
}
_AUDIENCES: Final = {
    "public": _l("Everybody, visitors too"),
    "community": _l("The whole community"),
    "city": _l("One city and RIL"),
    "staff": _l("RIL only"),
}
_STATES: Final = {"visible": _l("Shown"), "hidden": _l("Hidden"), "deleted": _l("Deleted")}

PART: Final = Part(
    sections=(
        Section(
            "topics",
            _l("Topics that you opened"),
            {
                "id": _l("Number"),
                "title": _l("Title"),
                "kind": _l("Kind"),
                "stage": _l("Stage"),
                "audience": _l("Audience"),
                "language": _l("Language"),
                "created_at": _WHEN,
                "deleted_at": _l("Deleted"),
                "url": _WHERE,
            },
            own_topics,
            {"kind": _KINDS, "audience": _AUDIENCES},
        ),
        Section(
            "posts",
            _l("What you wrote"),
            {
                "id": _l("Number"),
                "topic": _l("Topic"),
                "number": _l("Number in the topic"),
                "language": _l("Language"),
                "state": _l("State"),
                "state_at": _l("Hidden or deleted"),
                "state_reason": _l("Reason"),
                "created_at": _WHEN,
                "edited_at": _l("Edited"),
                "url": _WHERE,
                "remark": _l("Notice of RIL above it"),
                "text": _l("Text"),
                "earlier": _l("Earlier texts"),
            },
            own_posts,
            {"state": _STATES},
        ),
        Section(
            "edits",
            _l("Edits that you made of what others wrote"),
            {"created_at": _WHEN, "reason": _l("Reason"), "url": _WHERE},
            edits_of_others,
        ),
        Section("mentions", _l("Where you are mentioned"), {"created_at": _WHEN, "url": _WHERE}, mentions_of),
        Section(
            "reading",
            _l("How far you have read"),
            {
                "topic_id": _l("Number"),
                "topic": _l("Topic"),
                "number": _l("Read up to post"),
                "read_at": _WHEN,
            },
            positions_of,
        ),
    ),
    anonymise=anonymising.anonymise_texts,
    withdraw=withdrawing.hide_texts,
    sweeps=anonymising.SWEEPS,
    withdrawing=withdrawing.SWEEPS,
    follow=anonymising.show_renamed_files,
    rules=(
        Rule(
            "discussion.deleted",
            _l("Text of deleted posts, and what others quoted of it"),
            timedelta(days=90),
            _l("Its author reads it for 30 days, and it can be restored in case of a mistake."),
            withdrawing.forget_deleted,
        ),
    ),
)
