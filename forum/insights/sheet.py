"""What the page, the file and the printed report show: one sheet, from which each is made.

A number that its reader may not see is not in it, so no form of it can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Final

from flask_babel import gettext as _

from forum.certification.queries import practices_in_order
from forum.certification.queries import stages_in_order
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.formatting import language_name
from forum.core.formatting import short_day
from forum.core.policy import require
from forum.core.text import Text
from forum.core.web import ui_language
from forum.insights import measures
from forum.insights.figures import Figure
from forum.insights.figures import figures_of
from forum.insights.masking import Veil
from forum.insights.measures import DEFINITIONS
from forum.insights.periods import FOUR_WEEKS
from forum.insights.periods import Period
from forum.insights.policy import Sight
from forum.insights.policy import can_see_insights
from forum.insights.policy import sight_of
from forum.insights.queries.counted import Counted
from forum.insights.queries.counted import Words
from forum.insights.queries.counted import counted
from forum.insights.tables import Row
from forum.insights.tables import Table
from forum.promise.queries.calendars import promised_days

_WAITS: Final = ("day", "promise", "more", "none")
_PAIRS: Final = (("es", "es"), ("es", "pt"), ("pt", "pt"), ("pt", "es"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything."""

    period: Period
    first: date
    last: date
    rolled_at: datetime | None
    sight: Sight
    figures: tuple[Figure, ...]
    questions: Table
    growth: Table
    wait: Table
    stages: Table
    practices: Table
    languages: Table
    cities: Table
    translations: Table
    searches: Table
    #: None where it is not the reader's to follow up.
    open: Table | None
    words: Sequence[Words]
    #: Who was active is counted last: the first count is not over while that is missing.
    is_partial: bool

    @property
    def figures_how(self) -> Text:
        """Return how the figures at its head are counted."""
        return DEFINITIONS["figures"]

    @property
    def tables(self) -> list[Table]:
        """Return all tables in the order of the page."""
        first = [self.questions, self.growth, self.wait]
        last = [self.stages, self.practices, self.languages, self.cities, self.translations, self.searches]
        return [*first, *([self.open] if self.open else []), *last]


def sheet_for(actor: Actor, period: Period, country_code: str | None) -> Sheet:
    """Return what somebody may see of a period, everywhere or in a country."""
    require(can_see_insights(actor))
    sight = sight_of(actor, country_code)
    numbers, veil = counted(sight, period), Veil(coarse=sight.coarse)
    return Sheet(
        period=period,
        first=numbers.span.first,
        last=numbers.span.last,
        rolled_at=numbers.rolled_at,
        sight=sight,
        figures=figures_of(numbers, veil, sight),
        questions=_questions(numbers, veil),
        growth=_growth(numbers, veil),
        wait=_wait(numbers, veil),
        stages=_stages(numbers, veil),
        practices=_practices(numbers, veil),
        languages=_languages(numbers, veil),
        cities=_cities(numbers, veil),
        translations=_translations(numbers, veil),
        searches=_searches(numbers, veil),
        open=_open(numbers, veil) if sight.follows_up else None,
        words=numbers.words,
        is_partial=numbers.rolled_at is not None and not numbers.has_actives,
    )


def _over_time(numbers: Counted, veil: Veil, columns: Sequence[Sequence[int]]) -> tuple[Row, ...]:
    label = _with_year if numbers.period.block == FOUR_WEEKS else short_day
    rows = veil.columns(list(zip(*columns, strict=True)))
    return tuple(Row(label(day), tuple(row)) for day, row in zip(numbers.blocks, rows, strict=True))


def _with_year(day: date) -> str:
    return f"{short_day(day)} {day:%y}"


def _block(numbers: Counted) -> str:
    return str(_("Four weeks from") if numbers.period.block == FOUR_WEEKS else _("Week from"))


def _questions(numbers: Counted, veil: Veil) -> Table:
    columns = [numbers.by_block(measures.QUESTIONS), numbers.by_block(measures.SOLVED)]
    return Table(
        "questions",
        _("Questions and solved questions"),
        DEFINITIONS["questions"],
        (_("Questions"), _("Solved questions")),
        _over_time(numbers, veil, columns),
        _block(numbers),
    )


def _growth(numbers: Counted, veil: Veil) -> Table:
    columns = [
        numbers.by_block(measures.TOPICS),
        numbers.by_block(measures.REPLIES),
        numbers.distinct_by_block(measures.MEMBERS),
        numbers.by_block(measures.JOINED),
    ]
    return Table(
        "growth",
        _("Growth"),
        DEFINITIONS["growth"],
        (_("New topics"), _("Replies"), _("Active members"), _("New members")),
        _over_time(numbers, veil, columns),
        _block(numbers),
    )


def _wait(numbers: Counted, veil: Veil) -> Table:
    found = numbers.keyed(measures.WAIT_BY_STAGE)
    stages = stages_in_order()
    rows = veil.grid([[found.get(f"{stage.id}:{wait}", 0) for wait in _WAITS] for stage in stages])
    return Table(
        "wait",
        _("Wait for the first answer"),
        DEFINITIONS["wait"],
        (
            _("within 1 working day"),
            _("within %(n)s working days", n=promised_days()),
            _("longer"),
            _("no answer"),
        ),
        tuple(Row(stage.name(ui_language()), tuple(row)) for stage, row in zip(stages, rows, strict=True)),
        _("Stage"),
    )


def _open(numbers: Counted, veil: Veil) -> Table:
    found, language = numbers.keyed(measures.OPEN), ui_language()
    lines = [*((practice.id, practice.name(language)) for practice in practices_in_order()), (0, _("No practice"))]
    stages = stages_in_order()
    rows = veil.grid([[found.get(f"{line}:{stage.id}", 0) for stage in stages] for line, _name in lines])
    return Table(
        "open",
        _("Where questions wait"),
        DEFINITIONS["open"],
        tuple(stage.name(language) for stage in stages),
        tuple(Row(name, tuple(row)) for (_line, name), row in zip(lines, rows, strict=True)),
        _("Practice"),
    )


def _list(
    name: str, title: str, column: str, labels: Sequence[str], numbers: Sequence[int], veil: Veil, first: str
) -> Table:
    rows = tuple(Row(label, (shown,)) for label, shown in zip(labels, veil.column(numbers), strict=True))
    return Table(name, title, DEFINITIONS[name], (column,), rows, first)


def _stages(numbers: Counted, veil: Veil) -> Table:
    found, stages = numbers.keyed(measures.BY_STAGE), stages_in_order()
    labels = [stage.name(ui_language()) for stage in stages]
    values = [found.get(str(stage.id), 0) for stage in stages]
    return _list("stages", _("Topics by stage"), _("New topics"), labels, values, veil, _("Stage"))


def _practices(numbers: Counted, veil: Veil) -> Table:
    found, practices = numbers.keyed(measures.BY_PRACTICE), practices_in_order()
    labels = [practice.name(ui_language()) for practice in practices]
    values = [found.get(str(practice.id), 0) for practice in practices]
    return _list("practices", _("Topics by practice"), _("New topics"), labels, values, veil, _("Practice"))


def _languages(numbers: Counted, veil: Veil) -> Table:
    found = numbers.keyed(measures.CROSSING)
    shown = veil.column([found.get(f"{topic}-{reply}", 0) for topic, reply in _PAIRS])
    return Table(
        "languages",
        _("Conversation across languages"),
        DEFINITIONS["languages"],
        (_("Replies"),),
        tuple(
            Row(
                _("Asked in %(one)s, answered in %(other)s", one=language_name(pair[0]), other=language_name(pair[1])),
                (number,),
                pair=pair,
            )
            for pair, number in zip(_PAIRS, shown, strict=True)
        ),
        _("Languages"),
    )


def _cities(numbers: Counted, veil: Veil) -> Table:
    found = numbers.keyed(measures.BY_CITY)
    ordered = sorted(((number, city_by_id(int(key))) for key, number in found.items()), key=lambda one: -one[0])
    rows = tuple(Row(city.name, (veil.one(number),), city=city) for number, city in ordered if city is not None)
    return Table("cities", _("Topics by city"), DEFINITIONS["cities"], (_("New topics"),), rows, _("City"))


def _translations(numbers: Counted, veil: Veil) -> Table:
    read, corrected = numbers.keyed(measures.READ), numbers.keyed(measures.CORRECTIONS)
    reads = veil.column([read.get(state, 0) for state in ("machine", "reviewed")])
    corrections = veil.column([corrected.get(state, 0) for state in ("accepted", "proposed", "declined")])
    labels = (
        _("Read as the machine made them"),
        _("Read as a person reviewed them"),
        _("Corrections in force"),
        _("Corrections that wait"),
        _("Corrections that were declined"),
    )
    rows = tuple(Row(label, (number,)) for label, number in zip(labels, [*reads, *corrections], strict=True))
    return Table(
        "translations", _("Translations"), DEFINITIONS["translations"], (_("How often"),), rows, _("Translations")
    )


def _searches(numbers: Counted, veil: Veil) -> Table:
    every = numbers.keyed(measures.SEARCHES).get("", 0)
    missed = numbers.keyed(measures.MISSES).get("", 0)
    shown = veil.column([every - missed, missed])
    labels = (_("With results"), _("Without a result"))
    rows = tuple(Row(label, (number,)) for label, number in zip(labels, shown, strict=True))
    return Table("searches", _("Searches"), DEFINITIONS["searches"], (_("How often"),), rows, _("Searches"))
