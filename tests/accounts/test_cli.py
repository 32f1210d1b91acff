"""`flask accounts create-admin`."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import session
from tests.accounts.helpers import log_in
from tests.accounts.helpers import user_of
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user

ARGUMENTS = ["accounts", "create-admin", "--email", "admin@ril.example", "--name", "Marta Ríos"]


def test_it_creates_an_administrator_who_can_sign_in(app, client):
    result = app.test_cli_runner().invoke(args=ARGUMENTS, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    user = user_of("admin@ril.example")
    assert (user.site_role, user.state, user.city_id) == ("administrator", "active", None)
    assert log_in(client, "admin@ril.example").status_code == 303


def test_the_password_may_come_from_the_environment(app):
    result = app.test_cli_runner().invoke(args=ARGUMENTS, env={"FORUM_ADMIN_PASSWORD": PASSWORD})
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("password", ["corta", "password1234"])
def test_a_weak_password_is_refused_with_a_sentence(app, password):
    result = app.test_cli_runner().invoke(args=ARGUMENTS, env={"FORUM_ADMIN_PASSWORD": password})
    assert result.exit_code == 1
    assert "Error: " in result.output
    assert session.scalar(select(func.count(User.id))) == 0


def test_an_address_that_has_an_account_is_refused(app):
    make_user(email="admin@ril.example")
    result = app.test_cli_runner().invoke(args=ARGUMENTS, env={"FORUM_ADMIN_PASSWORD": PASSWORD})
    assert result.exit_code == 1
    assert user_of("admin@ril.example").site_role == "member"
