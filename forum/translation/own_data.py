"""Translations follow what leaving does to posts and titles, in the same transactions: nobody is named in them who has left."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.discussion.commands.translations import drop_withdrawn_translations
from forum.discussion.commands.translations import forget_translations
from forum.translation.commands import leaving
from forum.translation.commands.requesting import translate_again
from forum.translation.labels import CORRECTION_STATES
from forum.translation.models import GlossaryFile
from forum.translation.queries.own import corrections_of


def _withdraw(leaver: Leaver) -> None:
    leaving.withdraw_corrections(leaver)
    drop_withdrawn_translations(leaver.user_id)


def _follow(leaver: Leaver) -> None:
    translate_again(leaver.changed_posts | leaver.renamed_posts)


def _anonymise(leaver: Leaver) -> None:
    session.execute(delete(GlossaryFile).where(GlossaryFile.created_by_id == leaver.user_id))


PART: Final = Part(
    sections=(
        Section(
            "corrections",
            _l("Translations that you improved"),
            {
                "id": _l("Number"),
                "language": _l("Language"),
                "state": _l("State"),
                "created_at": _l("When"),
                "decided_at": _l("Decided"),
                "reason": _l("Reason"),
                "url": _l("Where it stands"),
                "title": _l("Title"),
                "text": _l("Text"),
            },
            corrections_of,
            {"state": CORRECTION_STATES},
        ),
    ),
    anonymise=_anonymise,
    withdraw=_withdraw,
    sweeps=leaving.SWEEPS,
    withdrawing=leaving.WITHDRAWING,
    follow=_follow,
    rules=(
        Rule(
            "translation.deleted",
            _l("Translations of deleted posts"),
            timedelta(days=90),
            _l("They can be restored with the post in case of a mistake."),
            forget_translations,
        ),
        Rule(
            "translation.corrections",
            _l("What people made of the translations of deleted posts"),
            timedelta(days=90),
            _l("They can be restored with the post in case of a mistake."),
            leaving.forget_corrections,
        ),
        Rule(
            "translation.declined",
            _l("Proposed translations that were declined"),
            timedelta(days=180),
            _l("Whoever proposed one can read why, and try again."),
            leaving.forget_declined,
        ),
    ),
)
