"""A forum with something in it, and three browsers: of a visitor, a member and an administrator."""

import pytest
from flask.testing import FlaskClient

from tests.input.sending import Complaints
from tests.privacy.world import World


@pytest.fixture
def browsers(world: World, client: FlaskClient, sign_in) -> dict[str, FlaskClient]:
    """Give the browsers."""
    return {
        "visitor": client,
        "member": sign_in(world.people["member_a"]),
        "admin": sign_in(world.people["admin"]),
    }


@pytest.fixture
def complaints() -> Complaints:
    """Collect what goes wrong."""
    return Complaints()
