"""Being told in the forum: whom, of what, once, and only of what one may still read."""

import pytest

from forum.accounts.commands.people import move_to_city
from forum.accounts.commands.people import suspend
from forum.core.db import session
from forum.core.events import Event
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.notifications.queries import unread_count
from forum.notifications.subscribers import on_post_created
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.notifications.bell import at
from tests.notifications.bell import notices


@pytest.fixture
def asker(app):
    """Give somebody who asks, and whom others may name."""
    return make_user("Lucía Prieto", shown_outside=True)


def test_a_reply_to_my_topic_reaches_my_list_and_my_bell(asker, sign_in, run_worker):
    topic = make_topic(asker, title="¿Cómo empezar?")
    replier = make_user("João Vale", city=make_city("Recife", country="Brasil"))
    make_reply(topic, replier, body="Aos poucos.", language="pt")
    run_worker()
    browser = sign_in(asker)

    page = browser.get("/notices").get_data(as_text=True)

    assert notices(browser) == [(at(topic, 2), True)]
    assert "<b>João Vale · Recife, Brasil</b> " in page
    assert '<q lang="pt-BR">Aos poucos.</q>' in page
    assert unread_count(act(asker)) == 1


def test_what_i_write_myself_tells_me_nothing(asker, sign_in, run_worker):
    topic = make_topic(asker, body="Yo, @lucia.prieto, pregunto")
    make_reply(topic, asker, body="Agrego un dato, @lucia.prieto")
    run_worker()

    assert notices(sign_in(asker)) == []


def test_who_is_named_in_a_first_post_or_a_reply_is_told(asker, sign_in, run_worker):
    topic = make_topic(body="¿Qué opina @lucia.prieto?")
    other = make_topic()
    make_reply(other, body="Pregunten a @lucia.prieto.")
    run_worker()

    assert notices(sign_in(asker)) == [(at(other, 2), True), (at(topic, 1), True)]


def test_a_reply_that_also_names_me_is_one_notice(asker, sign_in, run_worker):
    topic = make_topic(asker)
    make_reply(topic, body="Gracias, @lucia.prieto, y otra vez @lucia.prieto")
    run_worker()

    assert notices(sign_in(asker)) == [(at(topic, 2), True)]


def test_an_edit_that_names_somebody_tells_them_once_and_the_topic_s_author_not_again(asker, sign_in, run_worker):
    author = make_user()
    second = make_user("Rui Sá", shown_outside=True)
    topic = make_topic(asker)
    post = make_reply(topic, author, body="Hola")
    run_worker()
    before = post.body
    for body in ("Hola @rui.sa y @lucia.prieto", "Hola, @rui.sa y @lucia.prieto, de nuevo"):
        edit_post(act(author), post.id, body=body, language="es", base=fingerprint(before, "es"))
        before = body
        run_worker()

    assert notices(sign_in(second)) == [(at(topic, 2), True)]
    assert notices(sign_in(asker)) == [(at(topic, 2), True)]


def test_the_same_event_handed_over_twice_tells_once(asker, sign_in, run_worker):
    topic = make_topic(asker)
    make_reply(topic)
    run_worker()
    event = session.query(Event).filter_by(kind="PostCreated").one()

    on_post_created(event)
    run_worker()

    assert len(notices(sign_in(asker))) == 1


def test_nobody_is_told_of_what_they_may_not_read(asker, sign_in, run_worker):
    room = make_city()
    mate = make_user(city=room)
    topic = make_topic(mate, audience="city", city=room)
    make_reply(topic, mate, body="Secreto para @lucia.prieto")
    run_worker()

    assert "Secreto" not in sign_in(asker).get("/notices").get_data(as_text=True)
    assert unread_count(act(asker)) == 0


def _narrow(topic, post):
    change_audience(act(make_staff()), topic.id, audience="staff")


def _hide(topic, post):
    hide_post(act(make_staff()), post.id, reason="Prueba")


def _delete(topic, post):
    delete_post(act(make_staff()), post.id, reason="Prueba")


@pytest.mark.parametrize("change", [_narrow, _hide, _delete])
def test_a_notice_goes_from_list_panel_and_count_when_its_post_may_no_longer_be_read(
    asker, sign_in, run_worker, change
):
    topic = make_topic(asker, title="Palabra clave")
    post = make_reply(topic, body="Un dato delicado")
    run_worker()
    assert unread_count(act(asker)) == 1

    change(topic, post)

    browser = sign_in(asker)
    assert notices(browser) == notices(browser, "/notices/panel") == []
    assert "delicado" not in browser.get("/notices").get_data(as_text=True)
    assert unread_count(act(asker)) == 0


def test_a_suspended_person_has_no_list_and_no_count(asker, sign_in, run_worker):
    make_reply(make_topic(asker))
    run_worker()
    browser = sign_in(asker)
    suspend(act(make_staff()), asker.id, reason="Prueba", until=None)

    assert browser.get("/notices").status_code == 404
    assert unread_count(act(asker)) == 0


@pytest.mark.parametrize("command", [hide_post, delete_post])
def test_an_author_is_told_with_the_reason_that_a_moderator_hid_or_deleted_a_post(asker, sign_in, run_worker, command):
    topic = make_topic(title="El tema")
    post = make_reply(topic, asker, body="Con un teléfono")
    command(act(make_staff("Sofía Lima")), post.id, reason="Tiene un número de teléfono.")
    run_worker()

    page = sign_in(asker).get("/notices").get_data(as_text=True)

    assert "Tiene un número de teléfono." in page
    assert "Sofía Lima" in page
    assert "Con un teléfono" not in page


def test_an_author_whose_topic_is_gone_reads_why_but_gets_no_dead_link(asker, sign_in, run_worker):
    topic = make_topic(asker, title="Mi tema")
    first = make_reply(topic).id - 1
    run_worker()
    delete_post(act(make_staff()), first, reason="Repetido.")
    run_worker()

    page = sign_in(asker).get("/notices").get_data(as_text=True)

    assert "Repetido." in page
    assert f"/{topic.id}/1" not in page


def test_an_author_who_left_the_room_reads_nothing_of_it_any_more(sign_in, run_worker):
    room, elsewhere = make_city(), make_city()
    author = make_user(city=room)
    topic = make_topic(author, title="Asunto interno", audience="city", city=room)
    post = make_reply(topic, author)
    hide_post(act(make_staff()), post.id, reason="Motivo interno")
    run_worker()
    assert unread_count(act(author)) == 1

    move_to_city(act(make_staff()), author.id, city_id=elsewhere.id)

    page = sign_in(author).get("/notices").get_data(as_text=True)
    assert "interno" not in page
    assert unread_count(act(author)) == 0


def test_an_author_is_told_when_a_post_is_shown_again(asker, sign_in, run_worker):
    topic = make_topic()
    post = make_reply(topic, asker)
    hide_post(act(make_staff()), post.id, reason="Prueba")
    restore_post(act(make_staff()), post.id)
    run_worker()

    assert (at(topic, 2), True) in notices(sign_in(asker))
