"""What operating holds of people: that an account left, on a list outside the database."""

from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.operation import erasures


def _withdraw(leaver: Leaver) -> None:
    erasures.note_at_commit(leaver.user_id, erasures.WITH_POSTS)


def _anonymise(leaver: Leaver) -> None:
    erasures.note_at_commit(leaver.user_id, erasures.NAME_ONLY)


PART = Part(anonymise=_anonymise, withdraw=_withdraw)
