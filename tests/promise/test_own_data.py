"""What of the promise a person takes along, and what goes when they leave."""

from forum.accounts.commands.leaving import anonymise_person
from forum.core import clock
from forum.core import owndata
from forum.core.db import session
from forum.discussion.commands.audience import change_audience
from forum.promise.commands.asking import ask_for_help
from forum.promise.commands.assigning import assign
from forum.promise.models import Care
from forum.promise.models import HelpRequest
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


def rows(person, name):
    section = next(section for section in owndata.all_sections() if section.name == name)
    return list(section.rows(act(person)))


def test_a_copy_has_the_topics_looked_after_given_away_and_asked_about(app):
    boss, colleague, member = make_staff(), make_staff(), make_user()
    topic = make_topic()
    assign(act(boss), topic.id, colleague_id=colleague.id, note="Una nota", due_on=clock.now().date())
    ask_for_help(act(boss), topic.id, people=[member.id])

    for person in (boss, colleague):
        (row,) = rows(person, "topics_looked_after")
        assert (row["topic_id"], row["note"]) == (f"/t/{topic.id}", "Una nota")
    assert rows(make_staff(), "topics_looked_after") == []
    assert [row["topic_id"] for row in rows(member, "help_asked")] == [f"/t/{topic.id}"]


def test_a_copy_names_no_topic_that_left_the_persons_sight(app):
    member, topic = make_user(), make_topic()
    ask_for_help(act(make_staff()), topic.id, people=[member.id])
    change_audience(act(make_staff()), topic.id, audience="staff")

    assert rows(member, "help_asked") == []


def test_whoever_leaves_looks_after_nothing_and_goes_from_the_notes_of_others(app):
    admin = act(make_staff(role="administrator"))
    leaver, member = make_staff("Rosa Ruiz Roldán"), make_user()
    theirs, other = make_topic(), make_topic()
    today = clock.now().date()
    assign(admin, theirs.id, colleague_id=leaver.id, note="Para ti", due_on=today)
    note = f"Lo sabe @{leaver.handle}, o sea Rosa Ruiz Roldán"
    assign(admin, other.id, colleague_id=make_staff().id, note=note, due_on=today)
    ask_for_help(act(leaver), other.id, people=[member.id])

    for person in (leaver, member):
        anonymise_person(admin, person.id, reason="Lo pidió por carta")
    session.rollback()

    (left,) = session.query(Care).all()
    assert left.topic_id == other.id
    assert leaver.handle not in left.note
    assert "Roldán" not in left.note
    assert session.query(HelpRequest).count() == 0
