"""What the tests of the desk share."""

import pytest

from tests.moderation.desk import Desk


@pytest.fixture
def desk(app):
    """Give a desk with a case of each kind: a report, a person who waits, an application, a proposal."""
    return Desk()
