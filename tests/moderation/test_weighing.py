"""Reports weigh: enough of them, or one of personal data, hide a post until somebody decides; who reported learns it."""

from datetime import timedelta

import pytest

from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from forum.core.settings import change_settings
from forum.discussion.models import Post
from forum.moderation.commands import close_report
from forum.moderation.commands import report_post
from forum.moderation.resolutions import Ruling
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import cases
from tests.moderation.desk import decision_on
from tests.moderation.desk import text

WITHHELD = "Este mensaje fue reportado"


@pytest.fixture
def author(app):
    return make_user("Derlis Benítez")


@pytest.fixture
def post(author):
    """Give a reply that somebody may report."""
    return make_reply(make_topic(title="El tema"), author, body="Una promoción imperdible")


def state_of(post):
    session.rollback()
    return session.get(Post, post.id).state


def report(post, *people, reason="spam"):
    for person in people:
        made = report_post(act(person), post.id, reason=reason)
    return made


def lead():
    return make_user(city=make_city(), role="lead")


def rejected(person, times, *, days_ago=1):
    """Have RIL keep so many posts that somebody reported for personal data."""
    with clock.pretend(clock.now() - timedelta(days=days_ago)):
        for _ in range(times):
            other = make_reply(make_topic(), make_user())
            made = report(other, person, reason="personal_data")
            close_report(act(make_staff()), made.id, outcome="kept")


@pytest.mark.parametrize(
    ("people", "state"),
    [
        (["member", "member"], "visible"),
        (["member", "member", "member"], "hidden"),
        (["lead"], "visible"),
        (["member", "lead"], "hidden"),
        (["staff"], "hidden"),
    ],
)
def test_three_members_or_a_member_and_a_lead_or_ril_hide_a_post_until_it_is_decided(app, post, people, state):
    makers = {"member": make_user, "lead": lead, "staff": make_staff}
    report(post, *(makers[who]() for who in people))
    assert state_of(post) == state


def test_how_much_hides_is_a_setting_and_zero_is_never(app, post):
    admin = act(make_staff(role="administrator"))
    change_settings(admin, {"moderation.hide_at": 0})
    report(post, *(make_user() for _ in range(4)))
    assert state_of(post) == "visible"
    change_settings(admin, {"moderation.hide_at": 5})
    report(post, make_user())
    assert state_of(post) == "hidden"


def test_personal_data_are_hidden_at_once_unless_that_is_switched_off(app, author, post):
    report(post, make_user(), reason="personal_data")
    assert state_of(post) == "hidden"
    change_settings(act(make_staff(role="administrator")), {"moderation.hide_personal_data": False})
    other = make_reply(make_topic(), author)
    report(other, make_user(), reason="personal_data")
    assert state_of(other) == "visible"


@pytest.mark.parametrize(("times", "days", "state"), [(1, 1, "hidden"), (2, 1, "visible"), (2, 31, "hidden")])
def test_who_was_wrong_about_personal_data_twice_hides_nothing_for_thirty_days(app, post, times, days, state):
    person = make_user()
    rejected(person, times, days_ago=days)
    report(post, person, reason="personal_data")
    assert state_of(post) == state


def test_members_do_not_hide_a_post_of_ril(app):
    post = make_reply(make_topic(), make_staff())
    report(post, make_user(), reason="personal_data")
    report(post, *(make_user() for _ in range(4)))
    assert state_of(post) == "visible"
    report(post, make_staff())
    assert state_of(post) == "hidden"


def test_who_reads_it_is_told_that_it_waits_and_the_author_reads_it_still(app, author, post, sign_in, run_worker):
    reporter = make_user("Ana Ruiz")
    report(post, reporter, reason="personal_data")
    run_worker()
    home = f"/posts/{post.id}"
    reader = sign_in(make_user()).get(home, follow_redirects=True).get_data(as_text=True)
    assert WITHHELD in reader
    assert "Una promoción" not in reader
    own = sign_in(author)
    assert "Una promoción" in own.get(home, follow_redirects=True).get_data(as_text=True)
    notices = text(own, "/notices")
    assert "Está oculto hasta que" in notices
    assert "Ana Ruiz" not in notices


def test_keeping_it_shows_it_again_and_closes_all_reports(app, post, sign_in):
    report(post, make_user(), make_user(), make_user())
    browser = sign_in(make_staff())
    (case,) = cases(browser)
    assert browser.post(decision_on(case), data={"outcome": "kept"}).status_code == 303
    assert cases(browser) == []
    assert state_of(post) == "visible"
    # What was decided weighs no more.
    report(post, make_user(), make_user())
    assert state_of(post) == "visible"


def test_hiding_it_for_good_names_who_did_and_why(app, author, post, sign_in, run_worker):
    made = report(post, make_user(), reason="personal_data")
    close_report(act(make_staff("Sofía Lima")), made.id, outcome="hidden", ruling=Ruling("Muestra un teléfono."))
    run_worker()
    notices = text(sign_in(author), "/notices")
    assert "Sofía Lima" in notices
    assert "Muestra un teléfono." in notices
    assert state_of(post) == "hidden"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("kept", "revisó el mensaje que reportaste"),
        ("hidden", "ocultó el mensaje"),
        ("deleted", "eliminó el mensaje"),
    ],
)
def test_everybody_who_reported_it_learns_what_was_decided(app, post, sign_in, run_worker, outcome, said):
    people = [make_user(), make_user()]
    made = report(post, *people)
    close_report(act(make_staff("Sofía Lima")), made.id, outcome=outcome, ruling=Ruling("Es publicidad."))
    run_worker()
    for person in people:
        notices = text(sign_in(session.get(User, person.id)), "/notices")
        assert said in notices
        assert "Una promoción" not in notices
        # The reason is for the author.
        assert "Es publicidad." not in notices


def test_the_title_of_a_topic_that_is_gone_is_not_told_again(app, sign_in, run_worker):
    topic = make_topic(make_user(), title="Teléfono de Rosa: 0981")
    first = session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    person = make_user()
    made = report(first, person, reason="personal_data")
    close_report(act(make_staff()), made.id, outcome="deleted", ruling=Ruling("Datos personales."))
    run_worker()
    notices = text(sign_in(person), "/notices")
    assert "eliminó el mensaje" in notices
    assert "0981" not in notices


def test_something_else_is_to_be_said_in_words(app, post, sign_in):
    browser = sign_in(make_user())
    answer = browser.post(f"/posts/{post.id}/reports", data={"reason": "other", "note": " "})
    assert answer.status_code == 422
    assert 'id="note-e"' in answer.get_data(as_text=True)
    assert browser.post(f"/posts/{post.id}/reports", data={"reason": "other", "note": "Es un error"}).status_code == 303
