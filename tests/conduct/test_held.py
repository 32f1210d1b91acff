"""What waits for RIL shows nowhere, is published as its author, and comes back with a reason or on its author's wish."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.admission import admit
from forum.accounts.commands.people import move_to_city
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.conduct.commands.holding import approve_held
from forum.conduct.commands.holding import reject_held
from forum.conduct.models import HeldPost
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.events import Event
from forum.core.settings import change_settings
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.models import Report
from tests.accounts.helpers import letters_to
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic

ANA = "ana@correo.example"
TEXT = "Vendo un chivo en la plaza"


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", email=ANA, city=make_city("Rionegro"))


def reply(browser, topic, body=TEXT, **more):
    return browser.post(f"/topics/{topic.id}/posts", data={"body": body, "language": "es"} | more)


def open_topic(browser, **more):
    form = {"title": "Una pregunta larga", "body": TEXT, "stage": "evidence", "kind": "question", "language": "es"}
    return browser.post("/new-topic", data=form | {"audience": "community"} | more)


def held():
    session.rollback()
    return session.scalars(select(HeldPost).execution_options(populate_existing=True)).one()


def number_of(thing):
    session.rollback()
    return session.scalar(select(func.count()).select_from(thing))


def test_a_text_that_waits_is_no_post_and_shows_to_its_author_alone(ril, ana, sign_in, client):
    topic = make_topic(make_user())
    browser = sign_in(ana)
    assert reply(browser, topic).location == "/u/ana.prieto"
    assert open_topic(browser, body="Otro chivo distinto").location == "/u/ana.prieto"

    assert number_of(Post) == 1
    own = text(browser, "/u/ana.prieto")
    assert TEXT in own
    assert "En espera de RIL" in own
    for other in (sign_in(make_user()), sign_in(ril)):
        for address in (f"/t/{topic.slug}/{topic.id}", "/latest", "/search?q=chivo"):
            assert "chivo en la plaza" not in text(other, address)
    assert "En espera" not in text(sign_in(ril), "/u/ana.prieto"), "RIL has its own list"


def test_a_text_is_published_as_its_author_who_is_told(ril, ana, sign_in, run_worker):
    topic = make_topic(make_user())
    reply(sign_in(ana), topic)
    desk = sign_in(ril)
    assert TEXT in text(desk, "/moderation/held")
    number = held().id

    answer = desk.post(f"/moderation/held/{number}/approval")
    post = session.scalars(select(Post).where(Post.author_id == ana.id)).one()
    assert answer.location == f"/posts/{post.id}"
    assert (post.body, post.number, post.topic_id) == (TEXT, 2, topic.id)
    assert (held().state, held().body, held().post_id) == ("approved", "", post.id)
    run_worker()
    assert "conduct.approved" in [letter.kind for letter in letters_to(ANA)]
    assert "Texto que esperaba publicado" in text(desk, "/moderation/log")


def test_a_topic_that_waited_keeps_what_its_author_chose(ril, ana, sign_in):
    open_topic(sign_in(ana), kind="experience", criteria=["DM2"], title="Cómo vendimos el chivo")
    approve_held(act(ril), held().id)
    topic = session.scalars(select(Topic)).one()
    assert (topic.title, topic.kind, topic.author_id) == ("Cómo vendimos el chivo", "experience", ana.id)
    assert "DM2" in text(sign_in(ana), f"/t/{topic.slug}/{topic.id}")


def test_a_yes_said_twice_publishes_once(ril, ana, sign_in):
    reply(sign_in(ana), make_topic(make_user()))
    number = held().id
    first, second = approve_held(act(ril), number), approve_held(act(make_staff()), number)
    assert first.id == second.id
    assert number_of(Post) == 2


def test_the_same_form_sent_twice_waits_once(ril, ana, sign_in):
    browser, topic = sign_in(ana), make_topic(make_user())
    for _ in range(2):
        assert reply(browser, topic, request_id="f" * 32).status_code == 303
    assert number_of(HeldPost) == 1


def test_a_rejected_text_comes_back_with_the_reason(ril, ana, sign_in, run_worker):
    reply(sign_in(ana), make_topic(make_user()))
    number = held().id
    desk = sign_in(ril)
    assert (
        desk.post(f"/moderation/held/{number}/rejection", data={"reason": "No se vende nada aquí"}).status_code == 303
    )

    own = text(sign_in(ana), "/u/ana.prieto")
    assert "No se vende nada aquí" in own
    assert TEXT in own
    run_worker()
    assert "No se vende nada aquí" in (letters_to(ANA)[-1].text or "")
    assert number_of(Post) == 1
    with pytest.raises(Conflict):
        approve_held(act(ril), number)
    with pytest.raises(Conflict):
        reject_held(act(make_staff()), number, reason="Otra razón")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 32_000])
def test_a_no_needs_a_reason_that_somebody_can_read(ril, ana, sign_in, reason):
    reply(sign_in(ana), make_topic(make_user()))
    answer = sign_in(ril).post(f"/moderation/held/{held().id}/rejection", data={"reason": reason})
    assert answer.status_code == 422
    assert held().state == "waiting"


def test_an_author_takes_a_text_back_and_nobody_else_does(ril, ana, sign_in):
    reply(sign_in(ana), make_topic(make_user()))
    number = held().id
    for other in (make_user(), ril):
        assert sign_in(other).post(f"/held/{number}/removal").status_code == 404
    assert sign_in(ana).post(f"/held/{number}/removal").status_code == 303
    assert number_of(HeldPost) == 0
    assert sign_in(ril).post(f"/moderation/held/{number}/approval").status_code == 404


def test_what_its_author_may_no_longer_write_is_not_published(ril, ana, sign_in):
    topic = make_topic(make_user())
    reply(sign_in(ana), topic)
    close_topic(act(ril), topic.id, reason="Resuelto en otra parte")
    answer = sign_in(ril).post(f"/moderation/held/{held().id}/approval")
    assert answer.status_code == 409
    assert "ya no puede escribirlo" in answer.text
    assert held().state == "waiting"
    assert session.scalars(select(Post.id).where(Post.author_id == ana.id)).all() == []


def test_a_text_for_a_room_is_not_published_when_its_author_moved_away(ril, ana, sign_in):
    city = session.get_one(User, ana.id).city_id
    topic = make_topic(ana, audience="city")
    reply(sign_in(ana), topic)
    move_to_city(act(ril), ana.id, city_id=make_city("Recife").id)
    with pytest.raises(Conflict):
        approve_held(act(ril), held().id)
    assert city is not None
    assert topic.title not in text(sign_in(ana), "/u/ana.prieto"), "what they may no longer know of is not named"


def test_a_lead_decides_on_what_is_for_the_own_room_and_nothing_else(ril, ana, sign_in):
    city = session.get_one(User, ana.id)
    lead = make_user("Lidia Lead", role="lead", city=make_city("Otra"))
    lead_row = session.get_one(User, lead.id)
    lead_row.city_id = city.city_id
    session.commit()
    room = make_topic(ana, audience="city")
    reply(sign_in(ana), room, body="Un chivo en la sala")
    reply(sign_in(ana), make_topic(make_user()), body="Un chivo en la plaza")
    here, elsewhere = session.scalars(select(HeldPost.id).order_by(HeldPost.id)).all()
    browser = sign_in(lead)

    page = text(browser, "/moderation/held")
    assert "Un chivo en la sala" in page
    assert "Un chivo en la plaza" not in page
    for address in (f"/moderation/held/{elsewhere}", f"/moderation/held/{here + 99}"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/moderation/held/{elsewhere}/approval").status_code == 404
    assert browser.post(f"/moderation/held/{elsewhere}/rejection", data={"reason": "x"}).status_code == 404
    assert sign_in(make_user(role="lead")).get(f"/moderation/held/{here}").status_code == 404
    assert browser.post(f"/moderation/held/{here}/approval").status_code == 303


def test_ril_reads_a_text_for_a_room_only_with_a_trace(ril, ana, sign_in):
    reply(sign_in(ana), make_topic(ana, audience="city"))
    browser = sign_in(ril)
    assert TEXT not in text(browser, "/moderation/held")
    assert session.scalar(select(func.count(Event.id)).where(Event.kind == "CityTopicReadByStaff")) == 0
    assert TEXT in text(browser, f"/moderation/held/{held().id}")
    assert session.scalar(select(func.count(Event.id)).where(Event.kind == "CityTopicReadByStaff")) == 1


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_only_ril_and_leads_have_the_list(client, sign_in, ril, ana, who):
    reply(sign_in(ana), make_topic(make_user()))
    browser = client if who == "visitor" else sign_in(make_user())
    number = held().id
    for address in ("/moderation/held", f"/moderation/held/{number}"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/moderation/held/{number}/approval").status_code == 404
    assert browser.post(f"/moderation/held/{number}/rejection", data={"reason": "x"}).status_code == 404
    assert held().state == "waiting"


def newcomer(ril, email="nico@correo.example"):
    """Return somebody who asked to be let in, and was."""
    person = make_user("Nico Nuevo", state="pending", email=email)
    request = session.scalars(select(AdmissionRequest).where(AdmissionRequest.user_id == person.id)).one()
    city = make_city("Lobos", domains=["lobos.gob.ar"])
    admit(act(ril), request.id, city_id=city.id)
    return person


def test_the_first_post_of_an_unverified_account_waits_and_the_second_does_not(app, sign_in):
    ril = make_staff()
    person = newcomer(ril)
    topic = make_topic(make_user())
    browser = sign_in(person)
    reply(browser, topic, body="Hola, somos nuevos")
    assert held().reason == "first_posts"
    approve_held(act(ril), held().id)

    assert "/t/" in reply(browser, topic, body="Y tenemos una pregunta").location
    assert number_of(Post) == 3


def test_who_has_an_address_of_the_city_or_an_invitation_is_verified(app, sign_in):
    ril = make_staff()
    person = newcomer(ril, email="nico@lobos.gob.ar")
    topic = make_topic(make_user())
    assert "/t/" in reply(sign_in(person), topic, body="Hola, somos nuevos").location
    assert "/t/" in reply(sign_in(make_user()), topic, body="Hola, somos nuevos").location


def test_a_setting_says_how_many_first_posts_wait(app, sign_in):
    ril = make_staff()
    change_settings(act(make_staff(role="administrator")), {"conduct.first_posts": 0})
    topic = make_topic(make_user())
    assert "/t/" in reply(sign_in(newcomer(ril)), topic, body="Hola, somos nuevos").location


def test_an_edit_does_not_wait_and_ril_is_told(ril, ana, sign_in, run_worker):
    topic = make_topic(ana)
    post = session.scalars(select(Post).where(Post.topic_id == topic.id)).one()
    form = {"body": TEXT, "language": "es", "base": fingerprint(post.body, post.language)}
    assert "/t/" in sign_in(ana).post(f"/posts/{post.id}/text", data=form).location
    run_worker()
    assert session.scalars(select(Report.reason)).all() == ["watched"]
