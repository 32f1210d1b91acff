"""A small community over some weeks, and its numbers counted in the plainest way: post by post, in Python."""

from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from forum.cities.models import City
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.curation import mark_answer
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.insights.models import InsightCount
from forum.insights.periods import day_of
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

#: A Monday, 09:00 in Buenos Aires.
MONDAY = datetime(2026, 9, 7, 12, tzinfo=UTC)
#: Of the countries below, in the weeks of these tests.
DAYS_OFF = {("BR", date(2026, 9, 7)), ("CO", date(2026, 10, 12)), ("BR", date(2026, 10, 12))}


class Community:
    """Two cities of two countries and RIL, who wrote on several days."""

    def __init__(self):
        with clock.pretend(MONDAY - timedelta(days=30)):
            self.colombian, self.brazilian = (
                make_city("Rionegro"),
                make_city("Recife", country="Brasil", country_code="BR", language="pt"),
            )
            self.ana, self.bia = make_user(city=self.colombian), make_user(city=self.brazilian, language="pt")
            self.lead = make_user(city=self.colombian, role="lead")
            self.staff = make_staff()

    def ask(self, hours, author=None, **more):
        """Ask some hours after that Monday."""
        with clock.pretend(MONDAY + timedelta(hours=hours)):
            return make_topic(author or self.ana, **more)

    def answer(self, topic, hours, author=None, language="es"):
        """Reply some hours after that Monday."""
        with clock.pretend(MONDAY + timedelta(hours=hours)):
            return make_reply(topic, author or self.bia, language=language)

    def solve(self, topic, post):
        """Mark the answer."""
        mark_answer(act(self.staff), topic.id, post_id=post.id)

    def grow(self):
        """Write what has every kind of thing in it."""
        first = self.ask(0, practices=["DM", "OD"])
        self.answer(first, 1, self.ana)  # Her own reply is no answer.
        self.solve(first, self.answer(first, 5, language="pt"))
        second = self.ask(30, self.bia, language="pt", stage="roadmap")
        self.answer(second, 126, self.ana)  # Over a weekend.
        self.ask(31, kind="discussion")
        room = self.ask(32, audience="city", city=self.colombian)
        self.answer(room, 33, self.lead)
        self.ask(55, self.staff, kind="announcement", audience="public")
        self.ask(24 * 9, self.bia, language="pt", audience="public")


def kept(measure, *, part="all"):
    """Return (day, key) → number, as it was rolled up."""
    session.rollback()
    rows = session.execute(
        select(InsightCount.day, InsightCount.key, InsightCount.number).where(
            InsightCount.part == part, InsightCount.measure == measure
        )
    )
    return {(row.day, row.key): row.number for row in rows}


def everything_kept():
    """Return all rows as plain values."""
    session.rollback()
    columns = (InsightCount.part, InsightCount.measure, InsightCount.day, InsightCount.key, InsightCount.number)
    return sorted(map(tuple, session.execute(select(*columns))))


def direct(part):
    """Count topics, replies, answers and waits by looking at every row, without a line of the code under test."""
    session.rollback()
    cities = {city.id: city for city in session.scalars(select(City))}
    countries = {number: city.country_code for number, city in cities.items()}
    topics = {topic.id: topic for topic in session.scalars(select(Topic))}
    posts = list(session.scalars(select(Post).order_by(Post.id)))

    def counts(topic, city_id):
        if part == "open":
            return topic.audience in {"public", "community"}
        return part == "all" or countries.get(city_id) == part

    found = Counter()
    for topic in topics.values():
        first = next(post for post in posts if post.topic_id == topic.id and post.number == 1)
        if topic.deleted_at or first.state != "visible" or not counts(topic, topic.author_city_id):
            continue
        day = day_of(topic.created_at)
        found["topics", day, ""] += 1
        found["topics.stage", day, str(topic.stage_id)] += 1
        found["topics.language", day, topic.language] += 1
        if topic.kind != "question":
            continue
        found["questions", day, ""] += 1
        found["solved", day, ""] += topic.answer_post_id is not None
        others = [p for p in posts if p.topic_id == topic.id and p.number > 1 and p.author_id != topic.author_id]
        answers = [post.created_at for post in others if post.kind == "post" and post.state == "visible"]
        found["answered", day, ""] += bool(answers)
        if answers:
            found["wait", day, str(_hours(topic.created_at, min(answers), cities.get(topic.author_city_id)))] += 1
    for post in posts:
        topic = topics[post.topic_id]
        shown = post.kind == "post" and post.state == "visible" and post.number > 1 and not topic.deleted_at
        if shown and counts(topic, post.author_city_id):
            day = day_of(post.created_at)
            found["replies", day, ""] += 1
            if post.author_id != topic.author_id:
                found["crossing", day, f"{topic.language}-{post.language}"] += 1
    return +found


def _hours(since, until, city):
    """Count the working hours between two moments minute by minute, where the asker is."""
    minutes, moment, zone = 0, since, ZoneInfo(city.time_zone)
    while moment + timedelta(minutes=1) <= until:
        day = moment.astimezone(zone).date()
        minutes += day.weekday() < 5 and (city.country_code, day) not in DAYS_OFF
        moment += timedelta(minutes=1)
    return minutes // 60


def change(topic, **values):
    """Change a row as a command of another package would."""
    with transaction():
        row = session.get_one(Topic, topic.id)
        for name, value in values.items():
            setattr(row, name, value)
