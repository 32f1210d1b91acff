"""Coming in, being admitted, names and roles, at the same moment."""

import io
from datetime import timedelta
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.registration import NewPerson
from forum.accounts.commands.registration import issue_confirmation
from forum.accounts.commands.registration import sign_up
from forum.accounts.commands.sessions import issue_token
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import InvitationUse
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.cities.models import City
from forum.cities.models import CityStage
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.media.models import Avatar
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import events
from tests.races.colliding import fresh
from tests.races.colliding import statuses
from tests.races.colliding import times
from tests.races.colliding import token_of

#: People who hold the same link.
CROWD = 20


def count(column: Any, *conditions: Any) -> int:
    session.rollback()
    return session.scalar(select(func.count(column)).where(*conditions)) or 0


def test_an_invitation_for_one_lets_one_of_twenty_in(app: Flask):
    city = make_city()
    lead = act(make_user(city=city, role="lead"))
    waiting = [make_user(state="pending") for _ in range(CROWD)]
    tokens = [token_of(user) for user in waiting]
    ids = [user.id for user in waiting]
    for _ in range(ROUNDS):
        invitation, link = create_invitation(lead, city.id, days=5)
        answers = collide(app, [Shot(token, f"/invitations/{link}") for token in tokens])
        assert statuses(answers) == [303] + [404] * (CROWD - 1)
        assert count(InvitationUse.user_id, InvitationUse.invitation_id == invitation.id) == 1
        assert fresh(Invitation, invitation.id).uses == 1
        _let_wait_again(ids)


def _let_wait_again(ids: list[int]) -> None:
    """Take out whoever came in, so that the next round begins like the one before."""
    with transaction():
        for user in session.scalars(select(User).where(User.id.in_(ids), User.state == "active")):
            user.state, user.city_id, user.city_role = "pending", None, None
        session.execute(delete(InvitationUse).where(InvitationUse.user_id.in_(ids)))


def test_somebody_who_accepts_two_invitations_at_once_comes_in_by_one(app: Flask):
    cities = [make_city(), make_city()]
    leads = [act(make_user(city=city, role="lead")) for city in cities]
    for _ in range(ROUNDS):
        user = make_user(state="pending")
        token = token_of(user)
        made = [create_invitation(lead, city.id, days=5) for lead, city in zip(leads, cities, strict=True)]
        answers = collide(app, [Shot(token, f"/invitations/{link}") for _row, link in made])
        assert statuses(answers) in ([303, 404], [303, 409])
        used = session.scalars(select(InvitationUse.invitation_id).where(InvitationUse.user_id == user.id)).all()
        assert sum(fresh(Invitation, row.id).uses for row, _link in made) == len(used) == 1
        assert fresh(User, user.id).city_id == fresh(Invitation, used[0]).city_id


def test_a_sign_up_link_opened_twice_makes_one_account(app: Flask):
    for turn in range(ROUNDS):
        email = f"persona{turn}@alta.example"
        person = NewPerson(name="Una Persona", email=email, password=PASSWORD, language="es")
        link = issue_confirmation(sign_up(person, network=f"10.1.{turn}.0/24"))
        shots = times(2, lambda _n, link=link: Shot("", f"/signup/confirm/{link}", {"password": PASSWORD}))
        answers = collide(app, shots)
        assert statuses(answers) == [303, 404]
        assert count(User.id, User.email == email) == 1


def test_a_link_for_a_new_password_sets_one(app: Flask):
    user = make_user()
    for turn in range(ROUNDS):
        with transaction():
            link = issue_token(user.id, "reset", user.email or "", 60)
        passwords = [f"una plaza y {turn} mercados", f"un mercado y {turn} plazas"]
        answers = collide(app, [Shot("", f"/login/reset/{link}", {"password": password}) for password in passwords])
        assert statuses(answers) == [303, 404]
        assert events("PasswordChanged", user.id) == turn + 1
        assert count(UserSession.id, UserSession.user_id == user.id, UserSession.revoked_at.is_(None)) == 1


PROFILE = {
    "name": "Una Persona",
    "reads": ["es"],
    "ui_language": "es",
    "time_zone": "America/Bogota",
    "theme": "dark",
    "density": "compact",
}


def test_a_handle_goes_to_one_of_two(app: Flask):
    for turn in range(ROUNDS):
        tokens = [token_of(make_user()) for _ in range(2)]
        handle = f"nombre.{turn}.comun"
        answers = collide(app, [Shot(token, "/settings/profile", PROFILE | {"handle": handle}) for token in tokens])
        assert statuses(answers) in ([303, 409], [303, 422], [303, 400]), statuses(answers)
        assert count(User.id, User.handle == handle) == 1


def test_somebody_admitted_by_two_to_two_cities_is_in_one(app: Flask):
    cities = [make_city().id, make_city().id]
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _ in range(ROUNDS):
        waiting = make_user(state="pending")
        request = session.scalar(select(AdmissionRequest.id).where(AdmissionRequest.user_id == waiting.id))
        shots = [
            Shot(token, f"/people/waiting/{request}/admission", {f"a{request}-city_id": city})
            for token, city in zip(tokens, cities, strict=True)
        ]
        answers = collide(app, shots)
        assert statuses(answers) == [303, 409]
        chosen = next(city for answer, city in zip(answers, cities, strict=True) if answer.status == 303)
        after = fresh(User, waiting.id)
        assert (after.state, after.city_id) == ("active", chosen)
        assert events("UserAdmitted", waiting.id) == 1


def test_of_the_last_two_administrators_who_leave_one_stays(app: Flask):
    for _turn in range(ROUNDS):
        # Whoever stayed last time makes room: one person may give the password only so often in a quarter of an hour.
        with transaction():
            session.execute(update(User).values(site_role="member"))
        tokens = [token_of(make_staff(role="administrator")) for _ in range(2)]
        shots = [
            Shot(token, "/settings/data/removal/name", {"understood": "y", "present": PASSWORD}) for token in tokens
        ]
        answers = collide(app, shots)
        assert statuses(answers) in ([303, 409], [303, 422], [303, 400]), statuses(answers)
        assert count(User.id, User.site_role == "administrator", User.state == "active") == 1


def test_a_stage_set_by_two_is_the_one_that_the_history_ends_with(app: Flask):
    city = make_city()
    tokens = [token_of(make_user(city=city, role="lead")), token_of(make_staff())]
    for turn in range(ROUNDS):
        since = (clock.now() - timedelta(days=300 - turn)).date().isoformat()
        forms = [{"stage": str(number), "since": since, "note": ""} for number in (2, 3)]
        shots = [
            Shot(token, f"/cities/{city.id}/stage", form) for token, form in zip(tokens * 2, forms * 2, strict=True)
        ]
        assert statuses(collide(app, shots)) == [303] * 4
        assert count(CityStage.id, CityStage.city_id == city.id) == 2 * (turn + 1)
        latest = session.scalar(
            select(CityStage.stage_id)
            .where(CityStage.city_id == city.id)
            .order_by(CityStage.since.desc(), CityStage.id.desc())
            .limit(1)
        )
        assert fresh(City, city.id).stage_id == latest
        assert events("CityStageSet", city.id) == 2 * (turn + 1)


def test_of_two_pictures_one_is_shown_and_the_other_is_gone(app: Flask):
    for _ in range(ROUNDS):
        user = make_user()
        token = token_of(user)
        answers = collide(app, [Shot(token, "/settings/avatar", _picture(colour)) for colour in ("red", "blue")])
        assert statuses(answers) == [303, 303]
        assert count(Avatar.token, Avatar.user_id == user.id) == 1
        shown = session.scalar(select(Avatar).where(Avatar.user_id == user.id))
        assert fresh(User, user.id).avatar_key == shown.name


def _picture(colour: str) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return {"picture": (io.BytesIO(out.getvalue()), "x.png")}
