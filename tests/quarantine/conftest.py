"""Everybody who might want to look at a file."""

import pytest

from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.quarantine.keeping import ANA


@pytest.fixture
def people(app):
    """Give everybody who might want to look."""
    city = make_city("Rionegro")
    return {
        "author": make_user("Ana Prieto", city=city, email=ANA),
        "colleague": make_user(city=city),
        "lead": make_user(city=city, role="lead"),
        "foreign member": make_user(city=make_city("Recife"), language="pt"),
        "foreign lead": make_user(city=make_city("Lobos"), role="lead"),
        "moderator": make_staff(),
        "administrator": make_staff(role="administrator"),
    }
