"""Two accounts of one person become one: everything goes over, nothing is lost, and the first signs in no more."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.merging import STAYS
from forum.accounts.commands.merging import merge_people
from forum.accounts.models import User
from forum.conduct.commands.notes import add_note
from forum.conduct.commands.warnings import warn
from forum.core.db import session
from forum.core.errors import ForumError
from forum.core.merging import columns_to
from forum.discussion.checks import wrong_topics
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from tests.conduct.desk import text
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

WHY = "Lo pidió por carta el 3 de mayo"


@pytest.fixture
def pair(app):
    """Give two accounts of one person, who wrote with both."""
    city = make_city("Rionegro")
    return make_user("Ana Prieto", city=city, email="ana@viejo.example"), make_user("Ana P. Prieto", city=city)


def merge(browser, source, target, **more):
    form = {"into": target.handle, "reason": WHY, "understood": "y"} | more
    return browser.post(f"/moderation/members/{source.id}/merging", data=form)


def test_everything_of_one_account_is_the_other_s_and_nothing_points_to_it(pair, sign_in, run_worker):
    old, new = pair
    other = make_user()
    topic = make_topic(old, title="Un tema de la cuenta vieja")
    make_reply(make_topic(other), old, body=f"Hola @{new.handle}")
    make_reply(topic, other, body=f"Hola @{old.handle} y @{new.handle}")
    report_post(act(old), make_reply(topic, other).id, reason="other", note="x")
    add_note(act(make_staff()), old.id, text="Tiene dos cuentas")
    warn(act(make_staff()), old.id, reason="Una razón")
    run_worker()

    assert merge(sign_in(make_staff()), old, new).location == f"/moderation/members/{new.handle}"

    session.rollback()
    for column in columns_to("user_account"):
        if column.table.name not in STAYS:
            left = session.execute(select(func.count()).where(column == old.id)).scalar()
            assert left == 0, column
    assert session.get_one(Topic, topic.id, populate_existing=True).author_id == new.id
    page = text(sign_in(make_user()), f"/t/{topic.slug}/{topic.id}")
    assert "Ana P. Prieto" in page
    assert wrong_topics() == []


def test_the_merged_account_signs_in_no_more_and_its_handle_leads_to_the_other(pair, sign_in, client):
    old, new = pair
    browser, handle = sign_in(old), old.handle
    merge(sign_in(make_staff()), old, new)

    assert browser.get("/settings/account").status_code in {303, 404}
    assert client.post("/login", data={"email": "ana@viejo.example", "password": PASSWORD}).status_code != 303
    assert sign_in(new).get(f"/u/{handle}").location == f"/u/{new.handle}"
    assert client.get(f"/u/{handle}").status_code == client.get("/u/nobody.here").status_code


def test_an_answer_to_oneself_is_no_answer_any_more(pair, sign_in):
    old, new = pair
    topic = make_topic(old)
    make_reply(topic, new)
    assert session.get_one(Topic, topic.id, populate_existing=True).status == "answered"
    merge(sign_in(make_staff()), old, new)
    session.rollback()
    assert session.get_one(Topic, topic.id, populate_existing=True).status == "open"
    assert wrong_topics() == []


def test_what_both_did_counts_once_and_no_post_is_lost(pair, sign_in):
    old, new = pair
    post = make_reply(make_topic(), make_user())
    for person in pair:
        report_post(act(person), post.id, reason="other", note="x")
        reply(act(person), post.topic_id, NewReply(body=f"De {person.id}", language="es", request_id="a" * 32))
    merge(sign_in(make_staff()), old, new)
    session.rollback()
    assert session.scalars(select(Report.reporter_id)).all() == [new.id]
    assert session.scalar(select(func.count(Post.id)).where(Post.author_id == new.id)) == 2


def test_it_shows_first_what_is_moved_and_does_nothing(pair, sign_in):
    old, new = pair
    make_topic(old)
    answer = merge(sign_in(make_staff()), old, new, preview="1")
    assert answer.status_code == 200
    assert "1 tema" in answer.text
    assert session.get_one(User, old.id, populate_existing=True).state == "active"


@pytest.mark.parametrize(
    "more", [{"into": "nobody.here"}, {"into": ""}, {"understood": ""}, {"reason": ""}, {"reason": "x" * 32_000}]
)
def test_a_form_that_is_not_right_merges_nothing(pair, sign_in, more):
    old, new = pair
    assert merge(sign_in(make_staff()), old, new, **more).status_code == 422
    assert session.get_one(User, old.id, populate_existing=True).state == "active"


def test_nobody_is_merged_with_themselves_or_with_ril(pair, sign_in):
    old, _new = pair
    ril = make_staff()
    assert merge(sign_in(ril), old, old).status_code == 422
    assert merge(sign_in(ril), old, make_staff()).status_code == 403
    assert merge(sign_in(ril), make_staff(role="administrator"), old).status_code == 403
    assert merge(sign_in(ril), ril, old).status_code == 403
    with pytest.raises(ForumError):
        merge_people(act(ril), old.id, into_id=999_999, reason=WHY)


@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_only_ril_merges(pair, client, sign_in, who):
    old, new = pair
    city = make_city("Otra")
    browser = client if who == "visitor" else sign_in(make_user(role=who, city=city))
    assert merge(browser, old, new).status_code == 404
    assert browser.get(f"/moderation/members/{old.id}/merging").status_code == 404
    assert session.get_one(User, old.id, populate_existing=True).state == "active"
