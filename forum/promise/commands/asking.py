"""Asking members for help with a topic."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_topic
from forum.promise.events import HelpAsked
from forum.promise.models import HelpRequest
from forum.promise.policy import can_ask
from forum.promise.policy import can_be_asked
from forum.promise.queries.asking import MOST_ASKED
from forum.promise.queries.asking import is_asked_enough

#: People whom one member of RIL asks.
ASKED: Final = Limit("help-asked", 50, 86400)


def ask_for_help(actor: Actor, topic_id: int, *, people: Sequence[int]) -> int:
    """Ask members whether they can help; each once per topic. Return how many were asked now."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_ask(actor, topic))
        wanted = sorted(set(people))
        if not 0 < len(wanted) <= MOST_ASKED:
            raise Invalid(_l("Choose between one and %(number)s people.", number=MOST_ASKED), field="people")
        told = set(session.scalars(select(HelpRequest.user_id).where(HelpRequest.topic_id == topic_id)))
        users = {user.id: user for user in session.scalars(select(User).where(User.id.in_(wanted)))}
        number = 0
        for user_id in wanted:
            if user_id not in users:
                raise NotFound
            require(can_be_asked(to_actor(users[user_id]), topic))
            if user_id in told:
                continue  # The form was sent twice, or a colleague was faster.
            if is_asked_enough(user_id):
                name = users[user_id].name
                raise Invalid(_l("%(name)s has been asked often enough today.", name=name), field="people")
            hit(ASKED, actor.id)
            session.add(HelpRequest(topic_id=topic_id, user_id=user_id, asked_by_id=actor.id))
            record(actor, HelpAsked(topic_id, user_id))
            number += 1
        return number
