"""What was decided at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.appeals.models import Appeal
from forum.applications.models import Application
from forum.conduct.models import HeldPost
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.desk.labels import KINDS
from forum.desk.labels import Kind
from forum.desk.labels import outcome_label
from forum.desk.models import CaseDecision
from forum.desk.policy import can_take_back
from forum.desk.policy import can_use_desk
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Topic
from forum.discussion.policy import visible_with_deleted
from forum.media.models import Upload
from forum.moderation.models import Report
from forum.quarantine.models import RetainedFile
from forum.quarantine.policy import decidable_files
from forum.translation.models import Correction


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the desk tells of it."""

    id: int
    kind: str
    what: Kind
    outcome: Text
    #: What the case was about; empty where the reader may not know any more.
    subject: str
    language: str | None
    url: str | None
    reason: str
    #: Who decided; empty when they are gone.
    name: str
    at: datetime
    taken_back_at: datetime | None
    #: Whether the reader may still take it back.
    open: bool


@dataclass(frozen=True, slots=True)
class _Subject:
    title: str
    language: str | None = None
    url: str | None = None
    reason: str = ""


def decided_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[Decided]:
    """Return what was decided, latest first: RIL sees all, a lead what they decided themselves."""
    require(can_use_desk(actor))
    query = select(CaseDecision)
    if not actor.is_staff:
        query = query.where(CaseDecision.actor_id == actor.id)
    page = page_by_id(query, CaseDecision.id, after=after, before=before)
    return page.holding(_told(actor, [row.CaseDecision for row in page.items]))


def find_decision(actor: Actor, decision_id: int | None) -> Decided | None:
    """Return the actor's own decision that was just made, be it one that stands for good; None once it was taken back."""
    if decision_id is None:
        return None
    row = session.scalar(
        select(CaseDecision).where(
            CaseDecision.id == decision_id,
            CaseDecision.actor_id == actor.id,
            CaseDecision.taken_back_at.is_(None),
        )
    )
    return _told(actor, [row])[0] if row is not None else None


def latest_decision(kind: str, subject_id: int) -> CaseDecision | None:
    """Return the latest decision on a case, taken back or not."""
    return session.scalar(
        select(CaseDecision)
        .where(CaseDecision.kind == kind, CaseDecision.subject_id == subject_id)
        .order_by(CaseDecision.id.desc())
        .limit(1)
    )


def _told(actor: Actor, rows: list[CaseDecision]) -> list[Decided]:
    people = people_by_ids({row.actor_id for row in rows if row.actor_id != actor.id}, actor)
    ids: dict[str, set[int]] = {}
    for row in rows:
        ids.setdefault(row.kind, set()).add(row.subject_id)
    subjects = {kind: _SUBJECTS[kind](actor, found) for kind, found in ids.items()}
    return [_decided(row, subjects[row.kind], people, actor) for row in rows]


def _decided(
    row: CaseDecision, subjects: Mapping[int, _Subject], people: Mapping[int, Person], actor: Actor
) -> Decided:
    subject = subjects.get(row.subject_id, _Subject(""))
    return Decided(
        row.id,
        row.kind,
        KINDS[row.kind],
        outcome_label(row.kind, row.outcome),
        subject.title,
        subject.language,
        subject.url,
        subject.reason,
        people.get(row.actor_id or 0, GONE).name if row.actor_id != actor.id else actor.name,
        row.created_at,
        row.taken_back_at,
        bool(can_take_back(actor, row)),
    )


def _reports(actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(Report.id, Report.answer, Topic.title, Topic.language)
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Report.id.in_(ids), visible_with_deleted(actor))
    )
    return {row.id: _Subject(row.title, row.language, f"/reports/{row.id}", row.answer) for row in rows}


def _admissions(_actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(AdmissionRequest.id, AdmissionRequest.answer, User.name, User.state)
        .join(User, User.id == AdmissionRequest.user_id)
        .where(AdmissionRequest.id.in_(ids), User.state != "anonymised")
    )
    return {row.id: _Subject(row.name, reason=row.answer) for row in rows}


def _applications(_actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(Application.id, Application.city_name, Application.answer).where(Application.id.in_(ids))
    )
    return {row.id: _Subject(row.city_name, None, f"/applications/{row.id}", row.answer) for row in rows}


def _proposals(actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(Correction.id, Correction.post_id, Correction.reason, Topic.title, Topic.language)
        .join(Post, Post.id == Correction.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Correction.id.in_(ids), visible_with_deleted(actor))
    )
    return {row.id: _Subject(row.title, row.language, f"/posts/{row.post_id}/translation", row.reason) for row in rows}


def _appeals(_actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(Appeal.id, Appeal.answer, User.name).join(User, User.id == Appeal.user_id).where(Appeal.id.in_(ids))
    )
    return {row.id: _Subject(row.name, None, f"/moderation/appeals/{row.id}", row.answer) for row in rows}


def _held(_actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rows = session.execute(
        select(HeldPost.id, HeldPost.answer, User.name)
        .join(User, User.id == HeldPost.author_id)
        .where(HeldPost.id.in_(ids))
    )
    return {row.id: _Subject(row.name, reason=row.answer) for row in rows}


def _files(actor: Actor, ids: set[int]) -> dict[int, _Subject]:
    rooms = (
        select(PostFile.upload_id)
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(PostFile.upload_id == Upload.id, Topic.audience == "city")
        .correlate(Upload)
    )
    rows = session.execute(
        select(RetainedFile.id, RetainedFile.answer, Upload.name, rooms.exists().label("in_room"))
        .join(Upload, Upload.id == RetainedFile.upload_id)
        .where(RetainedFile.id.in_(ids), decidable_files(actor))
    )
    # What RIL reads of a city's room, it reads with a trace.
    return {row.id: _Subject("" if row.in_room and actor.is_staff else row.name, reason=row.answer) for row in rows}


_SUBJECTS: Any = {
    "file": _files,
    "held": _held,
    "report": _reports,
    "admission": _admissions,
    "application": _applications,
    "proposal": _proposals,
    "appeal": _appeals,
}
