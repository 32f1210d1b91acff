"""Translations follow what leaving does to posts and titles, in the same transactions: nobody is named in them who has left."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.retention import Rule
from forum.discussion.commands.translations import drop_withdrawn_translations
from forum.discussion.commands.translations import forget_translations
from forum.translation.commands.requesting import translate_again
from forum.translation.models import GlossaryFile


def _withdraw(leaver: Leaver) -> None:
    drop_withdrawn_translations(leaver.user_id)


def _follow(leaver: Leaver) -> None:
    translate_again(leaver.changed_posts | leaver.renamed_posts)


def _anonymise(leaver: Leaver) -> None:
    session.execute(delete(GlossaryFile).where(GlossaryFile.created_by_id == leaver.user_id))


PART: Final = Part(
    anonymise=_anonymise,
    withdraw=_withdraw,
    follow=_follow,
    rules=(
        Rule(
            "translation.deleted",
            _l("Translations of deleted posts"),
            timedelta(days=90),
            _l("They can be restored with the post in case of a mistake."),
            forget_translations,
        ),
    ),
)
