"""Replying: what the box keeps, what it refuses."""

from bs4 import BeautifulSoup

from forum.core.db import session
from forum.discussion.models import Topic
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_a_reply_gets_the_next_number_and_answers_with_its_place(app, sign_in):
    topic = make_topic()
    make_reply(topic)

    answer = sign_in(make_user(language="pt")).post(
        f"/topics/{topic.id}/posts", data={"body": "Nós também.", "language": "pt"}
    )

    assert answer.status_code == 303
    assert answer.location == f"/t/{topic.slug}/{topic.id}/3#post-3"
    session.rollback()
    assert session.get(Topic, topic.id).replies == 2
    assert session.get(Topic, topic.id).status == "answered"


def test_the_asker_adding_something_does_not_answer_the_question(world, sign_in):
    topic = world.topic()

    sign_in(world.people["author"]).post(
        f"/topics/{topic.id}/posts", data={"body": "Agrego un dato.", "language": "es"}
    )

    session.rollback()
    assert session.get(Topic, topic.id).status == "open"


def test_a_reply_that_arrives_after_the_topic_was_closed_is_not_lost(world, sign_in):
    topic = world.topic()
    browser = sign_in(world.people["foreign member"])
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/closing", data={})

    answer = browser.post(f"/topics/{topic.id}/posts", data={"body": "Mi texto largo", "language": "pt"})

    assert answer.status_code == 403
    assert soup(answer).select_one("textarea").text.strip() == "Mi texto largo"


def test_an_empty_reply_is_refused_with_the_form(app, sign_in):
    topic = make_topic()

    answer = sign_in(make_user()).post(f"/topics/{topic.id}/posts", data={"body": "  ", "language": "es"})

    assert answer.status_code == 422
    assert soup(answer).select_one("form textarea[name=body]")
    assert row_counts()[0] == 1


def test_a_reply_to_a_post_of_another_topic_is_refused(app, sign_in):
    topic, other = make_topic(), make_topic()

    answer = sign_in(make_user()).post(
        f"/topics/{topic.id}/posts",
        data={"body": "hola", "language": "es", "reply_to": first_post(other).id},
    )

    assert answer.status_code == 404


def test_the_reply_box_of_a_public_topic_says_how_visitors_will_see_one(world, sign_in):
    topic = world.topic("public")
    browser = sign_in(world.people["foreign member"])

    assert soup(browser.get(f"/topics/{topic.id}/posts/new")).select_one(".hint--public")
    assert soup(browser.get(f"/t/{topic.slug}/{topic.id}")).select_one(".hint--public")
    assert not soup(browser.get(f"/topics/{world.topic().id}/posts/new")).select_one(".hint--public")


def test_ones_own_reply_is_not_new_to_oneself(world, sign_in):
    topic = world.topic()
    browser = sign_in(world.people["foreign member"])
    address = f"/t/{topic.slug}/{topic.id}"
    browser.get(address)

    browser.post(f"/topics/{topic.id}/posts", data={"body": "Nós também.", "language": "pt"})
    assert soup(browser.get(address)).select_one("#new") is None

    world.reply(topic)
    make_reply(topic, world.people["author"])
    browser.post(f"/topics/{topic.id}/posts", data={"body": "E mais uma coisa.", "language": "pt"})
    assert soup(browser.get(address)).select_one("#new") is not None
