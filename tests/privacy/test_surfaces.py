"""Small ways in which a page could say more than it should."""

import pytest
from flask import Flask

from forum.accounts.commands.people import restore
from forum.accounts.commands.people import suspend
from forum.core import pagecache
from forum.core.db import session
from forum.core.events import Event
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

WORD = "zqsalareservada"


@pytest.fixture(autouse=True)
def no_kept_pages():
    pagecache.clear()


def test_a_path_with_a_question_mark_in_it_is_another_page(app: Flask):
    browser = app.test_client(use_cookies=False)
    assert browser.get("/latest?ui=pt?").status_code == 200
    assert browser.get("/latest%3Fui=pt").status_code == 404
    assert browser.get("/latest%3Fui=pt?").status_code == 404


@pytest.mark.parametrize(
    "how", ["/t/x/{id}", "/t/x/{id}.atom", "/latest", "/latest.atom", "/search?q=zqsala", "/sitemaps/0.xml"]
)
def test_a_kept_page_is_gone_with_the_audience(app: Flask, run_worker, how):
    browser = app.test_client(use_cookies=False)
    topic = make_topic(title=f"Sobre {WORD}", body=WORD, audience="public")
    run_worker()
    page = how.format(id=topic.id)
    before = [browser.get(page, follow_redirects=True).text for _ in range(2)]
    assert all(WORD in text for text in before) or how.startswith("/search"), page
    change_audience(act(make_staff()), topic.id, audience="community")
    assert WORD not in browser.get(page, follow_redirects=True).text


def test_visitors_read_no_handle_in_a_public_topic_even_one_that_leads_nowhere(app: Flask, client, sign_in, run_worker):
    city = make_city()
    named, author, staff = make_user("Zq Nombrada", city=city), make_user(city=city), make_staff()
    topic = make_topic(
        author, body=f"Gracias, @{named.handle}. Escribir a a@b.example o ver `@media`.", audience="public"
    )
    page = f"/t/{topic.slug}/{topic.id}"
    run_worker()
    assert named.handle not in client.get(page).text
    suspend(act(staff), named.id, reason="x", until=None)
    post = session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    edit_post(act(author), post.id, body=f"{post.body} Fin.", language="es", base=fingerprint(post.body, post.language))
    run_worker()
    for address in (page, f"{page}.atom", "/latest.atom", f"/search?q={named.handle}", "/search?q=gracias"):
        text = client.get(address).text.replace(f"q={named.handle}", "").replace(f'value="{named.handle}"', "")
        assert f"@{named.handle}" not in text, address
    assert "a@b.example" in client.get(page).text
    assert "@media" in client.get(page).text
    assert f"@{named.handle}" in sign_in(make_user()).get(page).text
    restore(act(staff), named.id)


def test_what_ril_reads_of_a_citys_room_is_read_where_it_is_written_down(app: Flask, sign_in, run_worker):
    city = make_city()
    author, staff = make_user(city=city), make_staff()
    topic = make_topic(author, title="En nuestra sala", audience="city")
    make_reply(topic, author, body=f"Algo de {WORD} y más")
    run_worker()
    found = sign_in(staff).get(f"/search?q={WORD}").text
    assert "En nuestra sala" in found
    assert "y más" not in found
    assert WORD not in sign_in(staff).get(f"/u/{author.handle}").text
    for page in (f"/search?q={WORD}", f"/u/{author.handle}"):
        assert "y más" in sign_in(author).get(page).text


def test_a_text_that_an_editor_of_ril_is_shown_instead_of_their_own_is_written_down(app: Flask, sign_in):
    author, staff = make_user(city=make_city()), make_staff()
    topic = make_topic(author, body=f"Algo de {WORD}", audience="city")
    post = session.query(Post).filter_by(topic_id=topic.id).one()
    form = {"body": "Otro texto", "language": "es", "base": "x"}
    answer = sign_in(staff).post(f"/posts/{post.id}/text", data=form)
    assert answer.status_code == 409
    assert WORD in answer.text
    assert session.query(Event).filter_by(kind="CityTopicReadByStaff", actor_id=staff.id).count() == 1
