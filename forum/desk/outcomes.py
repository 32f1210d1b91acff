"""What may be decided on each kind of case: the commands of the packages that the cases belong to, and what undoes them."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.commands import admission
from forum.accounts.models import AdmissionRequest
from forum.appeals.commands import grant_appeal
from forum.appeals.commands import reject_appeal
from forum.appeals.commands import reopen_appeal
from forum.applications.commands import answer_application
from forum.applications.commands import reopen_application
from forum.conduct.commands.holding import approve_held
from forum.conduct.commands.holding import reject_held
from forum.conduct.commands.holding import reopen_held
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.desk.reported import close
from forum.desk.reported import reopen
from forum.desk.verdicts import Outcome
from forum.desk.verdicts import Verdict
from forum.desk.verdicts import Was
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.moderation.resolutions import RESOLUTIONS
from forum.quarantine.commands.deciding import reject_file
from forum.quarantine.commands.deciding import release_file
from forum.quarantine.commands.deciding import reopen_file
from forum.translation.commands.correcting import accept_proposal
from forum.translation.commands.correcting import decline_proposal
from forum.translation.commands.taking_back import reopen_proposal
from forum.translation.models import Correction
from forum.translation.queries.present import present_translation


def _admit(actor: Actor, request_id: int, verdict: Verdict) -> Was:
    row = _request(request_id)
    city_id = verdict.city_id or row.city_id
    if city_id is None:
        raise Invalid(_l("Choose the city whose member this person becomes."), field="city_id")
    was = {"city_id": row.city_id}
    admission.admit(actor, request_id, city_id=city_id, answer=verdict.reason)
    return was


def _refuse(actor: Actor, request_id: int, verdict: Verdict) -> Was:
    if not verdict.reason.strip():
        raise Invalid(_l("Give a reason: the person will read it."), field="reason")
    was = {"city_id": _request(request_id).city_id}
    admission.refuse(actor, request_id, answer=verdict.reason)
    return was


def _wait_again(actor: Actor, request_id: int, was: Was) -> None:
    row = _request(request_id)
    if session.scalar(select(Post.id).where(Post.author_id == row.user_id).limit(1)) is not None:
        raise Conflict(_l("This person has written since. Suspend them, or move them to another city."))
    admission.take_back(actor, request_id, city_id=was["city_id"])


def _accept(actor: Actor, correction_id: int, _verdict: Verdict) -> Was:
    post_id = _post_of(correction_id)
    topic, post = get_post(actor, post_id)
    present = present_translation(topic, post)
    accept_proposal(actor, post_id, correction_id)
    return {"state": present.state or "machine", "reviewer_id": present.reviewer_id}


def _decline(actor: Actor, correction_id: int, verdict: Verdict) -> Was:
    decline_proposal(actor, _post_of(correction_id), correction_id, reason=verdict.reason[:200])
    return {}


def _propose_again(actor: Actor, correction_id: int, was: Was) -> None:
    reopen_proposal(actor, _post_of(correction_id), correction_id, **was)


def _answer(outcome: str, actor: Actor, application_id: int, verdict: Verdict) -> Was:
    answer_application(actor, application_id, outcome=outcome, answer=verdict.reason)
    return {}


def _ask_again(actor: Actor, application_id: int, _was: Was) -> None:
    reopen_application(actor, application_id)


def _grant(actor: Actor, appeal_id: int, verdict: Verdict) -> Was:
    grant_appeal(actor, appeal_id, answer=verdict.reason)
    return {}


def _reject(actor: Actor, appeal_id: int, verdict: Verdict) -> Was:
    reject_appeal(actor, appeal_id, answer=verdict.reason)
    return {}


def _hear_again(actor: Actor, appeal_id: int, _was: Was) -> None:
    reopen_appeal(actor, appeal_id)


def _publish(actor: Actor, held_id: int, _verdict: Verdict) -> Was:
    approve_held(actor, held_id)
    return {}


def _turn_down(actor: Actor, held_id: int, verdict: Verdict) -> Was:
    reject_held(actor, held_id, reason=verdict.reason)
    return {}


def _hold_again(actor: Actor, held_id: int, _was: Was) -> None:
    reopen_held(actor, held_id)


def _open_file(actor: Actor, retained_id: int, _verdict: Verdict) -> Was:
    release_file(actor, retained_id)
    return {}


def _close_file(actor: Actor, retained_id: int, verdict: Verdict) -> Was:
    reject_file(actor, retained_id, reason=verdict.reason)
    return {}


def _retain_again(actor: Actor, retained_id: int, _was: Was) -> None:
    reopen_file(actor, retained_id)


def _request(request_id: int) -> AdmissionRequest:
    row = session.get(AdmissionRequest, request_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    return row


def _post_of(correction_id: int) -> int:
    post_id = session.scalar(select(Correction.post_id).where(Correction.id == correction_id))
    if post_id is None:
        raise NotFound
    return post_id


#: Kind of case → outcome → what it does.
OUTCOMES: Final[Mapping[str, Mapping[str, Outcome]]] = {
    "report": {name: Outcome(partial(close, name), partial(reopen, name)) for name in RESOLUTIONS},
    "admission": {"admitted": Outcome(_admit, _wait_again), "refused": Outcome(_refuse, _wait_again)},
    "held": {"approved": Outcome(_publish, _hold_again), "rejected": Outcome(_turn_down, _hold_again)},
    "file": {"released": Outcome(_open_file, _retain_again), "rejected": Outcome(_close_file, _retain_again)},
    "proposal": {"accepted": Outcome(_accept, _propose_again), "declined": Outcome(_decline, _propose_again)},
    "appeal": {"granted": Outcome(_grant, _hear_again), "rejected": Outcome(_reject, _hear_again)},
    "application": {
        "accepted": Outcome(partial(_answer, "accepted"), _ask_again),
        "declined": Outcome(partial(_answer, "declined"), _ask_again),
    },
}
