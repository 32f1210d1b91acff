"""Lists as a browser shows them: their titles, the links to turn pages, and topics of another day."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.models import Topic

SignIn = Callable[[User], FlaskClient]


def titles(client: FlaskClient, address: str) -> list[str]:
    """Return the titles of a list, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [found.get_text() for found in BeautifulSoup(answer.text, "html.parser").select("#topics .topic-title a")]


def link(client: FlaskClient, address: str, rel: str) -> str | None:
    """Return where a list leads to: `next` are the older ones, `prev` the newer."""
    found = BeautifulSoup(client.get(address).text, "html.parser").select_one(f'.pager a[rel="{rel}"]')
    if found is None:
        return None
    return f"{urlsplit(address).path}?{urlsplit(str(found['href'])).query}"


def age(topic: Topic, **ago: float) -> None:
    """Have a topic and its last activity be of some time ago."""
    with transaction():
        row = session.get_one(Topic, topic.id)
        row.created_at = row.last_post_at = clock.now() - timedelta(**ago)
