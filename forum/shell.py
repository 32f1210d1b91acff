"""What surrounds every page: the journey, practices, own city, bell and staff counts, computed once per request.

Beside the session and the data versions it costs at most two statements, and none for a visitor.
Visitors get names of stages and practices only: no city, no person, no count.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from typing import Final
from urllib.parse import urlencode

from flask import Flask
from flask import current_app
from flask import g
from flask import request
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import literal
from sqlalchemy import select
from werkzeug.local import LocalProxy

from forum.accounts.queries.waiting import count_of_waiting
from forum.appeals.queries.waiting import count_of_appeals
from forum.applications.queries import count_of_new
from forum.certification.queries import stages_in_order
from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.conduct.queries.held import count_of_held
from forum.conduct.queries.warnings import count_of_unseen
from forum.core.actor import Actor
from forum.core.asked import asked_pairs
from forum.core.db import fetch
from forum.core.errorpages import sign
from forum.core.languages import other
from forum.core.statements import spell_out
from forum.core.text import Text
from forum.core.versions import cached_by_content
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.core.web_state import closed_banners
from forum.demo.queries import has_demo
from forum.discussion.queries.announcing import count_of_readable
from forum.discussion.queries.announcing import readable_among
from forum.discussion.queries.lists import unanswered_by_stage
from forum.moderation.queries.reports import count_of_open_cases
from forum.news.queries.banners import BannerView
from forum.news.queries.banners import banners_for
from forum.news.queries.banners import count_of_closed
from forum.notifications.queries import count_of_unread
from forum.quarantine.queries.waiting import count_of_files
from forum.sidebar import PracticeLine
from forum.sidebar import StageLine
from forum.sidebar import practice_lines
from forum.sidebar import stage_lines
from forum.translation.queries.work import count_of_proposals

SITE_NAMES: Final[Mapping[str, str]] = {"es": "Foro de la Comunidad", "pt": "Fórum da Comunidade"}

#: Public pages in the footer, and their words there.
PUBLIC_PAGES: Final[tuple[tuple[str, Text], ...]] = (
    ("about", _l("About")),
    ("help", _l("Help")),
    ("rules", _l("Community rules")),
    ("privacy", _l("Privacy")),
    ("terms", _l("Terms")),
    ("accessibility", _l("Accessibility")),
    ("contact", _l("Contact")),
)

#: The wall beside the sign-in form: tone and cut of each block, 0 for the plaza. It shows no real city.
WALL: Final[tuple[tuple[int, int], ...]] = tuple(
    (0, 0) if place == 14 else (place * 5 % 12 + 1, place * 7 % 4 + 1) for place in range(33)
)


#: What is counted for a reader: notices, reports, people, translations, applications.
COUNTS: Final = 9


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds a page, for one reader."""

    stages: tuple[StageLine, ...]
    practices: tuple[PracticeLine, ...]
    #: Own city; None for visitors, people who wait, and RIL.
    city: CityView | None
    #: Name of the own city's stage.
    city_stage: str
    #: Notices not read yet.
    unread: int
    #: Questions without a reply, over all stages.
    unanswered: int
    #: Reported posts that wait for the reader's decision: RIL and leads.
    reports: int
    #: People on whom the reader may decide: RIL and leads.
    waiting: int
    #: Texts that wait for the reader's yes: RIL and leads.
    held: int
    files: int
    #: Warnings that the reader was given and has not seen.
    warnings: int
    #: Proposed translations on which RIL may decide.
    proposals: int
    #: Applications of cities without an answer.
    applications: int
    #: Appeals on which RIL decides.
    appeals: int
    demo: bool
    #: Over this page: what is for the reader now and was not closed by them.
    banners: tuple[BannerView, ...]

    @property
    def cases(self) -> int:
        """Return how much waits for a decision of the reader."""
        mine = self.reports + self.waiting + self.held + self.files
        return mine + self.proposals + self.applications + self.appeals


@cached_by_content
def _unanswered_of_class(staff: bool, city_id: int | None) -> Mapping[int, int]:  # noqa: FBT001 - a key
    """Count for all readers who see the same topics: RIL, or the members of one city.

    The actor that counts is made from the key alone, so nothing of a person can reach a shared answer.
    """
    role = "moderator" if staff else "member"
    return unanswered_by_stage(Actor(state="active", site_role=role, city_id=None if staff else city_id))


def unanswered_for(actor: Actor) -> Mapping[int, int]:
    """Return stage id → questions without a reply that a member may see; nothing for others."""
    if not actor.is_member:
        return {}
    return _unanswered_of_class(actor.is_staff, None if actor.is_staff else actor.city_id)


def build_shell(actor: Actor, language: str) -> Shell:
    """Put together what surrounds a page for this reader."""
    member = actor.is_member
    counts = unanswered_for(actor)
    city = city_by_id(actor.city_id) if member else None
    here = next((stage for stage in stages_in_order() if city and stage.id == city.stage_id), None)
    banners = banners_for(actor, language)
    if member:
        counted, closed, readable = _personal_counts(actor, banners)
    else:
        counted, closed = (0,) * COUNTS, closed_banners()
        readable = readable_among(actor, [banner.topic_id for banner in banners if banner.topic_id is not None])
    unread, reports, waiting, held, files, proposals, applications, appeals, warnings = counted
    return Shell(
        stages=stage_lines(language, here, tuple(counts.items()) if member else None),
        practices=practice_lines(language),
        city=city,
        city_stage=here.name(language) if here else "",
        unread=unread,
        unanswered=sum(counts.values()),
        reports=reports,
        waiting=waiting,
        warnings=warnings,
        held=held,
        files=files,
        proposals=proposals,
        applications=applications,
        appeals=appeals,
        demo=current_app.config["ENV_NAME"] != "production" and has_demo(),
        banners=tuple(
            banner
            for banner in banners
            if banner.topic_id in {None, *readable} and not (banner.dismissible and banner.id in closed)
        ),
    )


def _personal_counts(
    actor: Actor, banners: Sequence[BannerView]
) -> tuple[tuple[int, ...], frozenset[int], frozenset[int | None]]:
    """Return unread notices, then what waits: reports, people, texts, files, translations, applications, appeals; and warnings.

    0 for what is not theirs. With them, which of these banners they closed, and which of their topics they may read:
    known by the same statement.
    """
    role = "moderator" if actor.is_staff else "member"
    city_id = None if actor.is_staff else actor.city_id
    of_topics = [banner.topic_id for banner in banners if banner.topic_id is not None]
    statement = _counting(role, city_id, "lead" if actor.is_lead else None, len(banners), len(of_topics))
    asked = {f"banner{place}": banner.id for place, banner in enumerate(banners)}
    asked |= {f"topic{place}": topic_id for place, topic_id in enumerate(of_topics)}
    row = tuple(fetch(statement, {"me": actor.id} | asked).one())
    told, counted = row[COUNTS : COUNTS + len(banners)], row[COUNTS + len(banners) :]
    closed = frozenset(banner.id for banner, times in zip(banners, told, strict=True) if times)
    return row[:COUNTS], closed, frozenset(one for one, seen in zip(of_topics, counted, strict=True) if seen)


@lru_cache(maxsize=256)
def _counting(site_role: str, city_id: int | None, city_role: str | None, banners: int, of_topics: int) -> Select[Any]:
    """Return the statement for everybody of one kind; who it is for is its parameter `me`.

    Building it took as long as all other statements of a page together.
    """
    me: Any = bindparam("me")
    anyone = Actor(id=me, state="active", site_role=site_role, city_id=city_id, city_role=city_role)
    reports: ColumnElement[int] = literal(0)
    waiting: ColumnElement[int] = literal(0)
    held: ColumnElement[int] = literal(0)
    files: ColumnElement[int] = literal(0)
    if anyone.is_staff or anyone.is_lead:
        reports, waiting, held = count_of_open_cases(anyone), count_of_waiting(anyone), count_of_held(anyone)
        files = count_of_files(anyone)
    proposals: Any = count_of_proposals() if anyone.is_staff else literal(0)
    applications: Any = count_of_new() if anyone.is_staff else literal(0)
    appeals: Any = count_of_appeals() if anyone.is_staff else literal(0)
    desk: list[Any] = [reports, waiting, held, files, proposals, applications, appeals]
    parts: list[Any] = [count_of_unread(anyone), *desk, count_of_unseen(anyone)]
    parts += [count_of_closed(me, place) for place in range(banners)]
    parts += [count_of_readable(anyone, place) for place in range(of_topics)]
    return spell_out(select(*parts))


def current_shell() -> Shell:
    """Return the shell of the present request; the first call builds it."""
    found: Shell | None = g.get("shell")
    if found is None:
        found = build_shell(current_actor(), ui_language())
        g.shell = found
    return found


def here() -> str:
    """Return the address to come back to: that of this page without `ui`, or the front page after a POST."""
    if request.method not in {"GET", "HEAD"}:
        return "/"
    pairs = [(name, value) for name, value in asked_pairs() if name != "ui"]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def with_query(**changes: Any) -> str:
    """Return this page's address with parts of the query string changed; None takes one out."""
    kept = [(name, value) for name, value in asked_pairs() if name not in changes]
    kept += [(name, str(value)) for name, value in changes.items() if value is not None]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def init_app(app: Flask) -> None:
    """Offer the shell and its small helpers to templates.

    The shell is a proxy: a page that shows none of it (an error while the database is away) asks nothing.
    """
    app.jinja_env.globals.update(
        shell=LocalProxy(current_shell),
        interface_language=ui_language,
        other_language=lambda: other(ui_language()),
        site_name=lambda: SITE_NAMES[ui_language()],
        other_site_name=lambda: SITE_NAMES[other(ui_language())],
        public_pages=lambda: PUBLIC_PAGES,
        empty_wall=lambda: WALL,
        here=here,
        sign=sign,
        with_query=with_query,
    )
