"""Two workers that run the same timers, and people who set and remove them, at the same moment."""

import contextvars
import threading
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy import update

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.formatting import clock_here
from forum.core.mail import OutgoingMail
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.timers.commands.running import remind_due
from forum.timers.commands.running import run_due
from forum.timers.commands.setting import set_reminder
from forum.timers.commands.setting import set_timer
from forum.timers.models import Reminder
from forum.timers.models import Timer
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import counted
from tests.races.colliding import events
from tests.races.colliding import fresh
from tests.races.colliding import statuses
from tests.races.colliding import token_of


def together(app: Flask, works: list[Callable[[], int]]) -> list[int]:
    """Do several works at the same moment, each as a worker with a context and a connection of its own."""
    session.rollback()
    gate = threading.Barrier(len(works), timeout=30)
    done: list[int | BaseException] = []

    def work(step: Callable[[], int]) -> None:
        with app.app_context():
            try:
                gate.wait()
                done.append(step())
            except BaseException as error:
                done.append(error)
            finally:
                session.remove()

    threads = [threading.Thread(target=contextvars.Context().run, args=(work, step)) for step in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    numbers = [one for one in done if isinstance(one, int)]
    assert len(numbers) == len(works), done
    return numbers


def overdue() -> None:
    """Let every moment be over."""
    with transaction():
        for table in (Timer, Reminder):
            session.execute(update(table).values(due_at=clock.now() - timedelta(minutes=1)))


def notices(topic: Topic) -> int:
    session.rollback()
    return len(session.scalars(select(Post.id).where(Post.topic_id == topic.id, Post.kind == "notice")).all())


def test_two_workers_run_each_timer_and_reminder_once(app: Flask):
    staff = make_staff()
    soon = clock.now() + timedelta(hours=1)
    for _turn in range(ROUNDS):
        topics = [make_topic() for _ in range(3)]
        for topic in topics:
            set_timer(act(staff), topic.id, kind="close", due_at=soon)
        set_reminder(act(staff), topics[0].id, due_at=soon)
        letters = session.query(OutgoingMail).filter_by(kind="timers.reminder").count()
        overdue()
        assert sum(together(app, [run_due, run_due, remind_due, remind_due])) == 4
        for topic in topics:
            assert counted(topic.id).closed
            assert notices(topic) == 1
            assert events("TopicClosed", topic.id) == events("TimerRan", topic.id) == 1
        assert session.query(OutgoingMail).filter_by(kind="timers.reminder").count() == letters + 1
        assert session.query(Timer).count() == session.query(Reminder).count() == 0


def test_of_several_who_set_the_same_one_stands(app: Flask):
    staff = [make_staff() for _ in range(2)]
    tokens = [token_of(person) for person in staff]
    moment = clock_here(clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    for _turn in range(ROUNDS):
        topic = make_topic()
        shots = [
            Shot(token, f"/topics/{topic.id}/timers", {"kind": kind, "moment": moment})
            for token in tokens
            for kind in ("close", "remind")
        ]
        assert statuses(collide(app, shots)) == [303] * 4
        session.rollback()
        assert session.query(Timer).filter_by(topic_id=topic.id).count() == 1
        assert session.query(Reminder).filter_by(topic_id=topic.id).count() == 2


def test_what_is_closed_by_hand_put_off_or_merged_while_it_runs_happens_once_or_not(app: Flask):
    staff = make_staff()
    token = token_of(staff)
    moment = clock_here(clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    for _turn in range(ROUNDS):
        by_hand, put_off, merged, target = (make_topic() for _ in range(4))
        for topic in (by_hand, put_off, merged):
            set_timer(act(staff), topic.id, kind="close", due_at=clock.now() + timedelta(hours=1))
        overdue()
        merging = {"target": target.id, "understood": "y"}
        shots = [
            Shot(token, f"/topics/{by_hand.id}/closing"),
            Shot(token, f"/topics/{put_off.id}/timers", {"kind": "close", "moment": moment}),
            Shot(token, f"/topics/{merged.id}/merging", merging),
        ]
        together(app, [run_due, run_due, lambda shots=shots: len(collide(app, shots))])
        # What was due of a topic that went into another a moment ago is dropped by the next run.
        run_due()
        session.rollback()
        assert counted(by_hand.id).closed
        assert notices(by_hand) == events("TopicClosed", by_hand.id) == 1
        left = session.query(Timer).filter_by(topic_id=put_off.id).count()
        assert left == (0 if fresh(Topic, put_off.id).closed else 1)
        assert session.query(Timer).filter(Timer.topic_id.in_([by_hand.id, merged.id])).count() == 0
        assert fresh(Topic, merged.id).merged_into_id == target.id
        counted(target.id)
