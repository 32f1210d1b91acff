"""What a row of the desk says: the case, in the reader's language where it is there in it, its context and who looks at it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.accounts.queries.waiting import cities_of_requests
from forum.certification.queries import StageView
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.conduct.queries.files import files_of_held
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.markup import File
from forum.core.text import Text
from forum.desk.labels import CHOICES
from forum.desk.labels import KINDS
from forum.desk.labels import SHORT_REASONS
from forum.desk.labels import Choice
from forum.desk.labels import Kind
from forum.desk.queries.authors import KnownOfAuthor
from forum.desk.queries.authors import author_columns_of
from forum.desk.queries.authors import known_of
from forum.desk.queries.changes import changes_of
from forum.desk.queries.excerpts import excerpt_of
from forum.desk.queries.queue import CLAIM_LASTS
from forum.desk.queries.queue import is_late
from forum.discussion.addresses import post_address
from forum.discussion.differences import Part
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import Reading
from forum.discussion.readings import TitleReading
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import reading_of
from forum.discussion.readings import title_reading_of
from forum.moderation.labels import ALL_REASONS
from forum.moderation.labels import BY_FORUM
from forum.moderation.models import Report


@dataclass(frozen=True, slots=True)
class Line:
    """Why a case is here: what one member said. Leads are not told who."""

    reason: Text
    note: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who looks at a case, since when, and what they were told."""

    name: str
    mine: bool
    note: str
    since: datetime


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a row of the desk."""

    kind: str
    id: int
    what: Kind
    #: For a report: its gravest reason; else empty.
    label: Text
    since: datetime
    late: bool
    title: str
    title_language: str
    url: str
    text: str
    text_language: str
    #: The language in which it was written, and whether the text is a translation by a machine or reviewed.
    language: str
    translated: str | None
    #: It stands in a city's room: RIL's reading of it is written down, on its own page.
    withheld: bool
    stage: StageView | None
    number: int | None
    post_state: str | None
    person: Person | None
    city_id: int | None
    city_name: str
    lines: Sequence[Line]
    record: KnownOfAuthor | None
    #: What a proposed translation changes.
    changes: Sequence[Part]
    choices: Sequence[Choice]
    #: Where the case is read whole.
    opens: str
    holder: Holder | None
    #: Of a text that waits.
    files: Sequence[File] = ()


def case_rows(actor: Actor, found: Sequence[Any]) -> list[CaseRow]:
    """Return the rows of cases that the queue found, in five statements whatever their number."""
    posts = {row.post_id for row in found if row.post_id is not None}
    reports = _reports(posts) if any(row.kind == "report" for row in found) else {}
    ids = {row.person_id for row in found}
    if actor.is_staff:
        ids |= {report.reporter_id for lines in reports.values() for report in lines}
    # A lead knows nothing of what somebody wrote elsewhere.
    authors = {row.person_id for row in found if row.kind == "report" and actor.is_staff and row.person_id is not None}
    people = _people(ids, authors, actor)
    readings = _readings(posts, actor)
    waiting = {row.subject_id: people.get(row.person_id or 0) for row in found if row.kind == "admission"}
    sharing = cities_of_requests({number: who.email if who is not None else None for number, who in waiting.items()})
    changes = changes_of({row.subject_id for row in found if row.kind == "proposal" and row.audience != "city"})
    texts = {row.subject_id: row.language for row in found if row.kind == "held" and not _is_withheld(row, actor)}
    files = files_of_held(texts, actor.ui_language)
    rows = [_row(row, actor, people, reports, readings, sharing, changes) for row in found]
    return [replace(row, files=files.get(row.id, ())) if row.kind == "held" else row for row in rows]


def _is_withheld(row: Any, actor: Actor) -> bool:
    return actor.is_staff and row.audience == "city"


def _reports(posts: set[int]) -> dict[int, list[Report]]:
    by_post: dict[int, list[Report]] = {}
    rows = session.scalars(select(Report).where(Report.post_id.in_(posts), Report.state == "open").order_by(Report.id))
    for report in rows:
        by_post.setdefault(report.post_id, []).append(report)
    return by_post


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a person who stands in a row."""

    person: Person
    email: str | None
    record: KnownOfAuthor


def _people(ids: set[int | None], authors: set[int], actor: Actor) -> dict[int, _Known]:
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    rows = session.execute(select(*PERSON_COLUMNS, User.email, *author_columns_of(authors)).where(User.id.in_(wanted)))
    return {row.id: _Known(present(row, actor), row.email, known_of(row)) for row in rows}


def _readings(posts: set[int], actor: Actor) -> dict[int, tuple[Reading | None, TitleReading | None]]:
    """Return post id → its text and the title of its topic, where the actor wants them in the other language."""
    if not posts:
        return {}
    rows = session.execute(
        select(
            Post.id,
            Post.language,
            Topic.title,
            Topic.language.label("topic_language"),
            *READING_COLUMNS,
            *TITLE_COLUMNS,
        )
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(Translation, of_post())
        .outerjoin(TitleTranslation, of_topic())
        .where(Post.id.in_(posts))
    )
    mode = mode_for(actor, None)
    return {
        row.id: (
            if_wanted(reading_of(row, written=row.language, masked=False), mode, row.language),
            if_wanted(
                title_reading_of(row, actor, title=row.title, written=row.topic_language), mode, row.topic_language
            ),
        )
        for row in rows
    }


def _row(
    row: Any,
    actor: Actor,
    people: Mapping[int, _Known],
    reports: Mapping[int, Sequence[Report]],
    readings: Mapping[int, tuple[Reading | None, TitleReading | None]],
    sharing: Mapping[int, Sequence[int]],
    changes: Mapping[int, Sequence[Part]],
) -> CaseRow:
    mine = reports.get(row.post_id or 0, ()) if row.kind == "report" else ()
    reading, title = readings.get(row.post_id or 0, (None, None))
    withheld = _is_withheld(row, actor)
    # What somebody proposes is a translation itself.
    reading = None if withheld or row.kind in {"proposal", "appeal"} else reading
    city = city_by_id(row.city_id)
    known = people.get(row.person_id or 0)
    person = (known.person if known is not None else GONE) if row.person_id is not None else None
    opens = _opens(row)
    choices = [choice for choice in CHOICES[row.kind] if not (choice.outcome == "admitted" and _open(row, sharing))]
    return CaseRow(
        kind=row.kind,
        id=row.subject_id,
        what=KINDS[row.kind],
        label=SHORT_REASONS[gravest(report.reason for report in mine)] if mine else SHORT_REASONS.get(row.detail, ""),
        since=row.since,
        late=is_late(row.since),
        title=title.title if title else row.title,
        title_language=title.language if title else row.title_language or row.language,
        url=post_address(row.slug, row.topic_id, row.number) if row.topic_id is not None else opens,
        text="" if withheld and row.kind != "appeal" else reading.excerpt if reading else excerpt_of(row),
        text_language=reading.language if reading else row.language,
        language=row.language,
        translated=reading.state if reading else None,
        withheld=withheld,
        stage=stage_by_id(row.stage_id) if row.stage_id is not None else None,
        number=row.number,
        post_state=row.post_state,
        person=person,
        city_id=row.city_id,
        city_name=city.name if city is not None else "",
        lines=[
            Line(
                ALL_REASONS.get(report.reason, report.reason),
                report.note,
                _reporter(people.get(report.reporter_id or 0))
                if actor.is_staff and report.reason != BY_FORUM
                else None,
            )
            for report in mine
        ],
        record=known.record if known is not None and row.kind == "report" and actor.is_staff else None,
        changes=changes.get(row.subject_id, ()) if row.kind == "proposal" else (),
        choices=choices,
        opens=opens,
        holder=holder_of(row, actor),
    )


def _reporter(known: _Known | None) -> Person:
    return known.person if known is not None else GONE


def _opens(row: Any) -> str:
    if row.kind == "report":
        return f"/reports/{row.subject_id}"
    if row.kind == "admission":
        return f"/people/waiting#w{row.subject_id}-h"
    if row.kind == "file":
        return f"/moderation/files/{row.subject_id}"
    if row.kind == "held":
        return f"/moderation/held/{row.subject_id}"
    if row.kind == "appeal":
        return f"/moderation/appeals/{row.subject_id}"
    if row.kind == "application":
        return f"/applications/{row.subject_id}"
    return f"/posts/{row.post_id}/translation"


def _open(row: Any, sharing: Mapping[int, Sequence[int]]) -> bool:
    """Tell whether somebody still has to choose the city that a person is admitted to."""
    return row.city_id is None or len(sharing.get(row.subject_id, ())) > 1


def holder_of(row: Any, actor: Actor) -> Holder | None:
    """Return who looks at a case, from the columns of its claim; None for a claim that nobody came back to."""
    if row.holder_id is None:
        return None
    if row.handed_by_id is None and row.claimed_at < clock.now() - CLAIM_LASTS:
        return None
    return Holder(row.holder_name, row.holder_id == actor.id, row.note or "", row.claimed_at)


_GRAVEST = ("personal_data", "inappropriate", "spam", "needs_ril", "off_topic", "other", BY_FORUM)


def gravest(reasons: Iterable[str]) -> str:
    """Return the gravest of the reasons of reports."""
    return min(reasons, key=lambda reason: _GRAVEST.index(reason) if reason in _GRAVEST else len(_GRAVEST))
