"""Questions without a reply, who could help, and people who are suspended."""

import re
from datetime import UTC
from datetime import datetime
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


def titles(browser, query=""):
    return re.findall(
        r'<h2 lang="[^"]+"><a href="/t/[^"]+">([^<]+)</a>', text(browser, f"/moderation/unanswered{query}")
    )


@pytest.fixture
def browser(app, sign_in):
    return sign_in(make_staff())


def test_the_longest_wait_stands_first_and_answered_questions_are_gone(browser):
    for days, title in ((5, "Vieja"), (9, "Más vieja"), (0, "Nueva")):
        with time_machine.travel(clock.now() - timedelta(days=days), tick=False):
            make_topic(title=title)
    make_reply(make_topic(title="Respondida"))
    make_topic(title="Conversación", kind="discussion")

    assert titles(browser) == ["Más vieja", "Vieja", "Nueva"]


def test_a_reply_by_the_asker_alone_is_no_answer(browser):
    asker = make_user()
    make_reply(make_topic(asker, title="Sigo esperando"), asker)

    assert titles(browser) == ["Sigo esperando"]


def test_the_list_is_narrowed_by_stage_and_language(browser):
    make_topic(title="Una", stage="evidence", language="es")
    make_topic(title="Duas", stage="validation", language="pt")

    assert titles(browser, "?stage=evidence") == ["Una"]
    assert titles(browser, "?lang=pt") == ["Duas"]
    assert titles(browser, "?stage=evidence&lang=pt") == []
    assert browser.get("/moderation/unanswered?stage=nowhere").status_code == 400
    assert browser.get("/moderation/unanswered?lang=en").status_code == 400


def test_ril_reads_which_cities_have_passed_the_stage_whether_they_share_it_or_not(browser):
    home = make_city("Casa", stage="certification")
    make_city("Adelante", stage="certification")
    make_city("Abierta", stage="validation", shares=True)
    make_city("Aquí", stage="evidence")
    make_city("Atrás", stage="registration")
    make_topic(make_user(city=home), stage="evidence")

    page = re.search(r'<p class="case-ctx">(.*?)</p>', text(browser, "/moderation/unanswered"), re.DOTALL).group(1)

    assert re.findall(r">([^<>]+)</a>", page) == ["Abierta", "Adelante"]


@pytest.mark.parametrize("audience", ["city", "staff"])
def test_no_other_city_is_named_for_a_question_that_it_cannot_read(browser, audience):
    city = make_city("Casa")
    make_city("Adelante", stage="certification")
    make_topic(
        make_staff() if audience == "staff" else make_user(city=city),
        stage="evidence",
        audience=audience,
        city=city if audience == "city" else None,
    )

    assert "Adelante" not in text(browser, "/moderation/unanswered")


def test_a_question_is_late_after_the_promised_working_days(app, sign_in):
    monday = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with time_machine.travel(monday - timedelta(days=3), tick=False):
        make_topic(title="Del viernes")
    with time_machine.travel(monday - timedelta(days=6), tick=False):
        make_topic(title="Del martes")
    staff = make_staff()

    with time_machine.travel(monday, tick=True):
        page = text(sign_in(staff), "/moderation/unanswered")

    late = re.findall(r'<li class="case is-late">.*?<a href="/t/[^"]+">([^<]+)</a>', page, re.DOTALL)
    assert late[0] == "Del martes"
    assert len(re.findall("is-late", page)) == 1


def test_a_lead_has_no_such_page(app, sign_in):
    assert sign_in(make_user(role="lead")).get("/moderation/unanswered").status_code == 404


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
