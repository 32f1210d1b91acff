"""Making invitations: by leads and RIL, one by one or from a file, and the list of who has not accepted yet."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.models import Invitation
from forum.core import clock
from forum.core.db import session
from forum.core.errors import NotFound
from tests.accounts.helpers import ANA
from tests.accounts.helpers import fill_in
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import mailed
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


def test_the_link_to_share_is_shown_once(sign_in, lead, city):
    browser = sign_in(lead)
    made = browser.post("/invitations/new", data={"city_id": city.id, "language": "es", "days": 7, "max_uses": 3})
    token = re.search(r"/invitations/([\w-]{40,})", made.text).group(1)
    assert token not in browser.get("/invitations?show=all").text
    assert token not in {str(value) for row in session.scalars(select(Invitation)) for value in vars(row).values()}


def test_a_lead_invites_to_their_own_city_only(sign_in, lead, city):
    other = make_city("Recife")
    answer = sign_in(lead).post(
        "/invitations/new", data={"city_id": other.id, "language": "es", "days": 7, "max_uses": 1}
    )
    assert answer.status_code == 400
    with pytest.raises(NotFound):
        create_invitation(act(lead), other.id, days=7)
    assert session.scalar(select(func.count(Invitation.id))) == 0


def test_ril_invites_to_any_city(sign_in, city):
    answer = sign_in(make_staff()).post(
        "/invitations/new", data={"city_id": city.id, "email": ANA, "language": "pt", "days": 7, "max_uses": 1}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/invitations", "/invitations/new", "/invitations/many"])
def test_members_and_visitors_find_no_pages_of_invitations(client, sign_in, city, path):
    assert client.get(path).status_code == 404
    assert sign_in(make_user(city=city)).get(path).status_code == 404


def test_a_lead_sees_and_withdraws_invitations_of_their_city_only(sign_in, lead, city):
    other = make_user("Otra Lead", role="lead", city=make_city("Recife"))
    row, _token = create_invitation(act(other), other.city_id, days=7, email="x@recife.example")
    browser = sign_in(lead)
    assert "x@recife.example" not in browser.get("/invitations?show=all").text
    assert browser.post(f"/invitations/{row.id}/removal").status_code == 404
    assert browser.post("/invitations/999999/removal").status_code == 404
    assert session.get_one(Invitation, row.id).revoked_at is None


def test_the_list_shows_first_who_has_not_accepted_yet(sign_in, app, lead, city, run_worker):
    link = mailed(lead, city, run_worker, "came@correo.example")
    mailed(lead, city, run_worker, "waits@correo.example", note="Hacienda")
    fill_in(app.test_client(), link, "came@correo.example")
    browser = sign_in(lead)
    page = browser.get("/invitations").text
    assert "waits@correo.example" in page
    assert "Hacienda" in page
    assert "came@correo.example" not in page
    assert "Ana Prieto" in browser.get("/invitations?show=accepted").text
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert "waits@correo.example" in browser.get("/invitations?show=missed").text
        assert "waits@correo.example" not in browser.get("/invitations").text


def test_the_list_of_invitations_costs_few_statements(sign_in, lead, city, count_queries):
    for number in range(20):
        create_invitation(act(lead), city.id, days=7, email=f"p{number}@correo.example")
    browser = sign_in(lead)
    browser.get("/invitations")
    with count_queries() as statements:
        browser.get("/invitations")
    assert len([s for s in statements if s.startswith("SELECT")]) <= 10


def upload(browser, city, text, **more):
    data = {"city_id": str(city.id), "language": "es", "days": "14", "file": (io.BytesIO(text), "personas.csv")}
    return browser.post("/invitations/many", data=data | more, content_type="multipart/form-data")


def test_a_file_invites_everybody_in_it_in_their_language(sign_in, lead, city, run_worker):
    text = "correo;idioma;nota\nana@rionegro.gov.co;es;Datos\neva@rionegro.gov.co;português;\nleo@rionegro.gov.co;;\n"
    answer = upload(sign_in(lead), city, text.encode("utf-8-sig"))
    assert answer.location == "/invitations"
    run_worker()
    languages = {letter.language for letter in letters_to("eva@rionegro.gov.co")}
    assert languages == {"pt"}
    assert len(letters_to("leo@rionegro.gov.co")) == 1
    assert session.scalar(select(func.count(Invitation.id)).where(Invitation.max_uses == 1)) == 3


def test_one_bad_row_invites_nobody_and_all_bad_rows_are_named(sign_in, lead, city):
    text = (
        "email,idioma\nana@rionegro.gov.co,es\nno es correo,es\neva@rionegro.gov.co,francés\nANA@rionegro.gov.co,es\n"
    )
    answer = upload(sign_in(lead), city, text.encode())
    assert answer.status_code == 400
    for row in ("3:", "4:", "5:"):
        assert row in answer.text
    assert "2:" not in answer.text.split('role="alert"')[1].split("</div>")[0]
    assert session.scalar(select(func.count(Invitation.id))) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"email\n",
        b"\xff\xfe\x00",
        b"\x00\x01",
        b'"sin cerrar',
        b"PK\x03\x04" + bytes(range(256)),
        b"x" * 300_000,
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(sign_in, lead, city, content):
    answer = upload(sign_in(lead), city, content)
    assert answer.status_code == 400
    assert session.scalar(select(func.count(Invitation.id))) == 0


def test_a_file_of_more_than_three_hundred_is_refused(sign_in, lead, city):
    text = "\n".join(f"p{number}@rionegro.gov.co" for number in range(301))
    assert upload(sign_in(lead), city, text.encode()).status_code == 400
    assert session.scalar(select(func.count(Invitation.id))) == 0


def test_a_file_for_another_city_is_refused(sign_in, lead, city):
    assert upload(sign_in(lead), make_city("Recife"), b"ana@rionegro.gov.co\n").status_code == 400


@pytest.mark.parametrize(("days", "max_uses"), [(0, 1), (91, 1), (7, 0), (7, 101), ("x", 1)])
def test_bounds_of_an_invitation(sign_in, lead, city, days, max_uses):
    answer = sign_in(lead).post(
        "/invitations/new", data={"city_id": city.id, "language": "es", "days": days, "max_uses": max_uses}
    )
    assert answer.status_code == 400
    assert session.scalar(select(func.count(Invitation.id))) == 0
