"""What was done to somebody, told to them with its reason, and their one appeal against it."""

from datetime import timedelta

import pytest

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.appeals.models import Appeal
from forum.conduct.commands.warnings import warn
from forum.conduct.models import MemberWarning
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.core.mail import find_composer
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import decide
from tests.moderation.desk import rows
from tests.moderation.desk import text
from tests.moderation.desk import undo

WORDS = "No era publicidad: es nuestra guía."


@pytest.fixture
def author(app):
    """Give somebody whose post was hidden."""
    return make_user("Derlis Benítez")


@pytest.fixture
def hidden(author):
    """Give the post, hidden with a reason."""
    post = make_reply(make_topic(title="El inventario"), author)
    hide_post(act(make_staff("Sofía Lima")), post.id, reason="Parece publicidad.")
    return post


def event_of(kind, subject):
    return session.query(Event).filter_by(kind=kind, subject_id=subject).order_by(Event.id.desc()).first().id


def send(browser, event_id, words=WORDS):
    return browser.post(f"/settings/acts/{event_id}/appeal", data={"text": words})


def test_a_member_reads_what_was_done_and_why_and_never_by_whom(author, hidden, sign_in):
    page = text(sign_in(author), "/settings/acts")
    assert "El inventario" in page
    assert "Parece publicidad." in page
    assert "Sofía Lima" not in page


def test_nobody_reads_of_acts_on_others(author, hidden, sign_in):
    other = sign_in(make_user())
    assert "Parece publicidad." not in text(other, "/settings/acts")
    event = event_of("PostHidden", hidden.id)
    assert other.get(f"/settings/acts/{event}/appeal").status_code == 404
    assert send(other, event).status_code == 404
    assert session.query(Appeal).count() == 0


def test_what_somebody_did_themselves_is_no_act_on_them(author, sign_in):
    post = make_reply(make_topic(), author)
    delete_post(act(author), post.id)
    assert "/appeal" not in text(sign_in(author), "/settings/acts")
    assert send(sign_in(author), event_of("PostDeleted", post.id)).status_code == 404


def test_an_appeal_waits_on_the_desk_of_ril_and_granting_it_shows_the_post_again(author, hidden, sign_in, mails):
    browser = sign_in(author)
    assert send(browser, event_of("PostHidden", hidden.id)).status_code == 303
    appeal = session.query(Appeal).one()
    colleague = sign_in(make_staff())
    desk = text(colleague, "/moderation")
    assert rows(desk) == ["appeal"]
    assert WORDS in desk
    whole = text(colleague, f"/moderation/appeals/{appeal.id}")
    assert "Parece publicidad." in whole
    assert "Sofía Lima" in whole
    decide(colleague, f"/moderation/cases/appeal/{appeal.id}", outcome="granted", reason="Tienes razón.")
    assert session.get(Post, hidden.id).state == "visible"
    (row,) = mails("appeals.decided")
    assert "Tienes razón." in find_composer("appeals.decided")(row).text
    assert "Tienes razón." in text(browser, "/settings/acts")


def test_a_rejection_needs_a_reason_and_leaves_the_post_hidden(author, hidden, sign_in):
    send(sign_in(author), event_of("PostHidden", hidden.id))
    appeal = session.query(Appeal).one()
    browser = sign_in(make_staff())
    address = f"/moderation/cases/appeal/{appeal.id}"
    assert browser.post(f"{address}/decision", data={"outcome": "rejected"}).status_code == 422
    made = decide(browser, address, outcome="rejected", reason="Es una oferta.")
    assert session.get(Post, hidden.id).state == "hidden"
    assert "Es una oferta." in text(sign_in(author), "/settings/acts")
    assert undo(browser, made).status_code == 303
    assert session.get(Appeal, appeal.id).state == "open"


def test_a_granted_appeal_is_not_taken_back_by_a_click(author, hidden, sign_in):
    send(sign_in(author), event_of("PostHidden", hidden.id))
    browser = sign_in(make_staff())
    made = decide(browser, f"/moderation/cases/appeal/{session.query(Appeal).one().id}", outcome="granted")
    assert undo(browser, made).status_code == 409
    assert session.get(Post, hidden.id).state == "visible"


def test_one_appeals_once_and_the_same_form_twice_is_one(author, hidden, sign_in):
    browser = sign_in(author)
    event = event_of("PostHidden", hidden.id)
    assert [send(browser, event).status_code for _time in range(2)] == [303, 303]
    assert send(browser, event, "Otra cosa").status_code == 409
    assert session.query(Appeal).count() == 1


@pytest.mark.parametrize("words", ["", "   ", "x" * 4001, "a\x00b"])
def test_an_appeal_that_says_nothing_or_too_much_is_asked_for_again(author, hidden, sign_in, words):
    assert send(sign_in(author), event_of("PostHidden", hidden.id), words).status_code == 422
    assert session.query(Appeal).count() == 0


def test_after_three_months_there_is_no_appeal(author, hidden, sign_in):
    event = event_of("PostHidden", hidden.id)
    with transaction():
        session.get(Event, event).created_at = clock.now() - timedelta(days=91)
    browser = sign_in(author)
    assert send(browser, event).status_code == 403
    assert browser.get(f"/settings/acts/{event}/appeal").status_code == 404


def test_who_is_suspended_appeals_and_comes_back(app, sign_in):
    person = make_user()
    suspend(act(make_staff()), person.id, reason="Insultos", until=None)
    browser = sign_in(session.get(User, person.id))
    assert "Insultos" in text(browser, "/settings/acts")
    assert send(browser, event_of("UserSuspended", person.id)).status_code == 303
    decide(sign_in(make_staff()), f"/moderation/cases/appeal/{session.query(Appeal).one().id}", outcome="granted")
    assert session.get(User, person.id).state == "active"


def test_who_decided_does_not_decide_on_the_appeal_while_ril_has_somebody_else(app, author, sign_in):
    one = make_staff()
    post = make_reply(make_topic(), author)
    hide_post(act(one), post.id, reason="Publicidad")
    send(sign_in(author), event_of("PostHidden", post.id))
    address = f"/moderation/cases/appeal/{session.query(Appeal).one().id}"
    other = make_staff()
    assert sign_in(one).post(f"{address}/decision", data={"outcome": "granted"}).status_code == 409
    with transaction():
        session.get(User, other.id).state = "suspended"
    decide(sign_in(one), address, outcome="granted")


@pytest.mark.parametrize("who", ["member", "lead", "visitor"])
def test_an_appeal_is_for_ril_alone(author, hidden, sign_in, client, who):
    send(sign_in(author), event_of("PostHidden", hidden.id))
    number = session.query(Appeal).one().id
    browser = client if who == "visitor" else sign_in(make_user(role="lead" if who == "lead" else "member"))
    assert browser.get(f"/moderation/appeals/{number}").status_code == 404
    answer = browser.post(f"/moderation/cases/appeal/{number}/decision", data={"outcome": "granted"})
    assert "done=" not in answer.headers.get("Location", "")
    assert session.get(Appeal, number).state == "open"


def test_ril_s_reading_of_an_appeal_about_a_room_is_written_down(app, sign_in):
    city = make_city()
    mate = make_user(city=city)
    post = make_reply(make_topic(mate, audience="city", city=city), mate)
    hide_post(act(make_user(city=city, role="lead")), post.id, reason="Prueba")
    send(sign_in(mate), event_of("PostHidden", post.id))
    before = session.query(Event).filter_by(kind="CityTopicReadByStaff").count()
    text(sign_in(make_staff()), f"/moderation/appeals/{session.query(Appeal).one().id}")
    assert session.query(Event).filter_by(kind="CityTopicReadByStaff").count() == before + 1


def test_the_title_of_a_room_that_one_has_left_is_not_told(app, sign_in):
    city = make_city()
    mate = make_user(city=city)
    post = make_reply(make_topic(mate, title="Zqsecreto", audience="city", city=city), mate)
    hide_post(act(make_staff()), post.id, reason="Prueba")
    with transaction():
        session.get(User, mate.id).city_id = make_city().id
    assert "Zqsecreto" not in text(sign_in(session.get(User, mate.id)), "/settings/acts")


def test_why_something_was_done_in_a_topic_of_ril_is_not_told_to_who_left_ril(app, sign_in):
    moderator = make_staff()
    post = make_reply(make_topic(moderator, audience="staff"), moderator)
    hide_post(act(make_staff(role="administrator")), post.id, reason="Zqmotivo")
    assert "Zqmotivo" in text(sign_in(moderator), "/settings/acts")
    with transaction():
        person = session.get(User, moderator.id)
        person.site_role, person.city_id, person.city_role = "member", make_city().id, "member"
    assert "Zqmotivo" not in text(sign_in(session.get(User, moderator.id)), "/settings/acts")


def test_who_is_suspended_still_reads_why_their_post_was_hidden(author, hidden, sign_in):
    suspend(act(make_staff()), author.id, reason="Insultos", until=None)
    page = text(sign_in(session.get(User, author.id)), "/settings/acts")
    assert "Parece publicidad." in page
    assert "El inventario" not in page


def test_granting_an_appeal_against_a_warning_takes_it_from_the_record(author, sign_in):
    warn(act(make_staff()), author.id, reason="Hay que cuidar el tono")
    send(sign_in(author), event_of("MemberWarned", author.id))
    decide(sign_in(make_staff()), f"/moderation/cases/appeal/{session.query(Appeal).one().id}", outcome="granted")
    assert session.query(MemberWarning).count() == 0


def test_granting_does_not_undo_what_was_done_since_for_another_reason(author, hidden, sign_in):
    send(sign_in(author), event_of("PostHidden", hidden.id))
    restore_post(act(make_staff()), hidden.id)
    hide_post(act(make_staff()), hidden.id, reason="Otro motivo")
    decide(sign_in(make_staff()), f"/moderation/cases/appeal/{session.query(Appeal).one().id}", outcome="granted")
    assert session.get(Post, hidden.id).state == "hidden"


def test_ril_is_told_of_an_appeal_by_mail_without_its_words(author, hidden, sign_in, mails):
    send(sign_in(author), event_of("PostHidden", hidden.id))
    (row,) = mails("appeals.made")
    letter = find_composer("appeals.made")(row)
    assert "Derlis Benítez" in letter.text
    assert WORDS not in letter.text
