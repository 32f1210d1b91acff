"""The log of acts: who did what, when and why, read from the event log."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.accounts.queries.people import has_handle
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.events import audited_kinds
from forum.core.formatting import datetime_text
from forum.core.formatting import every_text
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.models import Topic
from forum.discussion.policy import visible_with_deleted
from forum.moderation.labels import AUDIENCES
from forum.moderation.labels import LANGUAGES
from forum.moderation.labels import OUTCOMES
from forum.moderation.labels import ROLES
from forum.moderation.labels import TIMERS
from forum.moderation.labels import WHY_NOT
from forum.moderation.labels import act_label
from forum.moderation.policy import can_see_log

#: Readings of city rooms are no act of curating, but the city's lead may see them.
READINGS: Final = ("CityTopicReadByStaff", "HeldTextReadByStaff")
#: Acts in a file.
MOST_IN_A_FILE: Final = 5000
#: Values that are words of our own: which field → its words.
_WORDS: Final = {"audience": AUDIENCES, "language": LANGUAGES, "role": ROLES, "outcome": OUTCOMES}
#: Acts on a topic that concern one person: their name stands where others have a value.
_OF_SOMEBODY: Final = ("TopicAssigned", "CareEnded", "HelpAsked")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts; every part narrows."""

    kind: str | None = None
    #: Who acted, or on whom was acted.
    handle: str | None = None
    city_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An act."""

    id: int
    kind: str
    label: Text
    created_at: datetime
    #: None for the forum itself.
    person: Person | None
    subject: Text
    subject_language: str | None
    url: str | None
    city_name: str
    before: Text
    after: Text
    reason: str


def kinds_of_log() -> list[str]:
    """Return the kinds of events that the log has."""
    return [*audited_kinds(), *READINGS]


def log_page(
    actor: Actor, wanted: Wanted, *, after: str | None = None, before: str | None = None, language: str = "es"
) -> Page[Entry]:
    """Return acts that the actor may know of, latest first."""
    require(can_see_log(actor))
    query = (
        select(Event, EventDetail)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(_known_to(actor), *_narrowed(actor, wanted))
    )
    found = page_by_id(query, Event.id, after=after, before=before)
    return found.holding(_entries(found.items, actor, language))


def log_entries(actor: Actor, wanted: Wanted, *, language: str = "es") -> list[Entry]:
    """Return the same acts for a file, latest first, as many as a spreadsheet is still quick with."""
    require(can_see_log(actor))
    query = (
        select(Event, EventDetail)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(_known_to(actor), *_narrowed(actor, wanted))
    )
    return _entries(session.execute(query.order_by(Event.id.desc()).limit(MOST_IN_A_FILE)).all(), actor, language)


def _known_to(actor: Actor) -> ColumnElement[bool]:
    """RIL knows of all acts; a lead of those that are filed under their own city."""
    if actor.is_staff:
        return Event.kind.in_(kinds_of_log())
    if not actor.is_lead:
        return false()
    return and_(Event.kind.in_(kinds_of_log()), Event.city_id == actor.city_id)


def _narrowed(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        conditions.append(Event.kind == wanted.kind)
    elif actor.is_staff:
        conditions.append(Event.kind.not_in(READINGS))
    if wanted.city_id is not None and actor.is_staff:
        conditions.append(Event.city_id == wanted.city_id)
    if wanted.handle is not None:
        person = select(User.id).where(has_handle(wanted.handle)).scalar_subquery()
        conditions.append(or_(Event.actor_id == person, and_(Event.subject_kind == "user", Event.subject_id == person)))
    if wanted.since is not None:
        conditions.append(Event.created_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(Event.created_at < wanted.until)
    return conditions


def _entries(rows: Sequence[Any], actor: Actor, language: str) -> list[Entry]:
    events: list[Event] = [row.Event for row in rows]
    people = people_by_ids({e.actor_id for e in events} | {e.data.get("user_id") for e in events}, actor)
    named = {e.data.get(name) for e in events for name in ("topic_id", "to_topic_id")}
    topics = _topics({topic_id for topic_id in named if topic_id}, actor)
    entries = [_entry(row.Event, row.EventDetail, people, topics, language) for row in rows]
    if not actor.is_staff:
        # Where somebody came from is told to RIL alone: that another city takes part is not a lead's to know.
        return [replace(one, before="") if one.kind == "RoleGranted" else one for one in entries]
    # Who curates everything finds the way back there.
    moves = [event.data.get("relocation_id") for event in events]
    return [replace(one, url=f"/moves/{move}") if move else one for one, move in zip(entries, moves, strict=True)]


def _topics(ids: set[int], actor: Actor) -> dict[int, Any]:
    """Return title, address and language of those topics that the reader may see now."""
    if not ids:
        return {}
    rows = session.execute(
        select(Topic.id, Topic.title, Topic.slug, Topic.language).where(Topic.id.in_(ids), visible_with_deleted(actor))
    )
    return {row.id: row for row in rows}


def _entry(
    event: Event,
    detail: EventDetail | None,
    people: Mapping[int, Person],
    topics: Mapping[int, Any],
    language: str,
) -> Entry:
    topic_id = event.data.get("topic_id")
    # What left a lead's sight takes its titles and reasons along.
    open_to_reader = topic_id is None or topic_id in topics
    subject, spoken, url = _subject(event, people, topics)
    city = city_by_id(event.city_id)
    shown = detail if open_to_reader else None
    before = _value(shown.before if shown else None, language, topics)
    after = _value(shown.after if shown else None, language, topics)
    if event.kind == "CityStageSet":
        after = _stage(event.data.get("stage_id"), language)
    if event.kind in _OF_SOMEBODY and open_to_reader:
        person = people.get(event.data.get("user_id", 0))
        after = person.name if person is not None and not person.masked else ""
    return Entry(
        id=event.id,
        kind=event.kind,
        label=act_label(event.kind),
        created_at=event.created_at,
        person=people.get(event.actor_id) if event.actor_id is not None else None,
        subject=subject,
        subject_language=spoken,
        url=url,
        city_name=city.name if city else "",
        before=before,
        after=after,
        reason=(shown.reason or "") if shown else "",
    )


def _subject(
    event: Event, people: Mapping[int, Person], topics: Mapping[int, Any]
) -> tuple[Text, str | None, str | None]:
    """Return what was acted on: its words, their language, its address."""
    data = event.data
    topic_id, post_id, user_id = data.get("topic_id"), data.get("post_id"), data.get("user_id")
    if topic_id is not None:
        topic = topics.get(topic_id)
        if topic is None:
            return _l("A topic that is not open to you"), None, None
        return topic.title, topic.language, f"/posts/{post_id}" if post_id else f"/t/{topic.slug}/{topic.id}"
    if user_id is not None:
        person = people.get(user_id)
        if person is None or person.masked:
            return _l("Former member"), None, None
        return person.name, None, f"/u/{person.handle}"
    if event.kind in {"ReportClosed", "ReportReopened"}:
        return _l("Report %(number)s", number=data.get("report_id")), None, f"/reports/{data.get('report_id')}"
    if (news_id := data.get("news_id")) is not None:
        return _l("News %(number)s", number=news_id), None, f"/moderation/news/{news_id}"
    if (banner_id := data.get("banner_id")) is not None:
        return _l("Banner %(number)s", number=banner_id), None, f"/moderation/banners/{banner_id}/edit"
    if (prepared_id := data.get("prepared_id")) is not None:
        url = None if event.kind == "PreparedReplyRemoved" else f"/moderation/replies/{prepared_id}/edit"
        return _l("Prepared reply %(number)s", number=prepared_id), None, url
    city = city_by_id(data.get("city_id"))
    return (city.name, None, f"/g/{city.slug}") if city else ("", None, None)


def _value(values: Mapping[str, Any] | None, language: str, topics: Mapping[int, Any]) -> Text:
    """Return the first value before or after a change that can be put into words; titles only of topics that are open."""
    for key, value in (values or {}).items():
        if key == "topic_id":
            return str(topics[value].title) if value in topics else _l("A topic that is not open to you")
        if key in {"title", "term"}:
            return str(value)
        if key == "stage_id":
            return _stage(value, language)
        if key == "until" and isinstance(value, str):
            until: Text = _l("until %(moment)s", moment=datetime_text(datetime.fromisoformat(value)))
            return until
        if key == "city_id":
            city = city_by_id(value)
            return city.name if city else ""
        if key == "timer":
            return _timer(values or {})
        if key == "minutes":
            return every_text(value)
        if key in _WORDS:
            return _WORDS[key].get(value, "")
    return ""


def _timer(values: Mapping[str, Any]) -> Text:
    """Return what a timer does to a topic, with when, or why it did not."""
    what = TIMERS.get(values["timer"], "")
    if (until := values.get("until")) is not None:
        planned: Text = _l("%(what)s: %(moment)s", what=what, moment=datetime_text(datetime.fromisoformat(until)))
        return planned
    if (why := values.get("why")) is not None:
        dropped: Text = _l("%(what)s: %(why)s", what=what, why=WHY_NOT.get(why, ""))
        return dropped
    return what


def _stage(stage_id: Any, language: str) -> str:
    stage = stage_by_id(stage_id)
    return stage.name(language) if stage else ""
