"""The few numbers at the head of the page, each with how it moved since the period before."""

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from forum.cities.queries import all_cities
from forum.core.formatting import number as written
from forum.insights import charts
from forum.insights import measures
from forum.insights.masking import Number
from forum.insights.masking import Veil
from forum.insights.policy import Sight
from forum.insights.queries.counted import Counted
from forum.promise.queries.calendars import promised_days

_DAY: Final = 24
_MINUS: Final = "−"


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: in words, upwards or not, for the better or not."""

    text: str
    is_up: bool
    is_better: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: what it is, as it is written, and as a spreadsheet takes it (None where it is left out)."""

    label: str
    text: str
    value: Number
    note: str = ""
    change: Change | None = None
    spark: tuple[tuple[float, float], ...] = ()


def figures_of(numbers: Counted, veil: Veil, sight: Sight) -> tuple[Figure, ...]:
    """Return the figures of a period."""
    return (
        _questions(numbers, veil),
        _unanswered(numbers, veil),
        _kept_promise(numbers, veil),
        _solved(numbers, veil),
        _first_answer(numbers, veil),
        _active_cities(numbers, veil, sight),
        _active_members(numbers, veil),
    )


def few() -> str:
    """Return what stands in the place of a number that is left out."""
    return str(_("under 5"))


def _questions(numbers: Counted, veil: Veil) -> Figure:
    before = numbers.total_before(measures.QUESTIONS)
    value = veil.one(numbers.total(measures.QUESTIONS))
    series = veil.column(numbers.by_block(measures.QUESTIONS))
    return Figure(
        _("Questions"),
        _whole(value),
        value,
        change=_grown(value, _known(before, veil), veil),
        spark=charts.spark(series),
    )


def _unanswered(numbers: Counted, veil: Veil) -> Figure:
    questions, answered = numbers.total(measures.QUESTIONS), numbers.total(measures.ANSWERED)
    value = veil.one(questions - answered)
    if veil.coarse and veil.one(answered) is None:
        value = None
    share = veil.percent(questions - answered, questions)
    note = _("%(share)s of the questions", share=_percent(share)) if share is not None else ""
    return Figure(_("Unanswered"), _whole(value), value, note=note)


def _kept_promise(numbers: Counted, veil: Veil) -> Figure:
    value = veil.percent(numbers.total(measures.IN_TIME), numbers.total(measures.QUESTIONS))
    before = veil.percent(numbers.total_before(measures.IN_TIME) or 0, numbers.total_before(measures.QUESTIONS) or 0)
    label = _("Answered within %(n)s working days", n=promised_days())
    return Figure(label, _percent(value), value, change=_points(value, before))


def _solved(numbers: Counted, veil: Veil) -> Figure:
    value = veil.percent(numbers.total(measures.SOLVED), numbers.total(measures.QUESTIONS))
    before = veil.percent(numbers.total_before(measures.SOLVED) or 0, numbers.total_before(measures.QUESTIONS) or 0)
    series = veil.column(numbers.by_block(measures.SOLVED))
    return Figure(
        _("Solved questions"), _percent(value), value, change=_points(value, before), spark=charts.spark(series)
    )


def _first_answer(numbers: Counted, veil: Veil) -> Figure:
    waits = {int(hours): number for hours, number in numbers.keyed(measures.WAIT).items() if number}
    earlier = {int(hours): number for hours, number in numbers.before.get(measures.WAIT, {}).items() if number}
    median = veil.among(sum(waits.values()), lambda: charts.percentile(waits, 50))
    late = veil.among(sum(waits.values()), lambda: charts.percentile(waits, 90))
    before = veil.among(sum(earlier.values()), lambda: charts.percentile(earlier, 50))
    note = _("nine of ten within %(time)s", time=_time(late)) if late is not None else ""
    return Figure(
        _("First answer (median)"),
        _time(median) if median is not None else _nothing(veil),
        median,
        note=note,
        change=_sooner(median, before),
    )


def _active_cities(numbers: Counted, veil: Veil, sight: Sight) -> Figure:
    everywhere = sight.part in {"all", "open"}
    there = sum(not city.archived and (everywhere or city.country_code == sight.part) for city in all_cities())
    value, before = _distinct(numbers, veil, measures.CITIES)
    text = _("%(n)s of %(all)s", n=written(value), all=written(there)) if value is not None else few()
    if veil.coarse and value is not None:
        # How many cities are not among them may be a small number.
        text = written(value)
    series = veil.column(numbers.distinct_by_block(measures.CITIES))
    return Figure(_("Active cities"), text, value, change=_more(value, before, veil), spark=charts.spark(series))


def _active_members(numbers: Counted, veil: Veil) -> Figure:
    value, before = _distinct(numbers, veil, measures.MEMBERS)
    series = veil.column(numbers.distinct_by_block(measures.MEMBERS))
    return Figure(
        _("Active members"), _whole(value), value, change=_more(value, before, veil), spark=charts.spark(series)
    )


def _distinct(numbers: Counted, veil: Veil, measure: str) -> tuple[Number, Number]:
    code = numbers.period.code
    before = numbers.distinct.get((measure, f"before:{code}"), 0) if numbers.period.weeks else None
    return veil.one(numbers.distinct.get((measure, f"now:{code}"), 0)), _known(before, veil)


def _known(before: int | None, veil: Veil) -> Number:
    return None if before is None else veil.one(before)


def _whole(value: Number) -> str:
    return written(value) if value is not None else few()


def _percent(value: Number) -> str:
    return _("%(n)s %%", n=value) if value is not None else "–"


def _nothing(veil: Veil) -> str:
    return few() if veil.coarse else "–"


def _time(hours: int) -> str:
    if hours < _DAY:
        return str(_("%(n)s h", n=hours))
    days = round(hours / _DAY, 1)
    return str(_("%(n)s day", n=1) if days == 1 else _("%(n)s days", n=written(days)))


def _grown(value: Number, before: Number, veil: Veil) -> Change | None:
    if value is None or not before or veil.one(abs(value - before)) is None:
        return None
    change = round(100 * (value - before) / before)
    return Change(_("%(n)s %%", n=_signed(change)), change >= 0, change >= 0) if change else None


def _points(value: Number, before: Number) -> Change | None:
    if value is None or before is None or value == before:
        return None
    return Change(_("%(n)s points", n=_signed(value - before)), value > before, value > before)


def _more(value: Number, before: Number, veil: Veil) -> Change | None:
    if value is None or before is None or value == before or veil.one(abs(value - before)) is None:
        return None
    return Change(_signed(value - before), value > before, value > before)


def _sooner(value: Number, before: Number) -> Change | None:
    if value is None or before is None or value == before:
        return None
    time = _time(abs(value - before))
    text = _("%(time)s less", time=time) if value < before else _("%(time)s more", time=time)
    return Change(text, value > before, value < before)


def _signed(number: int) -> str:
    return f"+{written(number)}" if number > 0 else f"{_MINUS}{written(-number)}"
