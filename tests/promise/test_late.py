"""Which questions wait longer than was promised."""

import re
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Topic
from forum.promise.queries.calendars import asked_too_long_ago
from forum.promise.queries.calendars import due_at
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.moderation.desk import text


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


def test_the_country_of_the_asker_decides_which_days_count(app, sign_in):
    # Tuesday 8 December is a holiday in Colombia, not in Mexico.
    mexico = make_city("Torreón", country="México", country_code="MX", time_zone="America/Monterrey")
    with time_machine.travel(datetime(2026, 12, 7, 15, tzinfo=UTC), tick=False):
        make_topic(make_user(city=mexico), title="De México")
        make_topic(title="De Colombia")
    staff = make_staff()

    with time_machine.travel(datetime(2026, 12, 11, 15, tzinfo=UTC), tick=True):
        page = text(sign_in(staff), "/moderation/unanswered")

    assert re.findall(r'<li class="case is-late">.*?<a href="/t/[^"]+">([^<]+)</a>', page, re.DOTALL) == ["De México"]
    assert "1 con atraso" in page


def test_late_as_sql_and_late_as_a_moment_agree(app):
    zones = (("CO", "America/Bogota"), ("BR", "America/Recife"), ("CL", "America/Santiago"))
    authors = [make_user(city=make_city(country_code=code, time_zone=zone)) for code, zone in zones] + [make_staff()]
    for hours in range(0, 24 * 12, 17):
        with time_machine.travel(datetime(2026, 12, 1, 2, tzinfo=UTC) + timedelta(hours=hours), tick=False):
            for author in authors:
                make_topic(author)
    topics = session.scalars(select(Topic)).all()

    for hours in range(0, 24 * 9, 7):
        now = datetime(2026, 12, 7, 1, tzinfo=UTC) + timedelta(hours=hours)
        found = set(session.scalars(select(Topic.id).where(asked_too_long_ago(now))))
        assert found == {topic.id for topic in topics if due_at(topic.created_at, topic.author_city_id) < now}
