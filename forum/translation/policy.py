"""Who may do what with translations. Who may read one is whoever may read its post: `forum.discussion.policy`."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false

from forum.accounts.policy import silence_of
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import PostLike
from forum.discussion.policy import TopicLike
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import visible_topics


@rule("see_translation_queue")
def can_see_queue(actor: Actor) -> Decision:
    """RIL sees what is still to be translated, and has it tried again."""
    return ALLOWED if actor.is_staff else HIDDEN


@rule("edit_glossary")
def can_edit_glossary(actor: Actor) -> Decision:
    """RIL adds, changes and removes the terms of the glossary, and reads who did."""
    return ALLOWED if actor.is_staff else HIDDEN


def can_confirm_file(actor: Actor, owner_id: int) -> Decision:
    """Who chose a file says yes to what it changes; nobody else saw what that is."""
    return ALLOWED if actor.is_staff and actor.id == owner_id else HIDDEN


def can_keep_translations(actor: Actor) -> Decision:
    """Let the forum itself have everything translated afresh, and load the glossary that comes with it."""
    return ALLOWED if actor.is_system else HIDDEN


def reads_both(actor: Actor) -> bool:
    """Tell whether a member reads both languages, by what they chose."""
    return actor.is_member and len(actor.reads) > 1


@rule("improve_translation")
def can_improve(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Let the author, RIL and every member who reads both languages write a translation, or mend one.

    Whose takes effect at once is told by `can_decide`; the others propose.
    """
    seen = can_see_topic(actor, topic)
    if not seen or not actor.is_member:
        return HIDDEN
    if not _is_shown(topic, post):
        return deny(_l("This post has no translation that could be improved."))
    if actor.is_silenced:
        return silence_of(actor)
    if actor.is_staff or post.author_id == actor.id:
        return ALLOWED
    return allow_if(
        reads_both(actor), _l("Translations are improved by who reads both languages. Your profile says what you read.")
    )


@rule("decide_translation")
def can_decide(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Let the author of a post and RIL decide what its translation says; in a closed topic RIL alone."""
    seen = can_see_topic(actor, topic)
    if not seen or not actor.is_member:
        return HIDDEN
    if actor.is_silenced:
        return silence_of(actor)
    return allow_if(_is_shown(topic, post) and (actor.is_staff or (post.author_id == actor.id and not topic.closed)))


def improvable_posts(actor: Actor) -> ColumnElement[bool]:
    """Return `can_improve` as a condition over `Post` and `Topic`."""
    if not actor.is_member or actor.is_silenced:
        return false()
    shown = and_(visible_topics(actor), *_SHOWN)
    return shown if reads_both(actor) or actor.is_staff else and_(shown, Post.author_id == actor.id)


def decidable_posts(actor: Actor) -> ColumnElement[bool]:
    """Return `can_decide` as a condition over `Post` and `Topic`."""
    if not actor.is_member or actor.is_silenced:
        return false()
    shown = and_(visible_topics(actor), *_SHOWN)
    return shown if actor.is_staff else and_(shown, Post.author_id == actor.id, Topic.closed_at.is_(None))


_SHOWN: Final = (Post.kind == "post", Post.state == "visible")


def _is_shown(topic: TopicLike, post: PostLike) -> bool:
    return not topic.deleted and post.kind == "post" and post.state == "visible"


@rule("see_translation_work")
def can_see_work(actor: Actor) -> Decision:
    """Members see what of what they may read waits for a translator."""
    return ALLOWED if actor.is_member else HIDDEN
