"""Taking a decision back undoes what it did, and nothing that was so before or has come since."""

from datetime import timedelta

import pytest

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.conduct.models import MemberWarning
from forum.core import clock
from forum.core.db import session
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.moderation.commands import report_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import decide
from tests.moderation.desk import undo


@pytest.fixture
def author(app):
    """Give somebody whose post is reported."""
    return make_user("Derlis Benítez")


@pytest.fixture
def post(author):
    """Give the post."""
    return make_reply(make_topic(), author)


def report(post):
    """Return where the case is decided."""
    return f"/moderation/cases/report/{report_post(act(make_user()), post.id, reason='spam').id}"


@pytest.mark.parametrize("outcome", ["hidden", "deleted", "warned"])
def test_a_post_that_its_author_had_deleted_stays_deleted(author, post, sign_in, outcome):
    case = report(post)
    delete_post(act(author), post.id)
    browser = sign_in(make_staff())
    assert undo(browser, decide(browser, case, outcome=outcome, reason="Es publicidad")).status_code == 303
    assert session.get(Post, post.id).state == "deleted"


def test_a_post_that_somebody_else_hid_since_stays_hidden(post, sign_in):
    browser = sign_in(make_staff())
    made = decide(browser, report(post), outcome="hidden", reason="Es publicidad")
    other = act(make_staff())
    restore_post(other, post.id)
    hide_post(other, post.id, reason="Otro motivo")
    undo(browser, made)
    assert (session.get(Post, post.id).state, session.get(Post, post.id).state_reason) == ("hidden", "Otro motivo")


def test_who_was_suspended_before_stays_so(author, post, sign_in):
    case = report(post)
    suspend(act(make_staff()), author.id, reason="Otro motivo", until=None)
    browser = sign_in(make_staff())
    undo(browser, decide(browser, case, outcome="suspended", reason="Es publicidad"))
    assert session.get(User, author.id).state == "suspended"


def test_who_was_suspended_for_something_else_since_stays_so(author, post, sign_in):
    browser = sign_in(make_staff())
    made = decide(browser, report(post), outcome="suspended", reason="Es publicidad")
    suspend(act(make_staff()), author.id, reason="Otro motivo", until=clock.now() + timedelta(days=9))
    undo(browser, made)
    assert session.get(User, author.id).suspended_reason == "Otro motivo"


def test_a_decision_on_a_post_that_was_decided_anew_is_not_taken_back(post, sign_in):
    browser = sign_in(make_staff())
    first = decide(browser, report(post), outcome="hidden", reason="Es publicidad")
    restore_post(act(make_staff()), post.id)
    second = decide(browser, report(post), outcome="hidden", reason="Otra vez")
    assert undo(browser, first).status_code == 409
    assert session.get(Post, post.id).state == "hidden"
    assert undo(browser, second).status_code == 303
    assert session.get(Post, post.id).state == "visible"


def test_the_page_of_a_decided_case_tells_of_its_own_decision(post, sign_in):
    browser = sign_in(make_staff())
    first = report(post)
    decide(browser, first, outcome="kept", reason="Primera decisión")
    second = report(post)
    decide(browser, second, outcome="kept", reason="Segunda decisión")
    pages = [browser.get(f"/reports/{case.rsplit('/', 1)[-1]}").get_data(as_text=True) for case in (first, second)]
    assert "«Primera decisión»" in pages[0]
    assert "«Segunda decisión»" in pages[1].split("case-note", 1)[1]


def test_two_warnings_in_the_same_words_are_taken_back_one_after_the_other(author, sign_in):
    browser = sign_in(make_staff())
    posts = [make_reply(make_topic(), author) for _ in range(2)]
    made = [decide(browser, report(post), outcome="warned", reason="Hay que cuidar el tono") for post in posts]
    assert [undo(browser, one).status_code for one in made] == [303, 303]
    assert session.query(MemberWarning).count() == 0


def test_a_lead_is_not_offered_to_warn_somebody_of_another_city(app, sign_in):
    city = make_city()
    lead, mate = make_user(city=city, role="lead"), make_user(city=city)
    reply = make_reply(make_topic(mate, audience="public"), make_user())
    made = report_post(act(mate), reply.id, reason="spam")
    page = sign_in(lead).get(f"/reports/{made.id}").get_data(as_text=True)
    assert 'value="hidden"' in page
    assert 'value="warned"' not in page
