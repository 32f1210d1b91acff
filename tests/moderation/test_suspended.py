"""People who are suspended, and the rule about reports beside its twin in SQL."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.policy import can_handle_report
from forum.moderation.policy import handled_reports
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import text


@pytest.fixture
def browser(app, sign_in):
    return sign_in(make_staff())


def test_suspended_people_are_listed_with_their_reason_and_restored_by_a_button(app, browser, sign_in):
    city = make_city()
    person = make_user("Bruno Bravo", city=city)
    over = make_user("Olga Over")
    suspend(act(make_staff()), person.id, reason="Publicó datos.", until=None)
    suspend(act(make_staff()), over.id, reason="Breve", until=clock.now() + timedelta(seconds=1))

    with time_machine.travel(clock.now() + timedelta(seconds=5), tick=True):
        page = text(browser, "/moderation/suspended")
        there = text(sign_in(make_user(city=city, role="lead")), "/moderation/suspended")
        elsewhere = text(sign_in(make_user(role="lead")), "/moderation/suspended")
    button = re.search(r'action="(/people/\d+/suspension/removal)"', page)

    assert "Bruno Bravo" in page
    assert "Publicó datos." in page
    assert "Olga Over" not in page
    assert "Bruno Bravo" in there
    assert "/suspension/removal" not in there
    assert "Bruno" not in elsewhere
    assert browser.post(button.group(1)).status_code == 303
    assert "Bruno Bravo" not in text(browser, "/moderation/suspended")


def test_the_rule_about_reports_and_its_sql_twin_agree_on_every_case(app):
    here, there = make_city(), make_city()
    authors = [
        make_user(city=here), make_user(city=there), make_user(city=here, role="lead"),
        make_user(city=there, role="lead"), make_staff(),
    ]  # fmt: skip
    posts = []
    for audience in ("public", "community", "city", "staff"):
        for author in authors:
            opener = author if audience != "staff" else make_staff()
            room = here if author.city_id is None else None
            topic = make_topic(opener, audience=audience, city=room if audience == "city" else None)
            posts.append(make_reply(topic, author if audience != "staff" else make_staff()))
    actors = [
        act(user) for user in (*authors, make_user(city=here, state="suspended"), make_staff(role="administrator"))
    ]

    for actor in actors:
        found = set(
            session.scalars(
                select(Post.id)
                .join(Topic, Topic.id == Post.topic_id)
                .join(User, User.id == Post.author_id)
                .where(Post.id.in_([post.id for post in posts]), handled_reports(actor))
            )
        )
        asked = {
            post.id
            for post in posts
            if can_handle_report(actor, session.get(Topic, post.topic_id), session.get(User, post.author_id))
        }
        assert found == asked
