"""Who may not close whose account."""

import pytest

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.leaving import leave
from forum.accounts.models import User
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.owndata.life import live


@pytest.fixture
def life(app, run_worker, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)
    return live(run_worker)


@pytest.mark.parametrize(("role", "error"), [("moderator", NotFound), ("member", NotFound)])
def test_nobody_else_closes_somebodys_account(life, role, error):
    actor = make_staff() if role == "moderator" else life.other
    with pytest.raises(error):
        anonymise_person(act(actor), life.user.id, reason="porque sí")


def test_an_administrator_closes_neither_another_administrators_account_nor_their_own_there(life):
    second = make_staff(role="administrator")
    for user in (second, life.admin):
        with pytest.raises(Forbidden):
            anonymise_person(act(life.admin), user.id, reason="porque sí")


def test_the_last_administrator_cannot_leave(app):
    admin = make_staff("Única Persona", role="administrator")
    with pytest.raises(Conflict):
        leave(act(admin), present=PASSWORD)
    make_staff("Otra Persona", role="administrator")
    leave(act(admin), present=PASSWORD)
    assert session.get_one(User, admin.id).state == "anonymised"
