"""Whether texts are translated."""

from datetime import timedelta
from typing import Final

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import session
from forum.translation.engines.choosing import HOW_TO_INSTALL
from forum.translation.engines.choosing import kind_of
from forum.translation.engines.choosing import present_engine
from forum.translation.models import TranslationRequest

#: A text that was asked for so long ago, and is still due, hangs.
STUCK: Final = timedelta(hours=1)


def look_at_translation() -> list[Finding]:
    """Look for an engine that is missing or away, and for texts that wait or were given up."""
    setting = current_app.config["TRANSLATION"]
    if kind_of(setting) == "none":
        if setting == "none":
            return []
        advice = f"{HOW_TO_INSTALL}, or FORUM_TRANSLATION=none."
        return [Finding("Nobody translates: Apertium is not installed.", advice, grave=setting == "apertium")]
    if not present_engine().is_there():
        # It runs beside the server: without that nothing is amiss.
        return [Finding("The translation engine does not answer.", "Start the server; its log says more.", grave=False)]
    found = []
    waiting = select(func.count()).select_from(TranslationRequest)
    failed = session.scalar(waiting.where(TranslationRequest.state == "failed")) or 0
    if failed:
        advice = "Moderation → Translations has it tried again."
        found.append(Finding(f"The translation of {failed} texts was given up.", advice, grave=False))
    stuck = waiting.where(TranslationRequest.state == "due", TranslationRequest.created_at < clock.now() - STUCK)
    late = session.scalar(stuck) or 0
    if late:
        found.append(
            Finding(f"{late} texts wait for their translation for more than an hour.", "See the server's log.")
        )
    return found


CHECKS = (Check("translation", _l("Translation"), look_at_translation, cheap=True),)
