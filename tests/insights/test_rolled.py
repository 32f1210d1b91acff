"""What the worker counted is what is there, however often it counts, and whatever cuts it off."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.admin.commands import change_settings
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import ForumError
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.insights import commands
from forum.insights import tasks
from forum.insights.commands import roll_day
from forum.insights.models import InsightDay
from forum.insights.periods import day_of
from forum.insights.queries.days import numbers_of
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.insights.seeded import MONDAY
from tests.insights.seeded import Community
from tests.insights.seeded import direct
from tests.insights.seeded import everything_kept
from tests.insights.seeded import kept

LATER = MONDAY + timedelta(days=20)
MEASURES = (
    "topics",
    "topics.stage",
    "topics.language",
    "questions",
    "answered",
    "solved",
    "wait",
    "replies",
    "crossing",
)


@pytest.fixture
def community(app):
    """Give a community that has written, three weeks later."""
    made = Community()
    made.grow()
    with time_machine.travel(LATER, tick=False):
        yield made


def rolled(part):
    return {(name, *where): number for name in MEASURES for where, number in kept(name, part=part).items()}


@pytest.mark.parametrize("part", ["all", "open", "CO", "BR"])
def test_what_was_rolled_up_is_what_is_counted_directly(community, part):
    assert tasks.roll_up_all() == 21
    expected = {(name, day, key): number for (name, day, key), number in direct(part).items()}
    assert rolled(part) == expected
    assert (
        sum(number for (name, *_rest), number in expected.items() if name == "topics")
        == {
            "all": 6,
            "open": 5,
            "CO": 3,
            "BR": 2,
        }[part]
    )


def test_a_weekend_is_no_waiting(community):
    tasks.roll_up_all()
    # Asked on Tuesday 13:00 in Bogotá, answered on Saturday: the rest of Tuesday, three days, nothing of Saturday.
    assert sorted(key for _day, key in kept("wait")) == ["1", "5", "83"]


@pytest.mark.parametrize(("promised", "hours", "in_time"), [(3, 73, 3), (3, 97, 2), (1, 25, 3), (1, 49, 2)])
def test_in_time_is_what_was_promised_by_the_days_off_of_the_askers_country(community, promised, hours, in_time):
    change_settings(act(make_staff(role="administrator")), {"promised_working_days": promised})
    # Asked on Friday; that Monday is a day off in Brazil: the third working day is Thursday, the first Tuesday.
    community.answer(community.ask(-63, community.bia, language="pt"), hours, community.ana)
    tasks.roll_up_all()
    assert sum(kept("answered.in_time").values()) == in_time


def test_practices_and_stages_of_questions_without_an_answer(community):
    tasks.roll_up_all()
    assert sum(number for (_day, key), number in kept("open").items() if key.startswith("0:")) == 1
    assert sorted(kept("topics.practice").values()) == [1, 1]


def test_counting_twice_changes_nothing_and_writes_nothing_but_when_it_was(community, count_queries):
    tasks.roll_up_all()
    before = everything_kept()
    day = day_of(MONDAY)
    with count_queries() as statements:
        roll_day(SYSTEM, day)
    assert [one for one in statements if "insight_count" in one and not one.startswith("SELECT")] == []
    tasks.roll_up_all()
    assert everything_kept() == before


def test_a_count_that_is_cut_off_half_way_leaves_what_was_there_and_is_made_good(community, monkeypatch):
    tasks.roll_up_all()
    topic = community.ask(2)
    before = everything_kept()

    def killed(_numbers, _day):
        message = "killed"
        raise KeyboardInterrupt(message)

    with monkeypatch.context() as patch:
        patch.setattr(commands, "_insert", killed)
        with pytest.raises(KeyboardInterrupt):
            roll_day(SYSTEM, day_of(topic.created_at))
    assert everything_kept() == before
    roll_day(SYSTEM, day_of(topic.created_at))
    assert rolled("all") == dict(direct("all"))


def test_what_happens_later_counts_on_the_day_of_the_question(community):
    tasks.roll_up_all()
    waiting = community.ask(24 * 3)
    reply = community.answer(community.ask(24 * 4), 24 * 5)
    tasks.roll_up_all()
    community.solve(waiting, community.answer(waiting, 24 * 18))
    hide_post(act(community.staff), reply.id, reason="x")
    tasks.roll_up_all()
    assert rolled("all") == dict(direct("all"))
    restore_post(act(community.staff), reply.id)
    first = session.scalars(select(Post.id).where(Post.topic_id == waiting.id, Post.number == 1)).one()
    delete_post(act(community.staff), first, reason="x")
    tasks.roll_up_all()
    assert rolled("all") == dict(direct("all"))


def test_the_worker_counts_again_what_may_have_changed_and_leaves_the_rest(community, monkeypatch):
    monkeypatch.setattr(tasks, "TURN", 60.0)
    tasks.roll_up()
    assert tasks.due_days() == []
    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        assert [(day_of(LATER) - day).days for day in tasks.due_days()] == list(range(8))
        tasks.roll_up()
        assert tasks.due_days() == []
    with time_machine.travel(LATER + timedelta(hours=21), tick=False):
        assert len(tasks.due_days()) == 22
    with time_machine.travel(LATER + timedelta(days=500), tick=False):
        tasks.roll_up()
    with time_machine.travel(LATER + timedelta(days=500, hours=21), tick=False):
        assert day_of(MONDAY) not in tasks.due_days()
    with time_machine.travel(LATER + timedelta(days=531), tick=False):
        assert day_of(MONDAY) in tasks.due_days()


@pytest.mark.parametrize(("quick", "counted"), [(60.0, 1), (0.0, 0)])
def test_who_was_active_is_counted_with_each_run_where_that_is_quick_and_else_once_a_day(
    community, monkeypatch, quick, counted
):
    monkeypatch.setattr(tasks, "TURN", 60.0)
    monkeypatch.setattr(tasks, "QUICK", quick)
    monkeypatch.setattr(tasks, "_took", 0.0)
    tasks.roll_up()
    with time_machine.travel(LATER + timedelta(minutes=30), tick=False):
        community.ask(24 * 20, make_user(city=community.brazilian))
    with time_machine.travel(LATER + timedelta(hours=1), tick=False):
        tasks.roll_up()
    assert sum(number for (_day, key), number in kept("members").items() if key == "w0") == counted
    with time_machine.travel(LATER + timedelta(days=1, hours=1), tick=False):
        tasks.roll_up()
    assert sum(number for (_day, key), number in kept("members").items() if key == "w0") == 1


def test_a_turn_that_is_over_goes_on_where_it_ended(community, monkeypatch):
    monkeypatch.setattr(tasks, "TURN", 0.0)
    for number in range(1, 22):
        tasks.roll_up()
        session.rollback()
        assert session.scalar(select(func.count()).select_from(InsightDay)) == number
    assert kept("members")
    assert rolled("all") == dict(direct("all"))


def test_days_whose_topics_are_gone_are_dropped(community):
    tasks.roll_up_all()
    with transaction():
        session.execute(Post.__table__.delete())
        session.execute(
            Post.metadata.tables["topic"]
            .delete()
            .where(Post.metadata.tables["topic"].c.created_at < MONDAY + timedelta(days=5))
        )
    tasks.roll_up_all()
    assert min(day for day in session.scalars(select(InsightDay.day))) > day_of(MONDAY)
    assert everything_kept() == []


def test_active_are_different_people_and_cities_who_wrote_and_ril_is_not_counted(community):
    tasks.roll_up_all()

    def now(measure, code, part="all"):
        return {key: number for (_day, key), number in kept(measure, part=part).items()}.get(f"now:{code}", 0)

    assert (now("members", "4w"), now("cities", "4w")) == (3, 2)
    # The lead wrote in the room of the city alone.
    assert (now("members", "4w", "open"), now("cities", "4w", "open")) == (2, 2)
    assert (now("members", "4w", "CO"), now("cities", "4w", "CO")) == (2, 1)
    assert now("members", "all") == 3


def test_only_the_forum_itself_and_administrators_count(community):
    day = day_of(MONDAY)
    for actor in (act(community.lead), act(community.staff), act(make_user())):
        for counting in (lambda who: roll_day(who, day), lambda who: commands.roll_actives(who, day)):
            with pytest.raises(ForumError):
                counting(actor)
    assert everything_kept() == []


def test_a_day_without_anything_has_no_numbers(app):
    assert numbers_of(day_of(MONDAY)) == {}
    assert tasks.roll_up_all() == 0


def test_the_command_counts_everything(community, app):
    answer = app.test_cli_runner().invoke(args=["insights", "rollup"])
    assert "21 days counted." in answer.output
    assert rolled("all") == dict(direct("all"))
