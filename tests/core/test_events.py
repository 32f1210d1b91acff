"""The outbox: each event reaches each subscriber, at least once, and its effects once."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core import events
from forum.core import relay
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.events import Fact
from forum.core.events import record
from forum.core.events import subscribe
from forum.core.settings import Setting
from tests.core.test_db import in_threads


@dataclass(frozen=True)
class LampLit(Fact):
    """Something happened to a lamp."""

    lamp_id: int
    city_id: int | None = None
    audited = True


@dataclass(frozen=True)
class LampSeen(Fact):
    """Nothing of others changed."""

    lamp_id: int
    bumps = ()


calls = []


def light(event):
    """Do something in the database, and fail when told to."""
    calls.append(event.id)
    session.add(Setting(key=f"lamp{event.fact().lamp_id}", value=event.id))
    session.flush()
    if event.fact().lamp_id == 13:
        raise RuntimeError("bulb")


def note(event):
    calls.append(("note", event.id))


@pytest.fixture(autouse=True)
def subscribed():
    calls.clear()
    before = dict(events._SUBSCRIBERS)
    subscribe(LampLit, light)
    yield
    events._SUBSCRIBERS.clear()
    events._SUBSCRIBERS.update(before)


def lit(lamp_id=1, **more):
    with transaction():
        return record(SYSTEM, LampLit(lamp_id, **more))


def settings():
    session.rollback()
    return set(session.scalars(select(Setting.key)))


def owed():
    session.rollback()
    return session.scalar(select(func.count(Delivery.id)))


def test_an_event_keeps_who_what_and_where(app):
    with transaction():
        record(Actor(id=7, state="active"), LampLit(3, city_id=5), reason="dark", before={"lit": False})
    event = session.scalars(select(Event).where(Event.kind == "LampLit")).one()
    assert (event.kind, event.actor_id, event.subject_kind, event.subject_id, event.city_id) == (
        "LampLit",
        7,
        "lamp",
        3,
        5,
    )
    assert event.fact() == LampLit(3, city_id=5)
    assert session.get_one(EventDetail, event.id).reason == "dark"
    assert "LampLit" in events.audited_kinds()
    assert "LampSeen" not in events.audited_kinds()


def test_a_fact_is_recorded_inside_a_transaction_only(app):
    with pytest.raises(RuntimeError):
        record(SYSTEM, LampLit(1))


def test_a_command_that_fails_records_nothing(app):
    with pytest.raises(ValueError, match="x"), transaction():
        record(SYSTEM, LampLit(1))
        raise ValueError("x")
    session.rollback()
    assert session.scalar(select(func.count(Event.id)).where(Event.kind == "LampLit")) == 0
    assert owed() == 0


def test_the_relay_hands_over_once(app):
    lit()
    assert owed() == 1
    relay.deliver_pending()
    relay.deliver_pending()
    assert len(calls) == 1
    assert settings() == {"lamp1"}
    assert owed() == 0


def test_subscribing_twice_hands_over_once(app):
    subscribe(LampLit, light)
    lit()
    relay.deliver_pending()
    assert len(calls) == 1


def test_one_failing_subscriber_does_not_hold_up_the_other(app):
    subscribe(LampLit, note)
    lit(13)
    relay.deliver_pending()
    assert [call for call in calls if isinstance(call, tuple)]
    assert settings() == set(), "what the failing handler wrote is gone"
    assert owed() == 1


def test_a_failure_is_tried_again_later_and_given_up_at_last(app):
    lit(13)
    start = clock.now()
    waits = []
    with time_machine.travel(start, tick=False) as time:
        for _ in range(relay.MAX_ATTEMPTS):
            relay.deliver_pending()
            session.rollback()
            delivery = session.scalars(select(Delivery)).one()
            waits.append((delivery.due_at - clock.now()).total_seconds())
            before = len(calls)
            relay.deliver_pending()
            assert len(calls) == before, "not due yet"
            time.shift(timedelta(seconds=waits[-1] + 1))
        relay.deliver_pending()
        assert len(calls) == relay.MAX_ATTEMPTS
    session.rollback()
    delivery = session.scalars(select(Delivery)).one()
    assert delivery.dead
    assert delivery.last_error == "RuntimeError", "the kind of error only: its words may hold what people wrote"
    assert waits == sorted(waits)
    assert waits[0] >= 5
    assert waits[-1] <= 3600


def test_dead_letters_get_another_round(app):
    lit(13)
    with transaction():
        session.scalars(select(Delivery)).one().dead = True
    relay.deliver_pending()
    assert calls == []
    assert relay.retry_dead() == 1
    relay.deliver_pending()
    assert len(calls) == 1


def test_a_delivery_whose_subscriber_is_gone_is_dropped(app):
    lit()
    events._SUBSCRIBERS.pop("LampLit")
    relay.deliver_pending()
    assert owed() == 0


def test_two_workers_hand_over_once(app):
    for lamp in range(2, 12):
        lit(lamp)
    assert in_threads(app, 4, lambda _i: relay.deliver_pending()) == []
    assert len(settings()) == 10
    assert owed() == 0


KILLED = """
import os, signal
from config import Config
from pathlib import Path
from forum.app import create_app
from forum.core import events, relay
from forum.core.db import session
from forum.core.settings import Setting
from tests.core.test_db import in_threads
from tests.core.test_events import LampLit

app = create_app(Config(env="testing", data_dir=Path({folder!r}), database_url={url!r}, url="http://localhost"))

def light(event):
    session.add(Setting(key="lamp9", value=1))
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)

light.__module__, light.__qualname__ = "tests.core.test_events", "light"
events.subscribe(LampLit, light)
with app.app_context():
    relay.deliver_pending()
"""


def test_a_worker_killed_in_the_middle_leaves_the_delivery_to_the_next(app, tmp_path):
    lit(9)
    session.remove()
    url = db.engine.url.render_as_string(hide_password=False)
    code = KILLED.format(folder=str(tmp_path), url=url)
    dead = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert dead.returncode == -signal.SIGKILL, dead.stderr
    assert settings() == set()
    relay.deliver_pending()
    assert settings() == set(), "it is the dead worker's for a while"
    with time_machine.travel(clock.now() + relay.LEASE + timedelta(seconds=1)):
        relay.deliver_pending()
    assert settings() == {"lamp9"}
    assert owed() == 0


class Killed(BaseException):
    """What no handler's error is: the end of the process."""


def test_a_delivery_that_kills_its_worker_each_time_is_given_up(app):
    def kill(event):
        calls.append(event.id)
        raise Killed

    events._SUBSCRIBERS["LampLit"] = {"kill": kill}
    poison = lit(5)
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(relay.MAX_ATTEMPTS):
            with pytest.raises(Killed):
                relay.deliver_pending()
            time.shift(relay.LEASE + timedelta(seconds=1))
        relay.deliver_pending()
    session.rollback()
    delivery = session.scalars(select(Delivery)).one()
    assert delivery.dead
    assert delivery.last_error == relay.UNFINISHED
    assert calls == [poison] * relay.MAX_ATTEMPTS


def test_a_delivery_that_killed_its_worker_does_not_hold_up_the_next(app):
    def kill_at_five(event):
        if event.fact().lamp_id == 5:
            raise Killed
        calls.append(event.fact().lamp_id)

    events._SUBSCRIBERS["LampLit"] = {"kill": kill_at_five}
    lit(5)
    lit(6)
    with pytest.raises(Killed):
        relay.deliver_pending()
    relay.deliver_pending()
    assert calls == [6]


def test_a_fact_moves_the_versions_that_it_says(app):
    before = versions.data_versions()
    lit()
    after = versions.data_versions()
    assert after[0] == before[0] + 1
    assert after[1] == before[1]
    with transaction():
        record(SYSTEM, LampSeen(1))
    assert versions.data_versions() == after


def test_many_facts_of_one_transaction_move_a_version_once(app):
    before = versions.data_versions()
    with transaction():
        for lamp in range(5):
            record(SYSTEM, LampLit(lamp))
    assert versions.data_versions()[0] == before[0] + 1
