"""Handles in the title of a public topic: members read and find them, visitors do neither, at no address."""

from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import update

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.upkeep import recount_topics
from forum.discussion.models import Topic
from forum.discussion.queries.details import topic_to_edit
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

PAGES = (
    "/",
    "/latest",
    "/top",
    "/unanswered",
    "/c/evidence",
    "/practices/dm",
    "/criteria/DM2",
    "/latest.atom",
    "/unanswered.atom",
    "/c/evidence.atom",
    "/practices/dm.atom",
    "/criteria/DM2.atom",
    "/sitemap.xml",
    "/sitemaps/0.xml",
    "/search?q=consulta",
    "/t/{id}",
    "/t/x/{id}",
    "/t/x/{id}/1",
    "/t/x/{id}/jump?number=1",
    "/t/x/{id}.atom",
    "/posts/1",
)


@pytest.fixture
def topic(app: Flask, run_worker) -> Topic:
    named = make_user("Zq Nombrada", city=make_city())
    author = make_user(city=make_city())
    made = make_topic(
        author, title=f"Consulta a @{named.handle} y a info@muni.example", audience="public", criteria=["DM2"]
    )
    run_worker()
    return made


def names_in(browser, topic: Topic) -> list[str]:
    """Return where a name stands, each hop of a redirect included."""
    found = []
    for page in PAGES:
        answer = browser.get(page.format(id=topic.id), follow_redirects=True)
        assert answer.status_code == 200, page
        for hop in (*answer.history, answer):
            text = unquote(f"{hop.request.path} {hop.headers} {hop.get_data(as_text=True)}").lower()
            if "nombrada" in text:
                found.append(page)
    return found


def test_a_visitor_reads_no_handle_of_a_title_anywhere(app, client, sign_in, topic):
    make_reply(topic, make_user())
    assert names_in(client, topic) == []
    page = client.get(f"/t/{topic.slug}/{topic.id}").text
    assert "Consulta a @… y a info@muni.example" in page
    assert names_in(sign_in(make_user(state="pending")), topic) == []
    assert names_in(sign_in(make_user(state="suspended")), topic) == []
    assert "/latest" in names_in(sign_in(make_user()), topic)


def test_a_visitor_finds_no_topic_by_a_handle_in_its_title(app, client, sign_in, topic):
    for query in ("nombrada", "zq nombrada", "@zq.nombrada"):
        assert "Consulta a" not in client.get(f"/search?q={query}").text, query
        assert "Consulta a" in sign_in(make_user()).get(f"/search?q={query}").text, query
    assert "@…" in client.get("/search?q=consulta").text


def test_the_address_follows_a_new_title_and_names_nobody(app, client, sign_in, topic, run_worker):
    staff = act(make_staff())
    _topic, details = topic_to_edit(staff, topic.id)
    renamed = type(details)(
        title="Otra vez @zq.nombrada", **{n: getattr(details, n) for n in details.__slots__ if n != "title"}
    )
    edit_topic(staff, topic.id, wanted=renamed, base=details.fingerprint())
    run_worker()
    assert "nombrada" not in session.get_one(Topic, topic.id).slug
    assert names_in(client, topic) == []


def test_a_topic_opened_to_everybody_later_names_nobody(app, client, run_worker):
    named = make_user("Zq Nombrada", city=make_city())
    topic = make_topic(make_user(), title=f"Consulta para @{named.handle}", criteria=["DM2"])
    change_audience(act(make_staff()), topic.id, audience="public")
    run_worker()
    assert names_in(client, topic) == []


def test_addresses_of_before_are_made_afresh(app, client, topic):
    with transaction():
        session.execute(update(Topic).values(slug="consulta-a-zq-nombrada"))
    assert recount_topics(SYSTEM) == 1
    assert names_in(client, topic) == []
