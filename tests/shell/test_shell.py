"""What surrounds every page: whose it is, what it counts, and what it costs."""

import pytest
from bs4 import BeautifulSoup
from flask import g
from flask import render_template

from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import session
from forum.moderation.commands import report_post
from forum.shell import Shell
from forum.shell import build_shell
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def frame(app, actor: Actor, language: str = "es", path: str = "/") -> str:
    """Render an otherwise empty page as this reader gets it."""
    with app.test_request_context(path):
        g.actor = actor
        g.ui_language = language
        return render_template("base.html")


def counts(shell: Shell) -> dict[str, int | None]:
    """Return slug → questions without a reply."""
    return {line.slug: line.unanswered for line in shell.stages}


def test_a_visitor_is_shown_no_city_no_member_and_no_count(app):
    rosario = make_city("Rosario", stage="evidence", shares=True)
    asker = make_user("Lucía Ferreyra", city=rosario)
    make_topic(asker, audience="public", stage="evidence")
    page = frame(app, VISITOR)
    shell = build_shell(VISITOR, "es")
    assert "Rosario" not in page
    assert "Lucía" not in page
    assert 'class="count"' not in page
    assert 'class="mark' not in page
    assert "is-here" not in page
    assert set(counts(shell).values()) == {None}
    assert (shell.city, shell.unread, shell.unanswered, shell.reports, shell.waiting) == (None, 0, 0, 0, 0)


@pytest.mark.parametrize("state", ["pending", "suspended"])
def test_who_is_not_admitted_sees_what_a_visitor_sees(app, state):
    rosario = make_city("Rosario", stage="evidence")
    make_topic(make_user(city=rosario), stage="evidence")
    person = make_user("Ana Paz", city=rosario, state=state)
    shell = build_shell(act(person), "es")
    assert shell.city is None
    assert shell.unanswered == 0
    assert "Rosario" not in frame(app, act(person))


def test_a_member_sees_the_own_city_on_its_corner_of_the_journey(app):
    rosario = make_city("Rosario", country="Argentina", country_code="AR", stage="evidence")
    shell = build_shell(act(make_user(city=rosario)), "es")
    places = {line.slug: line.place for line in shell.stages}
    assert places["registration"] == places["self_assessment"] == "done"
    assert places["evidence"] == "here"
    assert places["validation"] == places["recertification"] == "next"
    assert places["general"] == ""
    page = frame(app, act(make_user(city=rosario)))
    assert page.count("is-done") == 2
    assert "Rosario" in page


def test_the_stage_of_another_city_shows_nowhere(app):
    make_city("Recife", stage="certification", shares=True)
    mine = make_city("Rosario")
    shell = build_shell(act(make_user(city=mine)), "es")
    assert {line.place for line in shell.stages} == {""}
    assert "Recife" not in frame(app, act(make_user(city=mine)))


def test_the_counts_are_of_the_questions_that_this_reader_may_see(app):
    rosario, recife = make_city("Rosario"), make_city("Recife")
    asker = make_user(city=rosario)
    make_topic(asker, stage="evidence", audience="community")
    make_topic(asker, stage="evidence", audience="public")
    make_topic(asker, stage="evidence", audience="city", city=rosario)
    make_topic(make_staff(), stage="evidence", audience="staff")
    same, other, staff = make_user(city=rosario), make_user(city=recife), make_staff()
    # Warm the shared answers in one order, then ask in the other: nobody gets another's.
    order = [staff, same, other]
    expected = {staff.id: 4, same.id: 3, other.id: 2}
    for user in [*order, *reversed(order)]:
        assert counts(build_shell(act(user), "es"))["evidence"] == expected[user.id]


def test_a_question_that_gets_a_reply_or_a_deletion_leaves_the_count(app):
    reader = make_user()
    topic = make_topic(stage="evidence")
    assert counts(build_shell(act(reader), "es"))["evidence"] == 1
    make_reply(topic)
    assert counts(build_shell(act(reader), "es"))["evidence"] == 0


def test_names_of_stages_and_practices_are_in_the_interface_language(app):
    reader = act(make_user())
    assert "Inscripción" in [line.name for line in build_shell(reader, "es").stages]
    assert "Inscrição" in [line.name for line in build_shell(reader, "pt").stages]
    assert '<html lang="pt-BR"' in frame(app, reader, "pt")


def test_a_member_of_ril_sees_reports_and_people_waiting_and_a_member_does_not(app):
    topic = make_topic()
    post = make_reply(topic)
    report_post(act(make_user()), post.id, reason="other", note="Mirar esto")
    make_user(state="pending")
    staff, member = build_shell(act(make_staff()), "es"), build_shell(act(make_user()), "es")
    assert (staff.reports, staff.waiting) == (1, 1)
    assert (member.reports, member.waiting) == (0, 0)


def test_two_reports_of_one_post_wait_for_one_decision(app):
    post = make_reply(make_topic())
    for _ in range(2):
        report_post(act(make_user()), post.id, reason="spam")
    assert build_shell(act(make_staff()), "es").reports == 1


def test_a_lead_counts_only_what_is_theirs_to_decide(app):
    make_user(state="pending")
    city, other = make_city(), make_city()
    for room in (city, other):
        mate = make_user(city=room)
        post = make_reply(make_topic(mate, audience="city", city=room), mate)
        report_post(act(make_user(city=room)), post.id, reason="spam")
    shell = build_shell(act(make_user(city=city, role="lead")), "es")
    assert (shell.reports, shell.waiting) == (1, 0)


def test_the_number_of_reports_stands_on_every_page_of_the_desk(app, sign_in):
    report_post(act(make_user()), make_reply(make_topic()).id, reason="spam")
    browser = sign_in(make_staff())
    for address in ("/moderation", "/moderation/log", "/moderation/unanswered"):
        page = BeautifulSoup(browser.get(address).text, "html.parser")
        assert page.select_one('nav.queues a[href="/moderation"] .count').text == "1", address


def test_a_reply_rings_the_bell_of_who_asked_and_of_nobody_else(app, run_worker):
    asker, replier = make_user(), make_user()
    make_reply(make_topic(asker), replier)
    run_worker()
    assert build_shell(act(asker), "es").unread == 1
    assert build_shell(act(replier), "es").unread == 0


@pytest.mark.parametrize("who", ["member", "lead", "staff"])
def test_the_shell_costs_at_most_three_statements_and_two_when_warm(app, count_queries, who):
    user = make_staff() if who == "staff" else make_user(role=who, city=make_city(stage="evidence"))
    actor = act(user)
    topic = make_topic(stage="evidence")
    build_shell(actor, "es")  # The standard and the cities are kept by every process.
    make_reply(topic, user)  # Something changes: what was counted is counted anew.
    session.rollback()
    with count_queries() as cold:
        build_shell(actor, "es")
    session.rollback()
    with count_queries() as warm:
        build_shell(actor, "es")
    assert len([s for s in cold if s != "BEGIN"]) <= 3, cold
    assert len([s for s in warm if s != "BEGIN"]) <= 2, warm


def test_the_shell_of_a_visitor_asks_nothing_beside_the_versions(app, count_queries):
    build_shell(VISITOR, "es")
    session.rollback()
    with count_queries() as seen:
        build_shell(VISITOR, "es")
    assert all("data_version" in statement for statement in seen if statement != "BEGIN")
