"""Whether those who left are taken out of texts in time."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.accounts.queries.erasures import pending_erasures
from forum.core import clock
from forum.core.checkup import Check
from forum.core.checkup import Finding

#: Even somebody who wrote thousands of texts is taken out within minutes.
TOO_LONG: Final = timedelta(minutes=30)


def look_at_erasures() -> list[Finding]:
    """Look for erasures that should have been finished."""
    pending = pending_erasures()
    if pending.number == 0 or pending.oldest is None or clock.now() - pending.oldest < TOO_LONG:
        return []
    sentence = f"{pending.number} closed accounts are still being taken out of texts, since {pending.oldest:%F %H:%M}."
    return [Finding(sentence, "See that the worker runs; the log says what failed.")]


CHECKS = (Check("accounts.erasures", _l("Closed accounts"), look_at_erasures, cheap=True),)
