"""Rules about people as tables, and each beside its SQL twin."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from forum.accounts.commands.admission import assign_request
from forum.accounts.commands.invitations import create_invitation
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import User
from forum.accounts.policy import can_admit
from forum.accounts.policy import can_edit_profile
from forum.accounts.policy import can_grant_role
from forum.accounts.policy import can_invite
from forum.accounts.policy import can_see_member
from forum.accounts.policy import can_suspend
from forum.accounts.policy import decidable_requests
from forum.accounts.policy import manageable_invitations
from forum.accounts.policy import visible_members
from forum.accounts.queries import people_by_ids
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


@pytest.fixture
def people(app):
    """Return everybody who may ask, by name, and fill the tables with everybody who may be asked about."""
    home, away = make_city("Rionegro"), make_city("Recife")
    users = {
        "member of A": make_user(city=home),
        "shown member of A": make_user(city=home, shown_outside=True),
        "lead of A": make_user(city=home, role="lead"),
        "member of B": make_user(city=away),
        "lead of B": make_user(city=away, role="lead"),
        "suspended": make_user(city=home, state="suspended"),
        "shown and suspended": make_user(city=home, state="suspended", shown_outside=True),
        "pending": make_user(state="pending"),
        "moderator": make_staff(),
        "administrator": make_staff(role="administrator"),
        "anonymised": make_user(city=home, shown_outside=True),
    }
    with transaction():
        session.get_one(User, users["anonymised"].id).state = "anonymised"
    requests = list(session.scalars(select(AdmissionRequest.id)))
    for city in (home, away):
        make_user(state="pending")
        latest = max(session.scalars(select(AdmissionRequest.id)))
        assign_request(SYSTEM, latest, city_id=city.id)
        create_invitation(SYSTEM, city.id, days=3)
    assert requests
    actors = {name: act(user) for name, user in users.items()}
    actors["former lead of A, suspended"] = replace(actors["lead of A"], state="suspended")
    return actors | {"visitor": VISITOR, "system": SYSTEM}


def test_who_sees_whom_is_the_same_in_python_and_in_sql(people):
    for name, actor in people.items():
        by_rule = {user.id for user in session.scalars(select(User)) if can_see_member(actor, user)}
        by_query = set(session.scalars(select(User.id).where(visible_members(actor))))
        assert by_rule == by_query, name


def test_who_manages_which_invitation_is_the_same_in_python_and_in_sql(people):
    for name, actor in people.items():
        by_rule = {row.id for row in session.scalars(select(Invitation)) if can_invite(actor, row.city_id)}
        by_query = set(session.scalars(select(Invitation.id).where(manageable_invitations(actor))))
        assert by_rule == by_query, name


def test_who_decides_on_whom_is_the_same_in_python_and_in_sql(people):
    for name, actor in people.items():
        by_rule = {row.id for row in session.scalars(select(AdmissionRequest)) if can_admit(actor, row.city_id)}
        by_query = set(session.scalars(select(AdmissionRequest.id).where(decidable_requests(actor))))
        assert by_rule == by_query, name


def test_a_name_is_a_link_exactly_where_the_page_opens(people):
    for name, actor in people.items():
        for user in session.scalars(select(User).where(User.state != "anonymised")):
            person = people_by_ids([user.id], actor)[user.id]
            opens = bool(can_see_member(actor, user))
            assert (person.has_page and not person.masked) is opens, (name, user.name)


@pytest.mark.parametrize(
    ("who", "whom", "seen"),
    [
        ("member of B", "member of A", False),
        ("member of B", "shown member of A", True),
        ("member of B", "moderator", True),
        ("member of B", "pending", False),
        ("member of B", "anonymised", False),
        ("lead of B", "member of A", False),
        ("lead of A", "member of A", True),
        ("member of A", "suspended", True),
        ("moderator", "pending", True),
        ("visitor", "shown member of A", False),
        ("suspended", "member of A", False),
        ("suspended", "suspended", True),
        ("pending", "pending", True),
        ("pending", "moderator", False),
    ],
)
def test_who_sees_whom(people, who, whom, seen):
    decision = can_see_member(people[who], session.get_one(User, people[whom].id))
    assert bool(decision) is seen
    assert decision.hidden is not seen


@pytest.mark.parametrize(
    ("who", "whom", "allowed", "hidden"),
    [
        ("moderator", "member of A", True, False),
        ("moderator", "moderator", False, False),
        ("moderator", "administrator", False, False),
        ("administrator", "moderator", True, False),
        ("administrator", "administrator", False, False),
        ("moderator", "pending", False, False),
        ("lead of A", "member of A", False, True),
        ("visitor", "member of A", False, True),
    ],
)
def test_who_suspends_whom(people, who, whom, allowed, hidden):
    decision = can_suspend(people[who], session.get_one(User, people[whom].id))
    assert (bool(decision), decision.hidden) == (allowed, hidden)


@pytest.mark.parametrize("who", ["moderator", "lead of A", "member of A", "suspended", "pending", "visitor"])
def test_only_administrators_may_know_that_roles_can_be_granted(people, who):
    assert can_grant_role(people[who], session.get_one(User, people["member of B"].id)).hidden


def test_everybody_edits_their_own_profile_only(people):
    for name in ("member of A", "lead of A", "pending", "moderator", "administrator"):
        assert can_edit_profile(people[name], session.get_one(User, people[name].id)), name
    assert not can_edit_profile(people["administrator"], session.get_one(User, people["member of A"].id))
    assert not can_edit_profile(people["suspended"], session.get_one(User, people["suspended"].id))
