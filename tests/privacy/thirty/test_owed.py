"""Classes 18 and 30: a lead's reach ends at the own rooms; what is owed to somebody is never lost on the way."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from forum.core import clock
from forum.core import relay
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.mail import OutgoingMail
from forum.discussion.models import Topic
from forum.notifications.models import Notification
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.watching import traffic


@pytest.mark.parametrize("audience", ["public", "city"])
def test_18_a_lead_moves_nothing_into_a_foreign_room(app: Flask, sign_in, audience):
    home, foreign = make_city(), make_city()
    author = make_user(city=home)
    topic = make_topic(author, audience=audience, city=home if audience == "city" else None)
    address, form = f"/topics/{topic.id}/audience", {"audience": "city", "understood": "y"}
    before = (audience, home.id if audience == "city" else None)
    for lead, city in ((make_user(city=home, role="lead"), foreign), (make_user(city=foreign, role="lead"), foreign)):
        browser = sign_in(lead)
        for named in (city.slug, str(city.id)):
            with traffic() as seen:
                answer = browser.post(address, data=form | {"city": named, "city_id": city.id})
            # A field that leads do not have may be left unread: then the topic goes to their own room, or nowhere.
            assert answer.status_code in {303, 403, 404, 422}, (named, answer.status_code)
            row = session.get_one(Topic, topic.id, populate_existing=True)
            assert row.city_id != foreign.id, (lead.name, named)
            if answer.status_code != 303:
                assert not seen.written, seen.written[:1]
                assert (row.audience, row.city_id) == before
    moved = sign_in(make_staff()).post(address, data=form | {"city": foreign.slug, "reason": "x"})
    assert moved.status_code == 303
    assert session.get_one(Topic, topic.id, populate_existing=True).city_id == foreign.id


def _ledger() -> list[tuple[int, str, int]]:
    """Return who was told what of which post."""
    session.rollback()
    rows = session.execute(select(Notification.user_id, Notification.kind, Notification.post_id))
    return sorted((row.user_id, row.kind, row.post_id or 0) for row in rows)


def _letters() -> list[str]:
    session.rollback()
    keys = session.scalars(select(OutgoingMail.dedupe_key).where(OutgoingMail.kind == "notifications.notice"))
    return sorted(key or "" for key in keys)


def _is_one_claimed() -> bool:
    with transaction():
        return relay._claim() is not None


def test_30_every_notice_that_is_owed_is_given_once_though_the_worker_dies_on_the_way(app: Flask):
    city = make_city()
    asker, named, author = (make_user(city=city) for _ in range(3))
    topic = make_topic(asker, audience="public")
    relay.deliver_pending()
    owed = []
    for _ in range(4):
        post = make_reply(topic, author, body=f"Para @{named.handle}")
        owed += [(asker.id, "reply", post.id), (named.id, "mention", post.id)]
    assert relay.has_pending()
    # It takes each of them, and is gone before any is handed over.
    while _is_one_claimed():
        pass
    assert _ledger() == []
    relay.deliver_pending()
    assert _ledger() == [], "what another may still be doing is not done beside it"
    with clock.pretend(clock.now() + relay.LEASE + timedelta(seconds=1)):
        relay.deliver_pending()
        assert _ledger() == sorted(owed)
        letters = [f"notification:{number}" for number in session.scalars(select(Notification.id))]
        assert _letters() == sorted(letters)
        relay.deliver_pending()
    assert _ledger() == sorted(owed)
    assert _letters() == sorted(letters)
    assert session.scalar(select(Delivery.id).limit(1)) is None


def test_30_what_was_given_up_is_owed_still_and_given_when_it_is_tried_again(app: Flask):
    asker = make_user(city=make_city())
    topic = make_topic(asker, audience="public")
    relay.deliver_pending()
    post = make_reply(topic, make_user())
    with transaction():
        for row in session.scalars(select(Delivery)):
            row.attempts = relay.MAX_ATTEMPTS
    relay.deliver_pending()
    assert _ledger() == []
    assert set(session.scalars(select(Delivery.dead))) == {True}
    assert relay.retry_dead() > 0
    relay.deliver_pending()
    assert _ledger() == [(asker.id, "reply", post.id)]
