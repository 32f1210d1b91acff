"""The fixtures themselves: each test finds a clean database, whatever the one before did."""

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.queries import get_user
from forum.core.db import session
from forum.discussion.models import Topic
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def test_factories_write_rows_that_the_queries_find(app, sign_in, count_queries):
    author = make_user("Lucía Prieto")
    topic = make_topic(author, practices=["DM"], criteria=["OD1"])
    post = make_reply(topic, make_user("João Vale", language="pt"), body="Nós **também**.", language="pt")

    assert get_user(author.id).handle == "lucia.prieto"
    assert post.number == 2
    assert "<strong>" in post.html
    assert sign_in(author).get("/health/live").status_code == 200


def test_the_next_test_finds_no_topic_of_the_one_before(app):
    assert session.scalar(select(func.count(Topic.id))) == 0
