"""The parts without a database: spans, small numbers, where marks stand."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from forum.insights import charts
from forum.insights.masking import FEWEST
from forum.insights.masking import Veil
from forum.insights.periods import PERIODS
from forum.insights.periods import blocks_of
from forum.insights.periods import day_of
from forum.insights.periods import span_of

COARSE, WHOLE = Veil(coarse=True), Veil(coarse=False)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def test_a_day_begins_at_midnight_in_buenos_aires():
    assert day_of(datetime(2026, 9, 8, 2, 59, tzinfo=UTC)) == date(2026, 9, 7)
    assert day_of(datetime(2026, 9, 8, 3, 0, tzinfo=UTC)) == date(2026, 9, 8)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.code)
def test_a_period_is_whole_blocks_that_end_with_it(period):
    last = date(2026, 11, 30)
    span = span_of(period, last, date(2024, 12, 20))
    blocks = blocks_of(span, period.block)
    assert blocks[0] == span.first
    assert blocks[-1] + timedelta(days=period.block) == last + timedelta(days=1)
    if period.weeks:
        assert (span.first - span.before).days == (last - span.first).days + 1 == period.weeks * 7
    else:
        assert span.first <= date(2024, 12, 20) < span.first + timedelta(days=28)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=9))
def test_no_small_number_is_shown_and_none_can_be_reckoned_from_the_sum(numbers):
    shown = COARSE.column(numbers)
    hidden = [number for number, seen in zip(numbers, shown, strict=True) if seen is None]
    assert all(seen is None or seen == number >= FEWEST for number, seen in zip(numbers, shown, strict=True))
    assert len(hidden) != 1 or len(numbers) == 1
    assert WHOLE.column(numbers) == numbers


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_nor_from_the_sums_of_rows_and_columns(height, width, data):
    rows = data.draw(
        st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=height, max_size=height)
    )
    shown = COARSE.grid(rows)
    assert all(seen is None or seen >= FEWEST for row in shown for seen in row)
    for line in [*shown, *zip(*shown, strict=True)]:
        assert list(line).count(None) != 1 or len(line) == 1


@pytest.mark.parametrize(
    ("part", "whole", "coarse", "whole_view"),
    [(8, 16, 50, 50), (4, 16, None, 25), (13, 16, None, 81), (0, 0, None, None), (16, 16, None, 100)],
)
def test_a_share_tells_no_small_number(part, whole, coarse, whole_view):
    assert COARSE.percent(part, whole) == coarse
    assert WHOLE.percent(part, whole) == whole_view


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, 500), st.integers(1, 5), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_value_at_its_rank(counted, share):
    values = sorted(value for value, often in counted.items() for _ in range(often))
    assert charts.percentile(counted, share) == values[-(-len(values) * share // 100) - 1]


def test_of_nothing_there_is_no_percentile():
    assert charts.percentile({}, 50) is None


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(0, 10_000_000), min_size=1, max_size=60))
def test_all_marks_of_a_chart_stand_within_it(numbers):
    chart = charts.columns(numbers, numbers, [str(place) for place in range(len(numbers))])
    assert len(chart.bars) == len([number for number in numbers if number])
    assert len(chart.dots) == len([number for number in numbers if number is not None])
    assert all(bar.x >= 0 and bar.x + bar.width <= charts.WIDTH and 0 <= bar.y < charts.HEIGHT for bar in chart.bars)
    assert 2 <= len(chart.scale) <= 6
    assert max(number for _y, number in chart.scale) >= max((number or 0 for number in numbers), default=0)
    assert 1 <= len(chart.marks) <= 60
    assert all(0 <= x <= 96 and 0 <= y <= 28 for x, y in charts.spark(numbers))
    assert sum(piece.width for piece in charts.pieces(numbers)) <= 100.1
