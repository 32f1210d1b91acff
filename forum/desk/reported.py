"""Deciding on reports at the desk: what is done to the post and its author, and how just that is undone."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.commands.people import restore
from forum.accounts.commands.silencing import unsilence
from forum.accounts.models import User
from forum.conduct.commands.warnings import withdraw_warning
from forum.conduct.models import MemberWarning
from forum.conduct.queries.warnings import latest_warning
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.desk.queries.standard import standard_reason
from forum.desk.verdicts import Verdict
from forum.desk.verdicts import Was
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.moving.carrying import lock_for_move
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import restore_post
from forum.discussion.commands.removal import withhold_post
from forum.discussion.loading import lock_post
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.policy import is_withheld
from forum.discussion.policy import opens_more
from forum.discussion.queries.moving import latest_move_of
from forum.discussion.relocations import Relocation
from forum.moderation.commands import close_report
from forum.moderation.commands import reopen_report
from forum.moderation.models import Report
from forum.moderation.resolutions import Ruling


def close(outcome: str, actor: Actor, report_id: int, verdict: Verdict) -> Was:
    """Decide on a reported post by an outcome, and return what was so before."""
    if outcome == "moved":
        lock_for_move({id for id in (_topic_of(report_id), verdict.to_topic_id) if id is not None})
    post = _lock_reported(actor, report_id)
    seen, withheld, revision = post.state == "visible", is_withheld(post), post.revision
    stood = _sanctions_of(post.author_id)
    reason = verdict.reason.strip() or (standard_reason(post) if outcome == "hidden" else "")
    ruling = Ruling(reason, verdict.until, verdict.body, verdict.base, verdict.to_topic_id)
    close_report(actor, report_id, outcome=outcome, ruling=ruling)
    was: Was = {"withheld": withheld, "revision": revision, "by": actor.id}
    # Only what this decision did is undone: not what its author, or somebody else, had done before.
    was["took"] = (seen or withheld) and post.state != "visible"
    was["laid"] = outcome in _SANCTIONS and not stood[outcome]
    if outcome == "warned":
        was["warning_id"] = latest_warning(actor, post.author_id)
    if outcome == "moved":
        was["relocation_id"] = latest_move_of(post.id)
    return was


def reopen(outcome: str, actor: Actor, report_id: int, was: Was) -> None:
    """Let a report wait again, and undo what the decision did."""
    # Locked in the order of a decision: topics, post, people.
    moved = session.get(Relocation, was.get("relocation_id") or 0)
    if moved is not None:
        locked = lock_for_move({moved.from_topic_id, moved.to_topic_id})
        if moved.undone_at is None and opens_more(locked[moved.to_topic_id], locked[moved.from_topic_id]):
            raise Conflict(_l("More people would read the post again. Move it back from where it stands now."))
    post = _lock_reported(actor, report_id)
    said = session.scalar(select(Report.answer).where(Report.id == report_id))
    reopen_report(actor, report_id)
    # Somebody may have moved it back by hand.
    if moved is not None and moved.undone_at is None:
        undo_move(actor, moved.id)
    if was.get("took") and post.state != "visible" and post.state_by_id == was.get("by"):
        restore_post(actor, post.id)
    if was.get("withheld") and post.state == "visible":
        # Reports had hidden it before the decision: they do again.
        withhold_post(SYSTEM, post.id)
    if outcome == "edited":
        _put_text_back(actor, post, was["revision"])
    if was.get("laid") and post.author_id is not None:
        _lift(outcome, actor, post.author_id, said or "", was)


def _lock_reported(actor: Actor, report_id: int) -> Post:
    post_id = session.scalar(select(Report.post_id).where(Report.id == report_id))
    if post_id is None:
        raise NotFound
    return lock_post(actor, post_id)[1]


def _topic_of(report_id: int) -> int | None:
    return session.scalar(select(Post.topic_id).join(Report, Report.post_id == Post.id).where(Report.id == report_id))


#: Outcomes that lay something on the author.
_SANCTIONS: Final = ("warned", "silenced", "suspended")


def _sanctions_of(user_id: int | None) -> dict[str, bool]:
    """Return which sanctions somebody is under already; a warning is always another one."""
    user = session.get(User, user_id) if user_id is not None else None
    silenced = user is not None and user.silenced_until is not None and user.silenced_until > clock.now()
    return {"warned": False, "silenced": silenced, "suspended": user is not None and user.state == "suspended"}


def _lift(outcome: str, actor: Actor, user_id: int, said: str, was: Was) -> None:
    """Lift what a decision laid on somebody, as long as it is still that one and no later one."""
    user = session.get(User, user_id, populate_existing=True)
    if user is None:
        return
    if outcome == "suspended" and user.suspended_reason == said:
        restore(actor, user_id)
    if outcome == "silenced" and user.silenced_reason == said:
        unsilence(actor, user_id)
    if outcome == "warned" and session.get(MemberWarning, was.get("warning_id") or 0) is not None:
        withdraw_warning(actor, was["warning_id"])


def _put_text_back(actor: Actor, post: Post, revision: int) -> None:
    """Put the reported text in the place of the corrected one, unless somebody has edited it since."""
    if post.revision == revision:
        return  # The correction changed nothing.
    old = session.scalar(select(Revision).where(Revision.post_id == post.id, Revision.number == revision))
    if old is None or post.revision != revision + 1:
        raise Conflict(_l("The post was edited since. The decision stands."))
    base = fingerprint(post.body, post.language)
    edit_post(actor, post.id, body=old.body, language=old.language, base=base)
