"""Whatever is sent: a page that says no, nothing half-written, nothing that runs."""

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands import topics
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.discussion.world import first_post
from tests.discussion.world import new_topic_form
from tests.discussion.world import row_counts
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


def the_topic():
    session.rollback()
    return session.scalars(select(Topic)).one()


@pytest.mark.parametrize("address", ["/new-topic", "/topics/1/posts", "/posts/1/text", "/topics/1/details", "/preview"])
@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"[1, 2", "content_type": "application/json"},
        {"data": b"[1, 2]", "content_type": "application/json"},
        {"data": b'"x"', "content_type": "application/json"},
        {"data": b"\xff\xfe=\xff", "content_type": "application/x-www-form-urlencoded"},
        {"data": b"body=%ED%A0%80&title=%00", "content_type": "application/x-www-form-urlencoded"},
        {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
        {"data": {"stage": ["a", "b"], "request_id": "x" * 500, "reply_to": "9" * 40, "base": "\ud800"}},
        {"data": {"language[]": "es", "practices": "\x00", "city": "../../etc"}},
    ],
)
def test_whatever_is_sent_is_answered_with_a_page_and_writes_nothing(app, sign_in, address, sent):
    user = make_user()
    make_topic(user)
    before = row_counts()
    if isinstance(sent["data"], dict):
        sent = {
            "data": {
                k: v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for k, v in sent["data"].items()
            }
        }

    answer = sign_in(user).post(address, **sent)

    assert 400 <= answer.status_code < 500 or (address == "/preview" and answer.status_code == 200)
    assert row_counts() == before


@pytest.mark.parametrize("query", ["stage=%00", "title=%ED%A0%80", "kind=event", "title=" + "x" * 400, "audience=x"])
def test_a_strange_address_of_the_composer_is_a_page(app, sign_in, query):
    assert sign_in(make_user()).get(f"/new-topic?{query}").status_code in {200, 400}


def test_extra_fields_of_a_form_change_nothing(app, sign_in):
    browser = sign_in(make_user())

    browser.post(
        "/new-topic",
        data=new_topic_form(author_id="1", pinned_at="2026-01-01", is_demo="1", status="solved", city_id="1"),
    )

    topic = the_topic()
    assert (topic.pinned_at, topic.is_demo, topic.status, topic.city_id) == (None, False, "open", None)


def test_the_pages_of_writing_take_few_statements(world, sign_in, count_queries):
    topic = world.topic("public", criteria=["OD1"])
    post = world.reply(topic)
    browser = sign_in(world.people["lead"])
    for address in (
        "/new-topic?title=actas+de+barrio",
        f"/topics/{topic.id}/posts/new?quote={post.id}",
        f"/posts/{post.id}/edit",
        f"/topics/{topic.id}/edit",
        f"/posts/{post.id}/history",
        f"/posts/{post.id}/hiding",
        f"/topics/{topic.id}/audience?to=community",
        "/mentions?q=an",
    ):
        browser.get(address)
        with count_queries() as seen:
            assert browser.get(address).status_code == 200
        assert len([s for s in seen if s.startswith(("SELECT", "INSERT", "UPDATE", "WITH"))]) <= 10, (address, seen)


def test_what_is_written_is_escaped_wherever_it_shows(app, sign_in):
    browser = sign_in(make_user())
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

    browser.post("/new-topic", data=new_topic_form(title=evil, body=evil + " [x](javascript:alert(1))"))

    topic = the_topic()
    post = first_post(topic)
    again = browser.post("/new-topic", data=new_topic_form(title=evil, body=evil, stage=""))
    for page in (
        browser.get(f"/t/{topic.slug}/{topic.id}").text,
        browser.get(f"/posts/{post.id}/edit").text,
        browser.get(f"/topics/{topic.id}/edit").text,
        browser.get(f"/topics/{topic.id}/posts/new?quote={post.id}").text,
        again.text,
    ):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_a_topic_is_either_whole_or_not_there(app, sign_in, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(topics, "set_standard", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browser = sign_in(make_user())
    before = row_counts()

    answer = browser.post("/new-topic", data=new_topic_form())

    assert answer.status_code == 500
    session.rollback()
    assert row_counts() == before
    assert session.scalars(select(Topic)).all() == []
    assert session.scalars(select(Post)).all() == []
