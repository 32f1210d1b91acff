"""Taking back what was decided on a proposed translation."""

from flask_babel import lazy_gettext as _l

from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.quoting import compose_translation
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import replace_title
from forum.discussion.commands.translations import replace_translation
from forum.discussion.loading import lock_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.translation.events import PostTranslated
from forum.translation.events import ProposalReopened
from forum.translation.events import TitleTranslated
from forum.translation.loading import lock_correction
from forum.translation.models import Correction
from forum.translation.policy import can_decide
from forum.translation.queries.present import present_translation


def reopen_proposal(
    actor: Actor, post_id: int, correction_id: int, *, state: str = "machine", reviewer_id: int | None = None
) -> Correction:
    """Let a decided proposal wait again; the translation that it replaced, in its `state`, is in force again.

    Raises Conflict when it waits already, or when post or translation have changed since.
    """
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_decide(actor, topic, post))
        row = lock_correction(post, correction_id)
        if row.state == "proposed":
            raise Conflict(_l("This case waits for a decision already."))
        if row.state == "accepted":
            _put_back(topic, post, row, state=state, reviewer_id=reviewer_id)
        row.state, row.reason = "proposed", ""
        row.decided_by_id = row.decided_at = None
        session.flush()
        record(actor, ProposalReopened(post.id, row.id))
        return row


def _put_back(topic: Topic, post: Post, row: Correction, *, state: str, reviewer_id: int | None) -> None:
    present = present_translation(topic, post)
    if not present.says(row) or not row.before:
        raise Conflict(_l("The original or its translation was changed since. The decision stands."))
    composed = compose_translation(post, topic, body=row.before, language=row.language)
    old = NewTranslation(row.language, row.source_hash, row.before, state=state, reviewer_id=reviewer_id)
    replace_translation(SYSTEM, post.id, old, composed, version=post.version)
    record(SYSTEM, PostTranslated(post.id, row.language))
    if row.title_hash is not None and row.title_before:
        title = NewTranslation(row.language, row.title_hash, row.title_before, state=state, reviewer_id=reviewer_id)
        replace_title(SYSTEM, topic.id, title)
        record(SYSTEM, TitleTranslated(topic.id, row.language))
