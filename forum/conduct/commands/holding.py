"""Keeping what somebody wrote until RIL says yes; saying yes or no; taking it back."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.accounts.queries import actor_of
from forum.accounts.queries import lock_pair
from forum.accounts.queries import to_actor
from forum.conduct.commands.publishing import publish
from forum.conduct.commands.publishing import rendered
from forum.conduct.events import HeldPostApproved
from forum.conduct.events import HeldPostRejected
from forum.conduct.events import HeldPostReopened
from forum.conduct.models import HeldPost
from forum.conduct.policy import can_decide_held
from forum.conduct.queries.held import room_of
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.text import Text
from forum.discussion.loading import lock_topics
from forum.discussion.models import Post
from forum.discussion.queries.files import usable_files
from forum.discussion.screening import Writing
from forum.media.commands.marking import mark_unused
from forum.media.commands.marking import mark_used

HELD_PER_DAY: Final = Limit("held-posts", 30, 86400)
LONGEST_ANSWER: Final = 2000
_DECIDED: Final[Text] = _l("Somebody else has decided this already.")


def hold(actor: Actor, title: str, body: str, writing: Writing, *, reason: str, detail: str) -> None:
    """Keep a text instead of publishing it; the same form sent twice keeps one."""
    language = parse_language(writing.language)
    if language is None:
        raise Invalid(_l("Choose the language that you wrote in."), field="language")
    given = dict(writing.values or {})
    request_id = given.pop("request_id", None)
    try:
        with transaction():
            if request_id and _is_kept(actor, request_id):
                return
            hit(HELD_PER_DAY, actor.id)
            none: frozenset[int] = frozenset()
            files = usable_files(actor, body, post_id=None, quoted=none, shown_quotes=none).used_ids
            mark_used(files)
            session.add(
                HeldPost(
                    author_id=actor.id,
                    topic_id=writing.topic_id,
                    city_id=given.get("city_id"),
                    title=title,
                    body=body,
                    language=language,
                    given=given,
                    upload_ids=sorted(files),
                    reason=reason,
                    detail=detail[:300],
                    request_id=request_id,
                )
            )
    except IntegrityError:
        # The same form was sent twice at the same moment: the first one waits.
        if not (request_id and _is_kept(actor, request_id)):
            raise


def approve_held(actor: Actor, held_id: int) -> Post:
    """Publish what waits, as its author; again, it returns the same post.

    Raises Conflict when it was rejected or withdrawn meanwhile, or when the author may no longer write there.
    """
    held = session.get(HeldPost, held_id)
    if held is None:
        raise NotFound
    require(can_decide_held(actor, room_of(held)))
    author = actor_of(held.author_id)
    if held.state == "approved" and held.post_id is not None:
        return session.get_one(Post, held.post_id)
    # Rendered before the transaction, where this is not one step of another: others who write do not wait for it.
    composed = rendered(author, held) if author is not None and held.state == "waiting" else None
    with transaction():
        if held.topic_id is not None:
            # Topics are locked before people, as when a reported post is decided on.
            lock_topics([held.topic_id])
        actor, person = lock_pair(actor, held.author_id)
        held = _locked(held_id)
        require(can_decide_held(actor, room_of(held)))
        if held.state == "approved" and held.post_id is not None:
            return session.get_one(Post, held.post_id)
        if held.state != "waiting" or composed is None:
            raise Conflict(_DECIDED)
        post = publish(to_actor(person), held, composed)
        held.state = "approved"
        held.post_id = post.id
        held.body = ""
        held.decided_by_id = actor.id
        held.decided_at = clock.now()
        record(actor, HeldPostApproved(held.id, post.id, post.topic_id, person.id, room_of(held)))
        queue_mail("conduct.approved", user_id=person.id, language=person.ui_language, params={"held_id": held.id})
        return post


def reject_held(actor: Actor, held_id: int, *, reason: str) -> None:
    """Publish it not, with a reason that the author is told; they keep their text for some time."""
    with transaction():
        author_id = session.scalar(select(HeldPost.author_id).where(HeldPost.id == held_id))
        if author_id is None:
            raise NotFound
        actor, person = lock_pair(actor, author_id)
        held = _locked(held_id)
        require(can_decide_held(actor, room_of(held)))
        if not reason.strip():
            raise Invalid(_l("Give a reason: the person will read it."), field="reason")
        if len(reason) > LONGEST_ANSWER:
            raise Invalid(_l("At most %(max)d characters.", max=LONGEST_ANSWER), field="reason")
        if held.state != "waiting":
            raise Conflict(_DECIDED)
        held.state = "rejected"
        held.answer = reason
        held.decided_by_id = actor.id
        held.decided_at = clock.now()
        mark_unused(held.upload_ids)
        record(actor, HeldPostRejected(held.id, person.id, room_of(held)), reason=reason)
        queue_mail("conduct.rejected", user_id=person.id, language=person.ui_language, params={"held_id": held.id})


def reopen_held(actor: Actor, held_id: int) -> None:
    """Take back that a text was rejected: it waits again. What was published is a post, and is hidden or deleted as one."""
    with transaction():
        held = session.get(HeldPost, held_id, with_for_update=True, populate_existing=True)
        if held is None:
            raise NotFound
        require(can_decide_held(actor, room_of(held)))
        if held.state == "waiting":
            raise Conflict(_l("This case waits for a decision already."))
        if held.state == "approved":
            raise Conflict(_l("It is published. Hide or delete it where it stands."))
        held.state, held.answer = "waiting", ""
        held.decided_by_id = held.decided_at = None
        mark_used(held.upload_ids)
        record(actor, HeldPostReopened(held.id, held.author_id, room_of(held)))


def withdraw_held(actor: Actor, held_id: int) -> None:
    """Take back what one wrote and what waits, or what was rejected; anybody else's does not exist."""
    with transaction():
        held = session.get(HeldPost, held_id, with_for_update=True, populate_existing=True)
        if held is None or actor.id is None or held.author_id != actor.id:
            raise NotFound
        if held.state == "approved":
            raise Conflict(_DECIDED)
        if held.state == "waiting":
            mark_unused(held.upload_ids)
        session.delete(held)


def _locked(held_id: int) -> HeldPost:
    held = session.get(HeldPost, held_id, with_for_update=True, populate_existing=True)
    if held is None:
        raise Conflict(_l("Its author has taken it back."))
    return held


def _is_kept(actor: Actor, request_id: str) -> bool:
    query = select(HeldPost.id).where(HeldPost.author_id == actor.id, HeldPost.request_id == request_id)
    return session.scalar(query) is not None
