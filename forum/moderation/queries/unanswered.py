"""Questions without a reply, and who could help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.certification.queries import stages_in_order
from forum.cities.queries import CityView
from forum.cities.queries import cities_past
from forum.core import clock
from forum.core.actor import Actor
from forum.core.pagination import Page
from forum.core.settings import define
from forum.core.settings import get_setting
from forum.discussion.queries.lists import Filter
from forum.discussion.queries.lists import topics_page
from forum.discussion.queries.rows import TopicRow

#: Names that a row shows; the rest is a number.
NAMED: Final = 6
_WORKDAYS: Final = 5

define(
    "promised_working_days",
    3,
    _l("Working days within which a question gets an answer"),
    minimum=1,
    maximum=30,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question, whether it waits longer than was promised, and the cities that could answer it."""

    topic: TopicRow
    late: bool
    helpers: Sequence[CityView]
    more_helpers: int


def unanswered_page(
    actor: Actor,
    *,
    stage_id: int | None = None,
    language: str | None = None,
    after: str | None = None,
    before: str | None = None,
    ui_language: str = "es",
) -> Page[Waiting]:
    """Return questions without a reply, the longest wait first.

    Cities that have passed the stage are named as far as the actor may know it: RIL knows of all. A
    question in a city's room, or for RIL, is nobody else's to answer.
    """
    page = topics_page(
        actor,
        Filter(view="oldest", stage_id=stage_id, language=language),
        after=after,
        before=before,
        language=ui_language,
    )
    promised = _promised_before()
    positions = {stage.id: stage.position for stage in stages_in_order()}
    rows: list[Waiting] = []
    for topic in page.items:
        helpers: list[CityView] = []
        if topic.stage is not None and topic.stage.position and topic.audience in {"public", "community"}:
            helpers = cities_past(actor, topic.stage.position, positions)
            helpers = [city for city in helpers if city.slug != topic.author.city_slug]
        rows.append(Waiting(topic, topic.created_at < promised, helpers[:NAMED], max(0, len(helpers) - NAMED)))
    return Page(rows, newer=page.newer, older=page.older)


def _promised_before() -> datetime:
    """Return the moment before which a question must have been asked to be late: weekends do not count."""
    moment, days = clock.now(), int(get_setting("promised_working_days"))
    while days:
        moment -= timedelta(days=1)
        days -= moment.weekday() < _WORKDAYS
    return moment
