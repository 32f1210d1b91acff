"""Two cities and everybody who may meet in a topic; the acts, as the browser sends them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.cities.models import City
from forum.core.db import session
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.details import details_of
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

#: Who cannot come in at all: they get the same answer as for what does not exist.
OUTSIDE = ("visitor", "pending", "suspended")
MEMBERS = ("author", "colleague", "lead", "foreign member", "foreign lead", "moderator", "administrator")
STAFF = ("moderator", "administrator")
KINDS = ("public", "community", "city", "staff")


@dataclass
class World:
    """City A (author, colleague, lead), city B (foreign member, foreign lead), RIL, and those outside."""

    city: City
    other_city: City
    people: dict[str, User]

    def topic(self, audience: str = "community", **more: Any) -> Topic:
        """Open a question of the author; RIL's own when it is for RIL."""
        author = self.people["moderator" if audience == "staff" else "author"]
        return make_topic(author, audience=audience, city=self.city if audience == "city" else None, **more)

    def reply(self, topic: Topic, **more: Any) -> Post:
        """Reply as somebody who is neither the asker nor curates."""
        who = {"city": "colleague", "staff": "administrator"}.get(topic.audience, "foreign member")
        return make_reply(topic, self.people[who], **more)

    def browsers(self, sign_in: Callable[[User], FlaskClient], visitor: FlaskClient) -> dict[str, FlaskClient]:
        """Return everybody's browser."""
        return {name: sign_in(user) for name, user in self.people.items()} | {"visitor": visitor}


def make_world() -> World:
    """Make everybody."""
    city, other = make_city("Rionegro", slug="rionegro"), make_city("Recife", slug="recife", language="pt")
    people = {
        "author": make_user("Ana Prieto", city=city),
        "colleague": make_user("Beto Ruiz", city=city),
        "lead": make_user("Carla Soto", city=city, role="lead"),
        "foreign member": make_user("Davi Melo", city=other, language="pt"),
        "foreign lead": make_user("Elisa Braga", city=other, role="lead", language="pt"),
        "moderator": make_staff("Marta Vega"),
        "administrator": make_staff("Nora Lima", role="administrator"),
        "pending": make_user("Pedro Paz", state="pending"),
        "suspended": make_user("Sara Gil", city=city, state="suspended"),
    }
    return World(city, other, people)


def sees(audience: str, who: str) -> bool:
    """Tell who may know of a topic: the table of privacy.md."""
    if who in OUTSIDE:
        return False
    if audience == "staff":
        return who in STAFF
    if audience == "city":
        return who in {"author", "colleague", "lead", *STAFF}
    return True


def first_post(topic: Topic) -> Post:
    """Return the post that opens a topic."""
    return session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()


def details_form(topic: Topic, **changed: Any) -> dict[str, Any]:
    """Return the form of a topic's details as the page would send it."""
    return {
        "title": topic.title,
        "stage": "evidence",
        "language": topic.language,
        "base": details_of(topic).fingerprint(),
    } | changed


def text_form(post: Post, body: str, **more: Any) -> dict[str, Any]:
    """Return the form that replaces a post's text."""
    return {"body": body, "language": post.language, "base": fingerprint(post.body, post.language)} | more


def new_topic_form(**changed: Any) -> dict[str, Any]:
    """Return the composer's form, filled in."""
    return {
        "title": "¿Cómo guardan las actas?",
        "body": "Tenemos actas en papel y no sabemos cómo presentarlas.",
        "kind": "question",
        "stage": "evidence",
        "language": "es",
        "audience": "community",
        "request_id": "form-1",
    } | changed


def events(kind: str) -> list[tuple[Event, EventDetail | None]]:
    """Return the events of a kind with what stands beside them, oldest first."""
    session.rollback()
    rows = session.execute(
        select(Event, EventDetail)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(Event.kind == kind)
        .order_by(Event.id)
    )
    return [(row[0], row[1]) for row in rows]


def row_counts() -> tuple[int, int]:
    """Return how many posts and events there are: a refusal changes neither."""
    session.rollback()
    return session.scalar(select(func.count(Post.id))) or 0, session.scalar(select(func.count(Event.id))) or 0
