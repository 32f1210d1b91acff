"""Reporting a post, and what RIL and leads decide: who may, who sees what, and that it happens once."""

import re

import pytest

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.core import postman
from forum.core import relay
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.events import Event
from forum.core.mail import find_composer
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.moderation.commands import close_report
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from forum.moderation.resolutions import Ruling
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import cases
from tests.moderation.desk import text


@pytest.fixture
def post(app):
    """Give a reply that somebody may report."""
    return make_reply(make_topic(title="El tema"), make_user("Derlis Benítez"), body="Un teléfono: 0981")


def test_a_member_reports_a_post_and_ril_finds_it_on_the_desk_and_in_the_mail(app, post, sign_in, mails):
    moderator = make_staff("Sofía Lima", language="pt")
    member = make_user("Ana Ruiz")
    browser = sign_in(member)
    assert 'name="reason"' in text(browser, f"/posts/{post.id}/reports/new")

    answer = browser.post(f"/posts/{post.id}/reports", data={"reason": "personal_data", "note": "Tiene un <teléfono>"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/posts/{post.id}")
    desk = text(sign_in(moderator), "/moderation")
    assert "El tema" in desk
    assert "Ana Ruiz" in desk
    assert "Tiene un &lt;teléfono&gt;" in desk
    (row,) = mails("moderation.report")
    letter = find_composer("moderation.report")(row)
    assert letter.language == "pt"
    assert "Tiene un <teléfono>" in letter.text
    assert "0981" not in letter.text
    assert re.search(r"http://localhost/reports/\d+", letter.text)


def test_the_same_member_reports_a_post_once_however_often_they_send(post, sign_in, mails):
    make_staff()
    browser = sign_in(make_user())
    for _round in range(3):
        assert browser.post(f"/posts/{post.id}/reports", data={"reason": "needs_ril"}).status_code == 303

    assert session.query(Report).count() == 1
    assert len(mails("moderation.report")) == 1


@pytest.mark.parametrize(
    "data", [{}, {"reason": "nonsense"}, {"reason": "needs_ril", "note": "x" * 1001}, {"reason": "\0"}]
)
def test_a_report_without_a_valid_reason_is_refused_with_the_form_again(post, sign_in, data):
    answer = sign_in(make_user()).post(f"/posts/{post.id}/reports", data=data)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert session.query(Report).count() == 0


@pytest.mark.parametrize("who", ["visitor", "pending", "suspended", "other city"])
def test_a_post_that_one_may_not_read_is_reported_like_one_that_does_not_exist(app, client, sign_in, who):
    room = make_city()
    mate = make_user(city=room)
    secret = make_reply(make_topic(mate, audience="city", city=room), mate)
    browser = client if who == "visitor" else sign_in(make_user(state=who if who != "other city" else "active"))

    hidden = browser.post(f"/posts/{secret.id}/reports", data={"reason": "needs_ril"})
    absent = browser.post("/posts/999999/reports", data={"reason": "needs_ril"})

    assert hidden.status_code == absent.status_code == 404
    assert browser.get(f"/posts/{secret.id}/reports/new").status_code == 404
    assert session.query(Report).count() == 0


def test_nobody_reports_their_own_post_nor_one_that_is_hidden(post, sign_in):
    author = session.get(Post, post.id).author_id
    assert sign_in(session.get(User, author)).get(f"/posts/{post.id}/reports/new").status_code == 403
    hide_post(act(make_staff()), post.id, reason="Prueba")
    assert sign_in(make_user()).post(f"/posts/{post.id}/reports", data={"reason": "needs_ril"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["/moderation", "/moderation/log", "/moderation/unanswered", "/moderation/suspended"]
)
@pytest.mark.parametrize("who", ["visitor", "member", "pending", "suspended"])
def test_the_desk_does_not_exist_for_others(app, client, sign_in, address, who):
    state = who if who in {"pending", "suspended"} else "active"
    browser = client if who == "visitor" else sign_in(make_user(state=state))

    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/moderation", "/moderation/log", "/moderation/unanswered", "/moderation/suspended"]
)
@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_desk_is_there_for_ril_in_both_languages_and_empty_at_first(app, sign_in, address, language):
    page = text(sign_in(make_staff(language=language)), address)

    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in page
    assert page.count("<h1") == 1


def test_the_longest_wait_stands_first_and_reports_on_one_post_are_one_case(app, post, sign_in):
    other = make_reply(make_topic(title="Otro"), make_user())
    first = report_post(act(make_user()), post.id, reason="needs_ril")
    second = report_post(act(make_user()), other.id, reason="off_topic")
    report_post(act(make_user()), post.id, reason="inappropriate")

    assert cases(sign_in(make_staff())) == [f"/reports/{first.id}", f"/reports/{second.id}"]


def test_keeping_closes_all_reports_on_the_post_and_leaves_the_post(app, post, sign_in):
    first = report_post(act(make_user()), post.id, reason="needs_ril")
    report_post(act(make_user()), post.id, reason="inappropriate")
    browser = sign_in(make_staff())

    answer = browser.post(f"/moderation/cases/report/{first.id}/decision", data={"outcome": "kept"})

    assert answer.status_code == 303
    assert cases(browser) == []
    decided = text(browser, "/moderation/decided")
    assert "Se mantuvo" in decided
    assert f'href="/reports/{first.id}"' in decided
    assert session.get(Post, post.id).state == "visible"


@pytest.mark.parametrize(("outcome", "state"), [("hidden", "hidden"), ("deleted", "deleted")])
def test_hiding_or_deleting_happens_in_the_same_step_and_the_author_is_told_why(
    app, post, sign_in, run_worker, outcome, state
):
    report = report_post(act(make_user("Ana Ruiz")), post.id, reason="personal_data")
    browser = sign_in(make_staff("Sofía Lima"))

    answer = browser.post(
        f"/moderation/cases/report/{report.id}/decision", data={"outcome": outcome, "reason": "Muestra un teléfono."}
    )
    run_worker()

    assert answer.status_code == 303
    assert session.get(Post, post.id).state == state
    notices = text(sign_in(session.get(User, post.author_id)), "/notices")
    assert "Muestra un teléfono." in notices
    assert "Ana Ruiz" not in notices


@pytest.mark.parametrize("outcome", ["deleted", "suspended"])
def test_deleting_without_a_reason_changes_nothing_and_says_so_beside_the_field(app, post, sign_in, outcome):
    report = report_post(act(make_user()), post.id, reason="needs_ril")
    browser = sign_in(make_staff())

    answer = browser.post(f"/moderation/cases/report/{report.id}/decision", data={"outcome": outcome})

    assert answer.status_code == 422
    assert 'id="reason-e"' in answer.get_data(as_text=True)
    assert session.get(Post, post.id).state == "visible"
    assert session.get(Report, report.id).state == "open"


@pytest.mark.parametrize("data", [{}, {"outcome": "burn"}, {"outcome": "kept", "reason": "x" * 1001}])
def test_a_decision_that_is_none_is_refused(app, post, sign_in, data):
    report = report_post(act(make_user()), post.id, reason="needs_ril")

    assert sign_in(make_staff()).post(f"/moderation/cases/report/{report.id}/decision", data=data).status_code == 422
    assert session.get(Report, report.id).state == "open"


def test_the_second_to_decide_is_told_that_somebody_did(app, post, sign_in):
    report = report_post(act(make_user()), post.id, reason="needs_ril")
    close_report(act(make_staff()), report.id, outcome="kept")

    answer = sign_in(make_staff()).post(
        f"/moderation/cases/report/{report.id}/decision", data={"outcome": "hidden", "reason": "x"}
    )

    assert answer.status_code == 409
    assert session.get(Post, post.id).state == "visible"


def test_a_post_that_was_hidden_meanwhile_can_still_be_decided(app, post):
    report = report_post(act(make_user()), post.id, reason="needs_ril")
    hide_post(act(make_staff()), post.id, reason="Prueba")

    assert close_report(act(make_staff()), report.id, outcome="hidden", ruling=Ruling("Ya")).outcome == "hidden"


def test_a_case_that_does_not_exist_is_not_found(app, sign_in):
    browser = sign_in(make_staff())

    assert browser.get("/reports/999").status_code == 404
    assert browser.post("/moderation/cases/report/999/decision", data={"outcome": "kept"}).status_code == 404


def test_the_mail_of_a_report_is_dropped_when_it_was_decided_or_who_gets_it_left_ril(app, post, mails):
    one, gone = make_staff(), make_staff()
    report = report_post(act(make_user()), post.id, reason="needs_ril")
    suspend(act(make_staff(role="administrator")), gone.id, reason="Prueba", until=None)
    relay.deliver_pending()
    letters = {row.user_id: find_composer("moderation.report")(row) for row in mails("moderation.report")}
    assert letters[gone.id] is None
    assert letters[one.id] is not None

    close_report(act(one), report.id, outcome="kept")
    postman.send_due()

    assert {row.state for row in mails("moderation.report")} == {"dropped"}


def test_two_who_decide_at_once_decide_once(app, post):
    report = report_post(act(make_user()), post.id, reason="needs_ril")
    close_report(act(make_staff()), report.id, outcome="kept")

    with pytest.raises(Conflict):
        close_report(act(make_staff()), report.id, outcome="kept")
    assert session.query(Event).filter_by(kind="ReportClosed").count() == 1


def test_cases_go_on_by_key(app, sign_in):
    author, reporter = make_user(), make_user()
    topic = make_topic(author)
    for _number in range(25):
        report_post(act(reporter), make_reply(topic, author).id, reason="needs_ril")
    browser = sign_in(make_staff())

    page = text(browser, "/moderation")
    older = re.search(r'href="([^"]+)" rel="next"', page).group(1)
    first, second = cases(browser), cases(browser, older)
    back = re.search(r'href="([^"]+)" rel="prev"', text(browser, older)).group(1)

    assert (len(first), len(second), len(set(first + second))) == (20, 5, 25)
    assert cases(browser, back) == first


def test_the_desk_keeps_to_its_budget_of_statements(app, sign_in, count_queries):
    author = make_user()
    topic = make_topic(author)
    for _number in range(5):
        report_post(act(make_user()), make_reply(topic, author).id, reason="needs_ril")
    browser = sign_in(make_staff())
    browser.get("/moderation")

    with count_queries() as seen:
        browser.get("/moderation")

    assert len([s for s in seen if s.lstrip().upper().startswith(("SELECT", "WITH"))]) <= 10
