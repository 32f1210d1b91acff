"""Opening a topic, and what its author may change of it."""

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.queries import require_unchanged
from forum.certification.queries import criteria_in_order
from forum.certification.queries import practices_in_order
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.markup import RENDERER_VERSION
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.attaching import attach
from forum.discussion.composing import Composed
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.composing import same_text
from forum.discussion.events import TopicCreated
from forum.discussion.masking import slug_of
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_create_topic
from forum.discussion.screening import Writing
from forum.discussion.screening import screen

MOST_PRACTICES: Final = 3
TOPICS_PER_DAY: Final = Limit("topics", 50, 86400)


class AlreadyPosted(Conflict):
    """A form came back with another text than the one that it posted before (the browser's Back button)."""

    default = _l("This form was already sent with another text. To post this one too, send it again.")


@dataclass(frozen=True, slots=True)
class NewTopic:
    """What somebody wrote on the page of a new topic."""

    title: str
    body: str
    kind: str
    stage_id: int
    language: str
    audience: str = "community"
    #: The city of a `city` topic; None means the author's own.
    city_id: int | None = None
    practice_ids: Sequence[int] = ()
    criterion_ids: Sequence[int] = ()
    #: Random id of the form: the same form sent twice opens one topic.
    request_id: str | None = None


def create_topic(actor: Actor, new: NewTopic) -> Topic:
    """Open a topic with its first post.

    Raises Invalid for a value that is not of the standard, Forbidden or NotFound where the audience
    is not the actor's to choose, TooComplex for a text beyond the renderer's bounds, Held when it waits for RIL first.
    """
    city_id = _room(actor, new)
    require(can_create_topic(actor, new.audience, city_id, new.kind))
    kept = replace(new, city_id=city_id)
    screened = screen(actor, Writing(new.body, new.language, new.title, values=kept_values(kept)))
    new = replace(new, title=screened.title, body=screened.body)
    composed = compose(
        actor, new.body, language=new.language, place=Place(audience=new.audience, city_id=city_id, topic_id=None)
    )
    try:
        with transaction():
            topic = add_topic(actor, new, composed, city_id=city_id, moment=clock.now())
            if screened.follow:
                screened.settle(first_post_of(topic), topic.id)
            return topic
    except IntegrityError:
        # The same form was sent twice at the same moment: the first one stands.
        found = _already(actor, new)
        if found is None:
            raise
        return found


def kept_values(new: Any) -> dict[str, Any]:
    """Return the values of a command beside title, body and language, to call it with later."""
    values = asdict(new)
    return {name: value for name, value in values.items() if name not in {"title", "body", "language"}}


def first_post_of(topic: Topic) -> int:
    """Return the id of the first post of a topic."""
    return session.scalars(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1)).one()


def add_topic(actor: Actor, new: NewTopic, composed: Composed, *, city_id: int | None, moment: datetime) -> Topic:
    """Write the rows of a topic within the open transaction."""
    require(can_create_topic(actor, new.audience, city_id, new.kind))
    found = _already(actor, new)
    if found is not None:
        return found
    if not actor.is_system:
        hit(TOPICS_PER_DAY, actor.id)
    if stage_by_id(new.stage_id) is None:
        raise Invalid(_l("Choose a stage."), field="stage")
    language = parse_language(new.language)
    if language is None:
        raise Invalid(_l("Choose the language that you wrote in."), field="language")
    topic = Topic(
        title=new.title,
        slug=slug_of(new.title),
        kind=new.kind,
        stage_id=new.stage_id,
        audience=new.audience,
        city_id=city_id,
        author_id=actor.id,
        author_city_id=actor.city_id,
        language=language,
        status="open" if new.kind == "question" else None,
        last_number=1,
        last_post_number=1,
        created_at=moment,
        last_post_at=moment,
        last_author_id=actor.id,
    )
    session.add(topic)
    session.flush()
    post = write_post(
        actor, topic, composed, body=new.body, language=language, request_id=new.request_id, moment=moment
    )
    set_standard(topic, new.practice_ids, new.criterion_ids)
    record(actor, TopicCreated(topic.id, post.id))
    return topic


def write_post(
    actor: Actor,
    topic: Topic,
    composed: Composed,
    *,
    body: str,
    language: str,
    request_id: str | None,
    moment: datetime,
    reply_to_id: int | None = None,
) -> Post:
    """Write the post that has the topic's latest number, and what it points to, within the open transaction."""
    post = Post(
        topic_id=topic.id,
        number=topic.last_number,
        author_id=actor.id,
        author_city_id=actor.city_id,
        language=language,
        body=body,
        html=composed.rendered.html,
        excerpt=composed.rendered.excerpt,
        renderer_version=RENDERER_VERSION,
        reply_to_id=reply_to_id,
        request_id=request_id,
        created_at=moment,
    )
    session.add(post)
    session.flush()
    require_unchanged(actor)
    point_to(post, composed)
    if composed.upload_ids:
        attach(post, composed.upload_ids)
    return post


def set_standard(topic: Topic, practice_ids: Sequence[int], criterion_ids: Sequence[int]) -> None:
    """Say what a topic is about: up to three practices, any criteria; a criterion implies its practice."""
    criteria = {c.id: c for c in criteria_in_order()}
    practices = {p.id for p in practices_in_order()}
    if any(i not in practices for i in practice_ids) or any(i not in criteria for i in criterion_ids):
        raise Invalid(_l("This is not part of the standard."), field="practices")
    if len(set(practice_ids)) > MOST_PRACTICES:
        raise Invalid(_l("At most %(n)s practices.", n=MOST_PRACTICES), field="practices")
    implied = set(practice_ids) | {criteria[i].practice_id for i in criterion_ids}
    session.add_all([TopicPractice(topic_id=topic.id, practice_id=i) for i in sorted(implied)])
    session.add_all([TopicCriterion(topic_id=topic.id, criterion_id=i) for i in sorted(set(criterion_ids))])


def point_to(post: Post, composed: Composed) -> None:
    """Keep whom and what a post names."""
    session.add_all([Mention(post_id=post.id, user_id=i) for i in sorted(composed.user_ids)])
    session.add_all([Mention(post_id=post.id, city_id=i) for i in sorted(composed.city_ids)])
    session.add_all([Quote(post_id=post.id, quoted_post_id=i) for i in sorted(composed.quoted_post_ids)])


def _room(actor: Actor, new: NewTopic) -> int | None:
    """Return the city of a `city` topic: the chosen one, or the author's own."""
    if new.audience != "city":
        return None
    city_id = new.city_id if new.city_id is not None else actor.city_id
    if city_id is None:
        raise Invalid(_l("Choose the city whose room this is for."), field="city")
    if city_by_id(city_id) is None:
        raise NotFound
    return city_id


#: Made once: every reply asks it, and mostly there is none.
_SENT: Final = select(Post.id).where(Post.author_id == bindparam("author"), Post.request_id == bindparam("request"))


def find_sent(actor: Actor, request_id: str | None) -> Post | None:
    """Return the post that a form wrote, if it was sent before."""
    if not request_id or actor.id is None:
        return None
    found = fetch(_SENT, {"author": actor.id, "request": request_id}).scalar()
    return session.get_one(Post, found) if found is not None else None


def _already(actor: Actor, new: NewTopic) -> Topic | None:
    """Return what the same form opened before; refuse a form that comes back with something else in it."""
    found = find_sent(actor, new.request_id)
    if found is None:
        return None
    topic = session.get_one(Topic, found.topic_id)
    if found.number != 1 or not same_text(found.body, new.body) or topic.title != new.title:
        raise AlreadyPosted
    return topic
