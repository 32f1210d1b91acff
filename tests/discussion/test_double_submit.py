"""The same form sent twice posts once; replies at the same moment get their own numbers."""

import threading
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.certification.queries import get_stage
from forum.core.db import session
from forum.core.markup import render_bounded
from forum.discussion.commands import posts
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.topics import NewTopic
from forum.discussion.commands.topics import create_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.discussion.world import events
from tests.discussion.world import new_topic_form
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def count(model: Any) -> int:
    session.rollback()
    return session.scalar(select(func.count(model.id))) or 0


def at_once(app, tasks: list[Callable[[], Any]]) -> list[Any]:
    """Run functions in threads that start together; return what each gave, or raised."""
    render_bounded("warm")
    session.rollback()
    gate = threading.Barrier(len(tasks))
    results: list[Any] = [None] * len(tasks)

    def run(index: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                results[index] = tasks[index]()
            except Exception as error:
                results[index] = error
            finally:
                session.remove()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_the_composer_sent_twice_opens_one_topic(app, sign_in):
    browser = sign_in(make_user())

    first, second = (browser.post("/new-topic", data=new_topic_form()) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count(Topic) == 1
    assert len(events("TopicCreated")) == 1


def test_a_reply_sent_twice_is_written_once(app, sign_in):
    topic = make_topic()
    browser = sign_in(make_user())
    form = {"body": "Nosotros también.", "language": "es", "request_id": "abc"}

    first, second = (browser.post(f"/topics/{topic.id}/posts", data=form) for _ in range(2))

    assert first.location == second.location
    assert count(Post) == 2
    assert len(events("PostCreated")) == 1


def test_the_same_form_with_another_text_is_not_swallowed(app, sign_in):
    topic = make_topic()
    browser = sign_in(make_user())
    form = {"body": "Primera respuesta.", "language": "es", "request_id": "abc"}
    browser.post(f"/topics/{topic.id}/posts", data=form)

    refused = browser.post(f"/topics/{topic.id}/posts", data=form | {"body": "Segunda respuesta."})

    page = BeautifulSoup(refused.text, "html.parser")
    fresh = page.select_one("form.reply-form input[name=request_id]")["value"]
    assert refused.status_code == 409
    assert page.select_one("textarea[name=body]").text.strip() == "Segunda respuesta."
    assert fresh not in {"", "abc"}

    sent = browser.post(f"/topics/{topic.id}/posts", data=form | {"body": "Segunda respuesta.", "request_id": fresh})
    assert sent.status_code == 303
    assert count(Post) == 3


def test_the_id_of_a_form_used_in_another_topic_is_a_page_and_not_a_failure(app, sign_in):
    one, two = make_topic(), make_topic()
    browser = sign_in(make_user())
    form = {"body": "Lo mismo.", "language": "es", "request_id": "abc"}
    browser.post(f"/topics/{one.id}/posts", data=form)

    assert browser.post(f"/topics/{two.id}/posts", data=form).status_code == 409
    assert browser.post("/new-topic", data=new_topic_form(request_id="abc")).status_code == 409


def test_two_people_may_have_the_same_form_id(app, sign_in):
    topic = make_topic()
    form = {"body": "Lo mismo.", "language": "es", "request_id": "abc"}

    statuses = [sign_in(make_user()).post(f"/topics/{topic.id}/posts", data=form).status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert count(Post) == 3


def test_replies_at_the_same_moment_get_consecutive_numbers(app):
    topic_id = make_topic().id
    actors = [act(make_user()) for _ in range(6)]

    def writer(actor, turn: int) -> Callable[[], Any]:
        return lambda: reply(actor, topic_id, NewReply(body=f"Respuesta {turn}", language="es")).number

    numbers = at_once(app, [writer(actor, turn) for turn in range(2) for actor in actors])

    assert sorted(numbers) == list(range(2, 14)), numbers
    session.rollback()
    topic = session.get_one(Topic, topic_id)
    assert (topic.last_number, topic.replies, topic.reply_cities) == (13, 12, 6)
    assert len(events("PostCreated")) == 12


def test_a_double_click_at_the_same_moment_posts_once(app):
    topic_id = make_topic().id
    actor = act(make_user())
    new = NewReply(body="Una sola vez.", language="es", request_id="click")

    numbers = at_once(app, [lambda: reply(actor, topic_id, new).number] * 6)

    assert numbers == [2] * 6
    assert count(Post) == 2
    assert len(events("PostCreated")) == 1


def test_a_double_click_on_publish_opens_one_topic(app):
    actor = act(make_user())
    new = NewTopic(
        title="Una sola vez",
        body="Una sola vez.",
        kind="question",
        stage_id=get_stage("evidence").id,
        language="es",
        request_id="click",
    )

    ids = at_once(app, [lambda: create_topic(actor, new).id] * 6)

    assert len(set(ids)) == 1, ids
    assert count(Topic) == 1


def test_a_failure_in_the_middle_of_a_reply_leaves_nothing(app, sign_in, monkeypatch):
    topic = make_topic()
    make_reply(topic)
    before = (topic.last_number, topic.replies, topic.version)

    def fail(*_arguments):
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(posts, "record", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = sign_in(make_user()).post(f"/topics/{topic.id}/posts", data={"body": "Se pierde", "language": "es"})

    assert answer.status_code == 500
    session.rollback()
    session.expire_all()
    topic = session.get_one(Topic, topic.id)
    assert (topic.last_number, topic.replies, topic.version) == before
    assert count(Post) == 2

    monkeypatch.undo()
    assert make_reply(topic).number == 3
