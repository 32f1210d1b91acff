"""What the tests of the promise share."""

import pytest

from tests.factories.accounts import make_staff


@pytest.fixture
def colleague(app):
    return make_staff("Rosa Ruiz")
