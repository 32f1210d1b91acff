"""A handle finds its person by an index, in any case, and nobody who only looks alike."""

import pytest
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy import update

from forum.accounts.models import User
from forum.accounts.queries import get_member
from forum.accounts.queries import users_by_handles
from forum.accounts.queries.people import has_handle
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import NotFound
from tests.factories.accounts import make_user


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto")


@pytest.mark.parametrize("typed", ["ana.prieto", "Ana.Prieto", "ANA.PRIETO"])
def test_a_handle_is_found_in_any_case(ana, typed):
    assert get_member(SYSTEM, typed).id == ana.id


@pytest.mark.parametrize("typed", ["anaprieto", "ana-prieto", "ana.pr1eto", "ana.prlet0", "ana", ""])
def test_one_that_only_looks_alike_is_nobody(ana, typed):
    with pytest.raises(NotFound):
        get_member(SYSTEM, typed)
    assert users_by_handles([typed]) == {}


def test_those_named_in_a_text_are_found_by_their_handles_while_they_are_active(ana):
    luis = make_user("Luis Paz")
    assert {h: u.id for h, u in users_by_handles(["ana.prieto", "luis.paz", "x"]).items()} == {
        "ana.prieto": ana.id,
        "luis.paz": luis.id,
    }
    with transaction():
        session.execute(update(User).where(User.id == luis.id).values(state="suspended"))
    assert set(users_by_handles(["ana.prieto", "luis.paz"])) == {"ana.prieto"}


def test_the_search_for_a_handle_uses_an_index(app):
    statement = select(User.id).where(has_handle("ana.prieto"))
    sql = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN"
    if db.engine.dialect.name != "sqlite":
        explain = "EXPLAIN"
        session.execute(text("SET LOCAL enable_seqscan = off"))  # It reads small tables whole otherwise.
    plan = " ".join(str(row) for row in session.execute(text(f"{explain} {sql}")))
    assert "handle_folded" in plan
    assert "Index" in plan or "INDEX" in plan
