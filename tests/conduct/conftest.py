"""Somebody of RIL who lets a word wait, for the tests that have none of their own."""

import pytest

from forum.conduct.commands.words import add_word
from tests.factories.accounts import act
from tests.factories.accounts import make_staff


@pytest.fixture
def ril(app):
    """Give somebody of RIL, who lets a word wait."""
    ril = make_staff()
    add_word(act(ril), phrase="chivo", language="both", action="hold")
    return ril
