"""Loading and removing the demonstration: each as one transaction, so a half-loaded one never stands."""

from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.accounts.commands.demonstration import let_demo_mail
from forum.accounts.commands.demonstration import remove_demo_people
from forum.certification.queries import criteria_in_order
from forum.certification.queries import get_stage
from forum.certification.queries import stages_in_order
from forum.cities.commands import allow_public_names
from forum.cities.commands import create_city
from forum.cities.commands import remove_demo_cities
from forum.cities.commands import set_city_stage
from forum.cities.commands import share_stage
from forum.cities.importing import read_cities
from forum.cities.queries import CityView
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core import clock
from forum.core import relay
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.demo.people import People
from forum.demo.queries import has_demo
from forum.demo.tallies import keep_demo_tallies
from forum.demo.threads import DemoTopic
from forum.demo.threads import all_topics
from forum.discussion.commands.curation import confirm_answer
from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.curation import pin_topic
from forum.discussion.commands.demonstration import open_demo_topic
from forum.discussion.commands.demonstration import remove_demo_topics
from forum.discussion.commands.demonstration import write_demo_reply
from forum.discussion.commands.reading import mark_read
from forum.discussion.commands.topics import NewTopic
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.insights.commands import forget_tallies
from forum.media.commands.demonstration import remove_demo_files

CITIES: Final = Path(__file__).with_name("data") / "cities.csv"
#: The demonstration covers about two years.
SPAN: Final = timedelta(days=720)
#: The five sign-ins have read everything that is older than this.
READ_BEFORE: Final = timedelta(days=60)
#: How far the cities of the sign-ins are; the others stand anywhere.
REACHED: Final = {"rionegro": 3, "recife": 4}


def load_demo() -> None:
    """Load everything; Conflict when it is here already."""
    present = clock.now()
    with transaction():
        if has_demo():
            raise Conflict(_l("Demo data are loaded already."))
        with clock.pretend(present - SPAN):
            cities = _load_cities(present)
            people = People(cities)
        topics = all_topics()
        step = SPAN / (len(topics) + 1)
        for number, topic in enumerate(topics, start=1):
            moment = _in_office(present - SPAN + step * number, number)
            opened = _write(topic, people, moment, step)
            if moment < present - READ_BEFORE:
                _mark_read(people, opened)
        keep_demo_tallies(cities, present - SPAN, present)
        # Nobody is told of what happened in the past; from here on they are.
        while relay.has_pending():
            relay.deliver_pending()
        let_demo_mail(SYSTEM)


def remove_demo() -> tuple[int, int, int]:
    """Remove everything again; return how many topics, people and cities."""
    with transaction():
        versions.bump((versions.CONTENT, versions.REFERENCE))
        topics = remove_demo_topics(SYSTEM)
        remove_demo_files(SYSTEM)
        forget_tallies(SYSTEM)
        return topics, remove_demo_people(SYSTEM), remove_demo_cities(SYSTEM)


def _load_cities(present: datetime) -> list[CityView]:
    stages = [stage for stage in stages_in_order() if stage.position > 0]
    for number, row in enumerate(read_cities(CITIES)):
        if find_city(row["slug"]) is not None:
            continue
        city = create_city(SYSTEM, row | {"is_demo": True})
        reached = REACHED.get(row["slug"], (number * 5) % len(stages) + 1)
        for position, stage in enumerate(stages[:reached]):
            since = (present - SPAN + timedelta(days=30 + number * 3 + position * 95)).date()
            with clock.pretend(present):
                set_city_stage(SYSTEM, city.id, stage_id=stage.id, since=min(since, present.date()))
        if number % 3 != 1 or row["slug"] in {"rionegro", "recife"}:
            share_stage(SYSTEM, city.id)
        if number % 2 == 0 or row["slug"] in {"rionegro", "recife"}:
            allow_public_names(SYSTEM, city.id)
    return list(all_cities())


def _write(topic: DemoTopic, people: People, moment: datetime, step: timedelta) -> Topic:
    author = _author(topic, people)
    with clock.pretend(moment):
        opened = open_demo_topic(
            author,
            NewTopic(
                title=topic.title,
                body=topic.body,
                kind=topic.kind,
                stage_id=get_stage(topic.stage).id,
                language=topic.language,
                audience=topic.audience,
                city_id=author.city_id if topic.audience == "city" else None,
                criterion_ids=[c.id for c in criteria_in_order() if c.code == topic.criterion],
            ),
        )
    pause = min(step / 2, timedelta(days=4)) if len(topic.replies) < 10 else timedelta(hours=13)
    last = None
    for number, reply in enumerate(topic.replies, start=1):
        with clock.pretend(moment + pause * number):
            last = write_demo_reply(people.speak_for(reply.city), opened.id, body=reply.body, language=reply.language)
    with clock.pretend(moment + pause * (len(topic.replies) + 1)):
        if topic.solved and last is not None:
            mark_answer(author, opened.id, post_id=last.id)
        if topic.confirmed:
            confirm_answer(people.moderator, opened.id)
        if topic.pinned:
            pin_topic(people.moderator, opened.id)
    return opened


def _in_office(day: datetime, number: int) -> datetime:
    """Return a moment of that day at which offices from Mexico to Brazil are open."""
    return day.replace(hour=14 + number % 6, minute=number * 7 % 60)


def _author(topic: DemoTopic, people: People) -> Actor:
    if not topic.city:
        return people.moderator
    if topic.audience == "public":
        return people.lead_of(topic.city)
    return people.speak_for(topic.city)


def _mark_read(people: People, topic: Topic) -> None:
    """Leave only the latest weeks unread for those who can sign in."""
    for reader in people.sign_ins:
        if can_see_topic(reader, topic):
            mark_read(reader, topic.id, number=topic.last_number)
