"""Topics and posts, made by the commands that the site uses."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from forum.accounts.models import User
from forum.certification.queries import criteria_in_order
from forum.certification.queries import get_stage
from forum.certification.queries import practices_in_order
from forum.cities.models import City
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.topics import NewTopic
from forum.discussion.commands.topics import create_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.factories.accounts import act
from tests.factories.accounts import make_user

_numbers = count(1)


def make_topic(
    author: User | None = None,
    *,
    title: str | None = None,
    body: str = "¿Cómo lo hicieron en su ciudad?",
    kind: str = "question",
    stage: str = "evidence",
    audience: str = "community",
    city: City | None = None,
    language: str = "es",
    practices: Sequence[str] = (),
    criteria: Sequence[str] = (),
) -> Topic:
    """Open a topic. A public one is opened with a lead's right, whoever the author is."""
    actor = act(author or make_user())
    if audience == "public" and not actor.is_staff:
        actor = replace(actor, city_role="lead")
    return create_topic(
        actor,
        NewTopic(
            title=title or f"Pregunta número {next(_numbers)}",
            body=body,
            kind=kind,
            stage_id=get_stage(stage).id,
            language=language,
            audience=audience,
            city_id=city.id if city else None,
            practice_ids=[p.id for p in practices_in_order() if p.code in practices],
            criterion_ids=[c.id for c in criteria_in_order() if c.code in criteria],
        ),
    )


def make_reply(
    topic: Topic, author: User | None = None, *, body: str = "Así lo hicimos nosotros.", language: str = "es"
) -> Post:
    """Write a reply."""
    return reply(act(author or make_user()), topic.id, NewReply(body=body, language=language))
