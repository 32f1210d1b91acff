"""How many statements a page costs, session and actor included: the same for one row as for many."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from forum.accounts.models import User
from forum.core import clock
from forum.core import versions
from forum.core.db import transaction
from forum.discussion.commands import curation
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

SignIn = Callable[[User], FlaskClient]
Counting = Callable[[], Any]
MOST = 10


def statements(seen: list[str]) -> list[str]:
    return [text for text in seen if not text.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]


@pytest.fixture
def cost(count_queries: Counting) -> Callable[..., int]:
    def of(client: FlaskClient, address: str, *, cold: bool = False) -> int:
        if cold:
            # Somebody wrote something somewhere: nothing that was kept of topics and posts counts any more.
            with transaction():
                versions.bump((versions.CONTENT,))
        with count_queries() as seen:
            answer = client.get(address)
        assert answer.status_code == 200, address
        return len(statements(seen))

    return of


def fill(rows: int, posts: int) -> str:
    """Make `rows` topics, the first of them with `posts` posts, and return its address."""
    authors = [make_user(city=make_city()) for _ in range(3)]
    first = None
    for n in range(rows):
        topic = make_topic(authors[n % 3], audience="public", practices=["DM", "LC"], criteria=["DM2", "OD1"])
        first = first or topic
    assert first is not None
    for n in range(posts - 1):
        answer = make_reply(first, authors[n % 3])
    if posts > 1:
        curation.mark_answer(act(authors[0]), first.id, post_id=answer.id)
    curation.pin_topic(act(make_staff()), first.id)
    return f"/t/{first.slug}/{first.id}"


@pytest.mark.parametrize(("rows", "posts"), [(1, 1), (30, 20), (35, 45)])
def test_no_page_costs_more_than_ten_statements(
    rows: int, posts: int, cost: Callable[..., int], sign_in: SignIn, client: FlaskClient
) -> None:
    here = fill(rows, posts)
    city = make_city(stage="certification", shares=True)
    member, lead, staff = (
        sign_in(make_user(city=city)),
        sign_in(make_user(city=city, role="lead")),
        sign_in(make_staff()),
    )
    pages = ["/", "/unanswered", "/top", "/c/evidence", "/practices/dm", "/criteria/DM2", here, f"{here}/{posts}"]
    for reader in (member, lead, staff):
        for address in [*pages, "/new", "/stages", "/criteria"]:
            reader.get(address)
            assert cost(reader, address, cold=True) <= MOST, address
    for address in [*pages, "/latest.atom", f"{here}.atom", "/sitemap.xml"]:
        client.get(address)
        assert cost(client, address, cold=True) <= MOST, address


@pytest.mark.parametrize(("rows", "posts"), [(1, 1), (30, 20)])
def test_a_page_that_was_shown_before_costs_as_many_statements_as_are_the_readers_own(
    rows: int, posts: int, cost: Callable[..., int], sign_in: SignIn, client: FlaskClient
) -> None:
    here = fill(rows, posts)
    reader = sign_in(make_user())
    expected = {
        # Data versions, session, counts of the bell; then what the reader has read.
        "/": 4,
        "/c/evidence": 4,
        "/top": 4,
        # The same, then the topic with the reader's position in it, and how visitors will see a reply.
        here: 5,
    }
    # Pages for visitors are kept for the minute in which they were made: time stands still between two looks.
    with clock.pretend(clock.now()):
        for address, number in expected.items():
            for _ in range(2):
                reader.get(address)
                client.get(address)
            assert cost(reader, address) <= number, address
            assert cost(client, address) <= 1, address


def test_the_last_page_of_a_long_topic_costs_what_the_first_does(cost: Callable[..., int], sign_in: SignIn) -> None:
    here = fill(1, 61)
    reader = sign_in(make_user())
    for address in (here, f"{here}/61"):
        reader.get(address)
    assert cost(reader, here, cold=True) == cost(reader, f"{here}/61", cold=True)
