"""From what somebody typed to what is stored: mentions, quotes and files resolved with the writer's rights."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.accounts.policy import can_see_member
from forum.accounts.queries import users_by_handles
from forum.cities.queries import city_by_id
from forum.cities.queries import find_city
from forum.core.actor import Actor
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.markup import Link
from forum.core.markup import QuoteRef
from forum.core.markup import RenderContext
from forum.core.markup import Rendered
from forum.core.markup import find_mentions
from forum.core.markup import find_quotes
from forum.core.markup import render_bounded
from forum.core.rendering.scan import UPLOAD
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.queries.files import in_texts
from forum.discussion.queries.files import usable_files
from forum.discussion.queries.places import placed
from forum.discussion.sources import source_hash


@dataclass(frozen=True, slots=True)
class Composed:
    """A rendered text and what it points to."""

    rendered: Rendered
    user_ids: frozenset[int]
    city_ids: frozenset[int]
    quoted_post_ids: frozenset[int]
    #: Files that the text uses: who reads it sees them.
    upload_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text will stand: it may point only to what everybody there may know."""

    audience: str
    city_id: int | None = None
    topic_id: int | None = None


def compose(
    actor: Actor, body: str, *, language: str, place: Place, post_id: int | None = None, translated: bool = False
) -> Composed:
    """Render what somebody typed, and find what it points to: people, cities, posts and files; raises TooComplex.

    `post_id` names the post that is edited; in a translated text, what it quotes is in the text's language too.
    """
    names = find_mentions(body)
    users = {
        name: user for name, user in users_by_handles(names).items() if actor.is_system or can_see_member(actor, user)
    }
    cities = {name: city for name in names - users.keys() if (city := find_city(name)) is not None}
    mentions = {name: Link(f"/u/{user.handle}", user.handle) for name, user in users.items()}
    mentions |= {name: Link(f"/g/{city.slug}", city.slug) for name, city in cities.items()}
    refs = find_quotes(body)
    quotes, quoted, shown = _quotes(actor, refs, place, None if translated else language)
    withheld = frozenset((ref.topic_id, ref.number) for ref in refs) - quotes.keys()
    files = usable_files(actor, body, post_id=post_id, quoted=quoted, shown_quotes=shown)
    context = RenderContext(
        language=language,
        # Several texts stand on one page, and their footnotes must not be each other's.
        prefix=f"p{source_hash(body, language)[:8]}",
        mentions=mentions,
        quotes=quotes,
        withheld=withheld,
        uploads=in_texts(files.shown, language),
    )
    return Composed(
        render_bounded(body, context),
        user_ids=frozenset(user.id for user in users.values()),
        city_ids=frozenset(city.id for city in cities.values()),
        quoted_post_ids=quoted,
        upload_ids=files.used_ids,
    )


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for the tokens: a form sent twice stores its files twice."""
    return UPLOAD.sub("upload:", one) == UPLOAD.sub("upload:", other)


def may_point_to(place: Place, topic: Topic) -> bool:
    """Tell whether everybody who reads at a place may know a topic."""
    if place.topic_id == topic.id or topic.audience == "public":
        return True
    if topic.audience == "community":
        return place.audience != "public"
    if topic.audience == "city":
        return place.audience == "city" and place.city_id == topic.city_id
    return place.audience == "staff"


def _quotes(
    actor: Actor, refs: tuple[QuoteRef, ...], place: Place, language: str | None
) -> tuple[dict[tuple[int, int], Link], frozenset[int], frozenset[int]]:
    """Return where quotes lead to, the quoted posts, and those among them whose words may be read there.

    `language`: that of the text, when quotes are in their own.
    """
    wanted = {(ref.topic_id, ref.number) for ref in refs if max(ref.topic_id, ref.number) <= LARGEST_ID}
    if not wanted:
        return {}, frozenset(), frozenset()
    author = aliased(User)
    # A text names a post by a number that it had once; the address and the number shown are those of now.
    named = placed(wanted)
    rows = session.execute(
        select(
            named.c.topic_id,
            named.c.number,
            Topic,
            Post.id,
            Post.number,
            Post.language,
            Post.state,
            author.name,
            author.city_id,
            author.site_role,
            author.state,
        )
        .select_from(named)
        .join(Post, Post.id == named.c.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(author, author.id == Post.author_id)
    ).all()
    links: dict[tuple[int, int], Link] = {}
    ids: set[int] = set()
    shown: set[int] = set()
    for topic_id, as_named, topic, post_id, number, written, state, name, city_id, site_role, person in rows:
        # Kept for every post that exists: when it is hidden or shown again, this text is rendered again.
        ids.add(post_id)
        if state != "visible" or not (can_see_topic(actor, topic) and may_point_to(place, topic)):
            continue
        shown.add(post_id)
        city = city_by_id(city_id)
        label = f"#{number}"
        # On public topics visitors read the number alone: `masking` puts it in the place of the name.
        if person != "anonymised":
            label = (
                f"{name} · RIL" if site_role != "member" else f"{name} · {city.name}, {city.country}" if city else name
            )
        # By id, not by title: the address must say nothing of a topic that is renamed or closed to some later.
        links[(topic_id, as_named)] = Link(
            f"/posts/{post_id}", label, f"#{number}", written if language not in {None, written} else ""
        )
    return links, frozenset(ids), frozenset(shown)
