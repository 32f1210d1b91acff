"""Being told by mail: in one's language, if one wants, if one still may; and stopping it with one click."""

import re

import pytest

from forum.accounts.commands.people import move_to_city
from forum.accounts.commands.people import suspend
from forum.accounts.commands.profile import change_preferences
from forum.accounts.queries import get_user
from forum.core import postman
from forum.core import relay
from forum.core.mail import find_composer
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.notifications.unsubscribing import make_token
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

KIND = "notifications.notice"


@pytest.fixture
def asker(app):
    return make_user("Lucía Prieto", shown_outside=True, email="lucia@example.org")


def compose(mails):
    """Return the letters that the rows that are owed would be sent as now."""
    letters = [find_composer(KIND)(row) for row in mails(KIND)]
    return [letter for letter in letters if letter is not None]


def test_a_reply_is_mailed_with_text_link_and_one_click_unsubscribe(asker, mails):
    topic = make_topic(asker, title="¿Cómo empezar?")
    make_reply(topic, make_user("João Vale", city=make_city("Recife", country="Brasil")), body="Aos poucos.")
    relay.deliver_pending()

    (letter,) = compose(mails)

    assert letter.address == "lucia@example.org"
    assert letter.language == "es"
    assert "¿Cómo empezar?" in letter.subject
    assert "João Vale · Recife, Brasil" in letter.text
    assert "Aos poucos." in letter.text
    assert f"http://localhost/t/{topic.slug}/{topic.id}/2" in letter.text
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://localhost/unsubscribe/[\w.\-]+>", letter.headers["List-Unsubscribe"])
    assert f"<topic-{topic.id}@localhost>" in letter.headers["References"]


def test_text_mails_show_signs_as_they_are_and_html_mails_escape_them(asker, mails):
    make_reply(make_topic(asker, title="A & B <c>"), make_user("Ñandú O'Hara"), body="x < y & z")
    relay.deliver_pending()

    (letter,) = compose(mails)

    assert "A & B <c>" in letter.text
    assert "x < y & z" in letter.text
    assert "O'Hara" in letter.subject
    assert letter.html is None or "A &amp; B &lt;c&gt;" in letter.html


def test_nobody_can_add_a_header_by_a_title_or_a_name(asker, mails, run_worker):
    make_reply(make_topic(asker, title="Tema\r\nBcc: otro@example.org"))
    relay.deliver_pending()

    (letter,) = compose(mails)

    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


@pytest.mark.parametrize("language", ["es", "pt"])
def test_each_is_written_to_in_their_own_language(app, mails, language):
    make_reply(make_topic(make_user(language=language)))
    relay.deliver_pending()

    (letter,) = compose(mails)

    assert letter.language == language


def test_who_stopped_a_kind_of_mail_gets_none_of_it_but_the_bell_tells_still(asker, mails, sign_in):
    change_preferences(act(asker), {"mail_replies": False})
    topic = make_topic(asker)
    make_reply(topic)
    make_reply(topic, body="Para @lucia.prieto")
    relay.deliver_pending()

    letters = compose(mails)

    assert len(letters) == 1
    assert "/2" in sign_in(asker).get("/notices").get_data(as_text=True)


def _narrow(topic, post, asker):
    change_audience(act(make_staff()), topic.id, audience="staff")


def _hide(topic, post, asker):
    hide_post(act(make_staff()), post.id, reason="Prueba")


def _delete(topic, post, asker):
    delete_post(act(make_staff()), post.id, reason="Prueba")


def _delete_topic(topic, post, asker):
    delete_post(act(make_staff()), post.id - 1, reason="Prueba")


def _suspend(topic, post, asker):
    suspend(act(make_staff()), asker.id, reason="Prueba", until=None)


def _stop(topic, post, asker):
    change_preferences(act(asker), {"mail_replies": False})


@pytest.mark.parametrize("change", [_narrow, _hide, _delete, _delete_topic, _suspend, _stop])
def test_a_queued_mail_is_dropped_when_the_right_to_it_is_lost_before_it_is_sent(asker, mails, change):
    topic = make_topic(asker)
    post = make_reply(topic)
    relay.deliver_pending()
    assert len(mails(KIND)) == 1

    change(topic, post, asker)
    postman.send_due()

    (row,) = mails(KIND)
    assert row.state == "dropped"


def test_a_queued_mail_about_a_room_is_dropped_for_who_left_the_city(app, mails):
    room = make_city()
    author, mate = make_user(city=room), make_user(city=room)
    make_reply(make_topic(author, title="Asunto interno", audience="city", city=room), mate)
    relay.deliver_pending()

    move_to_city(act(make_staff()), author.id, city_id=make_city().id)
    postman.send_due()

    (row,) = mails(KIND)
    assert row.state == "dropped"


def test_an_author_is_mailed_the_reason_and_that_cannot_be_stopped_with_the_rest(asker, mails):
    change_preferences(act(asker), {"mail_replies": False, "mail_mentions": False})
    post = make_reply(make_topic(), asker, body="Con un teléfono")
    hide_post(act(make_staff("Sofía Lima")), post.id, reason="Tiene un número.")
    relay.deliver_pending()

    (letter,) = compose(mails)

    assert "Tiene un número." in letter.text
    assert "Con un teléfono" not in letter.text
    assert "List-Unsubscribe" not in letter.headers


def test_the_link_asks_first_and_a_scanner_that_opens_it_stops_nothing(asker, client):
    token = make_token(asker.id, "reply")

    page = client.get(f"/unsubscribe/{token}?ui=pt")

    assert page.status_code == 200
    assert '<html lang="pt-BR"' in page.get_data(as_text=True)
    assert "no-store" in page.headers["Cache-Control"]
    assert "lucia" not in page.get_data(as_text=True).lower()
    assert get_user(asker.id).mail_replies


def test_one_click_stops_that_kind_only_without_session_or_csrf_token_and_without_a_redirect(asker, client, csrf):
    token = make_token(asker.id, "reply")

    answer = client.post(
        f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 200
    assert not get_user(asker.id).mail_replies
    assert get_user(asker.id).mail_mentions
    assert client.post(f"/unsubscribe/{token}").status_code == 200


@pytest.mark.parametrize("token", ["nonsense", "WzEsInJlcGx5Il0.AAAA", "x" * 500, "%00", "%F0%9F%98%80"])
def test_a_token_that_was_not_made_here_is_answered_like_no_page(asker, client, token):
    assert client.get(f"/unsubscribe/{token}").status_code == 404
    assert client.post(f"/unsubscribe/{token}").status_code == 404
    assert get_user(asker.id).mail_replies


def test_a_token_for_what_cannot_be_stopped_stops_nothing(asker, client):
    assert client.post(f"/unsubscribe/{make_token(asker.id, 'hidden')}").status_code == 404


def test_members_choose_their_mail_on_a_page(asker, sign_in):
    browser = sign_in(asker)
    assert browser.get("/settings/notices").get_data(as_text=True).count(" checked") == 2

    answer = browser.post("/settings/notices", data={"mail_mentions": "y"})

    assert answer.status_code == 303
    assert (get_user(asker.id).mail_replies, get_user(asker.id).mail_mentions) == (False, True)


def test_the_worker_sends_each_mail_once(asker, mails, run_worker):
    make_reply(make_topic(asker))
    run_worker()
    run_worker()

    (row,) = mails(KIND)
    assert row.state == "sent"
