"""Limits are exact, also when many come at once, and their windows end."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import TooMany
from forum.core.ratelimit import Limit
from forum.core.ratelimit import RateCount
from forum.core.ratelimit import count
from forum.core.ratelimit import hit
from forum.core.retention import keep_short_terms
from tests.core.test_db import in_threads

THREE = Limit("test.three", 3, 60)


def act(key="k", limit=THREE):
    with transaction():
        hit(limit, key)


def test_the_act_beyond_the_limit_is_refused_with_the_time_to_wait(app):
    for _ in range(3):
        act()
    with pytest.raises(TooMany) as refused:
        act()
    assert 1 <= refused.value.retry_after <= 60
    act("another key")


def test_a_refused_act_does_not_count(app):
    for _ in range(3):
        act()
    for _ in range(5):
        with pytest.raises(TooMany):
            act()
    assert count(THREE, "k") == 3


def test_a_window_ends(app):
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(3):
            act()
        time.shift(timedelta(seconds=61))
        act()


def test_a_window_begins_with_the_first_act_not_with_the_hour(app):
    hourly = Limit("test.hourly", 3, 3600)
    with time_machine.travel("2026-12-01T12:59:58Z", tick=False) as time:
        for _ in range(3):
            act(limit=hourly)
        time.shift(timedelta(seconds=4))
        with pytest.raises(TooMany) as refused:
            act(limit=hourly)
        assert refused.value.retry_after == 3596
        assert count(hourly, "k") == 3
        time.shift(timedelta(seconds=3596))
        act(limit=hourly)
        assert count(hourly, "k") == 1


def test_a_clock_that_is_set_back_shuts_nobody_out(app):
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False) as time:
        for _ in range(3):
            act()
        time.shift(timedelta(days=-1))
        assert count(THREE, "k") == 0
        act()
        assert count(THREE, "k") == 1


def test_who_was_overtaken_while_waiting_counts_in_the_same_window(app):
    with time_machine.travel("2026-12-01T12:00:00Z", tick=False) as time:
        for _ in range(2):
            act()
        time.shift(timedelta(seconds=-5))
        act()
        with pytest.raises(TooMany):
            act()
    assert session.scalars(select(RateCount.number)).all() == [3]


def test_exactly_as_many_as_allowed_pass_when_all_come_at_once(app):
    limit = Limit("test.parallel", 5, 86400)
    errors = in_threads(app, 16, lambda _i: act("k", limit))
    assert len(errors) == 11
    assert all(isinstance(error, TooMany) for error in errors)
    session.rollback()
    assert count(limit, "k") == 5


def test_old_counts_are_forgotten(app):
    act()
    keep_short_terms()
    assert session.scalars(select(RateCount)).all()
    session.rollback()
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=3)):
        keep_short_terms()
    session.rollback()
    assert session.scalars(select(RateCount)).all() == []


def test_what_is_counted_may_be_longer_than_a_column(app):
    address = f"{'a' * 240}@rionegro.gov.co"
    for _ in range(3):
        act(address)
    with pytest.raises(TooMany):
        act(address)
