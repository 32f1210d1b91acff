"""Whoever is silenced reads, writes nothing for others, and is told why and until when wherever they would write."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.silencing import silence as silence_command
from forum.accounts.tasks import lift_suspensions
from forum.core import clock
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Post
from tests.accounts.helpers import letters_to
from tests.conduct.desk import days_from_now
from tests.conduct.desk import fresh
from tests.conduct.desk import silence
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.media.samples import picture

ANA = "ana@rionegro.gov.co"
WHY = "Contestó con insultos"


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", email=ANA, city=make_city("Rionegro"))


def test_who_is_silenced_reads_and_is_told_why_wherever_they_would_write(sign_in, ana):
    topic = make_topic(ana, title="Un tema de Ana")
    own = make_reply(topic, ana)
    browser = sign_in(ana)
    assert silence(sign_in(make_staff()), ana).location == "/moderation/members/ana.prieto"

    page = text(browser, f"/t/{topic.slug}/{topic.id}")
    assert WHY in page
    assert 'id="reply"' not in page
    for address in ("/new-topic", f"/posts/{own.id}/edit", f"/topics/{topic.id}/posts/new", f"/topics/{topic.id}/edit"):
        answer = browser.get(address)
        assert (answer.status_code, WHY in answer.text) == (403, True), address


def test_nothing_that_who_is_silenced_sends_is_written_and_the_text_comes_back(sign_in, ana):
    topic = make_topic(ana)
    own = make_reply(topic, ana)
    browser = sign_in(ana)
    silence(sign_in(make_staff()), ana)
    before = session.scalar(select(func.count(Post.id)))
    new = {"title": "Otra pregunta", "body": "Un texto largo", "stage": "evidence", "kind": "question"}
    text_form = {"body": "Otro texto largo", "language": "es", "base": fingerprint(own.body, own.language)}
    acts = {
        "/new-topic": new | {"language": "es", "audience": "community"},
        f"/topics/{topic.id}/posts": {"body": "Un texto largo", "language": "es"},
        f"/posts/{own.id}/text": text_form,
        f"/topics/{topic.id}/answer": {"post_id": own.id},
        "/preview": {"body": "Un texto largo", "language": "es"},
    }
    for address, form in acts.items():
        answer = browser.post(address, data=form)
        assert answer.status_code == 403, address
        assert WHY in answer.text, address
    assert "Un texto largo" in browser.post(f"/topics/{topic.id}/posts", data=acts[f"/topics/{topic.id}/posts"]).text
    session.rollback()
    assert session.scalar(select(func.count(Post.id))) == before


def test_a_lead_who_is_silenced_does_not_write_in_the_own_room_either(ana):
    city = make_city()
    lead = make_user(city=city, role="lead")
    topic = make_topic(lead, audience="city", city=city)
    silence_command(act(make_staff()), lead.id, reason=WHY, until=clock.now() + timedelta(days=1))
    with pytest.raises(Forbidden):
        reply(act(lead), topic.id, NewReply(body="Hola a todo el equipo", language="es"))


def test_a_silence_ends_by_itself_on_its_day_and_leaves_nothing(sign_in, ana):
    topic = make_topic(ana)
    browser = sign_in(ana)
    silence(sign_in(make_staff()), ana, until=days_from_now(3))
    with time_machine.travel(clock.now() + timedelta(days=5)):
        answer = browser.post(f"/topics/{topic.id}/posts", data={"body": "Ya puedo escribir", "language": "es"})
        assert answer.status_code == 303
        lift_suspensions()
        assert (fresh(ana).silenced_until, fresh(ana).silenced_reason) == (None, None)


def test_a_silence_is_mailed_with_its_reason_and_so_is_its_end(sign_in, ana, run_worker):
    staff = sign_in(make_staff())
    silence(staff, ana)
    run_worker()
    staff.post(f"/moderation/members/{ana.id}/silence/removal")
    run_worker()
    letters = letters_to(ANA)
    assert [letter.kind for letter in letters] == ["accounts.silenced", "accounts.unsilenced"]
    assert sign_in(ana).get("/new-topic").status_code == 200


def test_a_silence_is_in_the_log_with_reason_and_end_and_is_written_once(sign_in, ana):
    staff = sign_in(make_staff())
    for _ in range(2):
        silence(staff, ana)
    query = select(EventDetail).join(Event, Event.id == EventDetail.event_id).where(Event.kind == "UserSilenced")
    found = session.scalars(query).one()
    assert found.reason == WHY
    assert found.after["until"].startswith("20")


@pytest.mark.parametrize("until", ["", "2020-01-01", "9999-12-31", "mañana", "0001-01-01", "2026-13-45"])
def test_a_day_that_is_over_too_far_or_none_is_refused(sign_in, ana, until):
    answer = silence(sign_in(make_staff()), ana, until=until)
    assert answer.status_code == 422
    assert WHY in answer.text, "what was typed is still there"
    assert fresh(ana).silenced_until is None


@pytest.mark.parametrize("reason", ["", "  ", "x" * 32_000])
def test_a_reason_that_is_missing_or_endless_is_refused(sign_in, ana, reason):
    assert silence(sign_in(make_staff()), ana, reason=reason).status_code == 422
    with pytest.raises(Invalid):
        silence_command(act(make_staff()), ana.id, reason=reason, until=clock.now() + timedelta(days=1))
    assert fresh(ana).silenced_until is None


def test_somebody_who_waits_or_left_is_not_silenced(sign_in, app):
    waiting = make_user(state="pending")
    assert silence(sign_in(make_staff()), waiting).status_code == 403


def test_a_lead_who_is_silenced_leads_nobody_meanwhile(sign_in):
    city = make_city()
    lead, mate = make_user(city=city, role="lead"), make_user(city=city)
    topic = make_topic(mate, audience="city", city=city)
    silence(sign_in(make_staff()), lead)
    browser = sign_in(fresh(lead))
    for address, form in (
        (f"/moderation/members/{mate.id}/warnings", {"reason": "Hola"}),
        (f"/topics/{topic.id}/closing", {"reason": "Hola"}),
        (f"/topics/{topic.id}/audience", {"audience": "public", "understood": "y"}),
    ):
        assert browser.post(address, data=form).status_code in {403, 404}
    assert fresh(lead).city_role == "lead"


@pytest.mark.parametrize(
    "changed",
    [{"name": "Ana la Injusta"}, {"bio": "Son unos inútiles."}, {"team_role": "Víctima"}, {"handle": "ana.dice"}],
)
def test_who_is_silenced_changes_no_words_that_others_read_of_them(sign_in, ana, changed):
    browser = sign_in(ana)
    silence(sign_in(make_staff()), ana)
    before = (ana.name, ana.bio, ana.team_role, ana.handle)
    answer = browser.post("/settings/profile", data=settings_of(ana) | changed)
    assert (answer.status_code, WHY in answer.text) == (403, True)
    now = fresh(ana)
    assert (now.name, now.bio, now.team_role, now.handle) == before


def test_who_is_silenced_still_chooses_how_they_read_and_takes_their_picture_away(sign_in, ana):
    browser = sign_in(ana)
    browser.post("/settings/avatar", data={"picture": (BytesIO(picture()), "a.png")})
    browser.post("/settings/profile", data=settings_of(ana) | {"bio": "Una línea\r\ny otra"})
    silence(sign_in(make_staff()), ana)
    assert browser.post("/settings/avatar", data={"picture": (BytesIO(picture()), "a.png")}).status_code == 403
    assert "picture" not in re.findall(r'name="(\w+)"', text(browser, "/settings/avatar"))
    assert browser.post("/settings/avatar/removal").status_code == 303
    assert browser.post("/settings/profile", data=settings_of(fresh(ana)) | {"theme": "dark"}).status_code == 303
    assert (fresh(ana).theme, fresh(ana).avatar_key) == ("dark", None)


def settings_of(user):
    """Return the page of settings as it would be sent without a change."""
    return {
        "name": user.name,
        "handle": user.handle,
        "team_role": user.team_role,
        "bio": user.bio.replace("\n", "\r\n"),
        "reads": ["es", "pt"],
        "ui_language": user.ui_language,
        "time_zone": user.time_zone,
        "theme": user.theme,
        "density": user.density,
    }
