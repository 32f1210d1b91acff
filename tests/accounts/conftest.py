"""What several tests of accounts begin with."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher

from forum.cities.models import City
from tests.accounts.helpers import MARCELA
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import sign_up
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


@pytest.fixture
def city(app) -> City:
    """Give a city."""
    return make_city("Rionegro")


@pytest.fixture
def lead(city):
    """Give the city's lead."""
    return make_user("Lea Lead", city=city, role="lead")


@pytest.fixture
def letter_after_sign_up(client, run_worker) -> Callable[..., str]:
    """Sign up and return the path in the letter."""

    def signing_up(email=MARCELA, **more):
        answer = sign_up(client, email, **more)
        assert answer.status_code == 303, answer.text
        run_worker()
        return link_in(letters_to(email)[-1])

    return signing_up


@pytest.fixture
def argon2_runs(monkeypatch) -> list[int]:
    """Count how often a password is verified."""
    runs = []
    verify = PasswordHasher.verify

    def counting(self, *arguments):
        runs.append(1)
        return verify(self, *arguments)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    return runs
