"""Moving a reported post to the topic where it belongs, from the desk."""

import pytest

from forum.core.db import session
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.discussion.queries.moving import latest_move_of
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import decide
from tests.moderation.desk import text
from tests.moderation.desk import undo


def reported(post: Post, reason: str = "off_topic") -> str:
    """Have a member report a post, and return the address of the case."""
    return f"/moderation/cases/report/{report_post(act(make_user()), post.id, reason=reason).id}"


@pytest.mark.parametrize("named", ["{id}", "#{id}", "/t/algo/{id}", "http://localhost/t/{slug}/{id}/1?read=pt"])
def test_a_reported_post_goes_to_the_topic_that_is_named_and_back_when_that_is_undone(app, sign_in, named):
    topic, other = make_topic(), make_topic()
    post = make_reply(topic)
    case, browser = reported(post), sign_in(make_staff())
    address = named.format(id=other.id, slug=other.slug)
    made = decide(browser, case, outcome="moved", to_topic=address, reason="Allí lo buscan.")
    assert (post.topic_id, post.number) == (other.id, 2)
    assert session.get(Report, int(case.rsplit("/", 1)[1])).outcome == "moved"
    undo(browser, made)
    assert (post.topic_id, post.number) == (topic.id, 2)
    assert session.get(Report, int(case.rsplit("/", 1)[1])).state == "open"


def test_a_post_that_reports_had_hidden_is_shown_where_it_goes_and_hidden_again_after_undoing(app, sign_in):
    topic, other = make_topic(), make_topic()
    post = make_reply(topic)
    case, browser = reported(post, "personal_data"), sign_in(make_staff())
    assert post.state == "hidden"
    made = decide(browser, case, outcome="moved", to_topic=str(other.id))
    session.expire_all()
    assert (post.state, post.topic_id) == ("visible", other.id)
    undo(browser, made)
    session.expire_all()
    assert (post.state, post.topic_id) == ("hidden", topic.id)


def test_a_decision_is_taken_back_too_when_somebody_moved_the_post_back_by_hand(app, sign_in):
    topic, other = make_topic(), make_topic()
    post = make_reply(topic)
    case, browser, staff = reported(post), sign_in(make_staff()), make_staff()
    made = decide(browser, case, outcome="moved", to_topic=str(other.id))
    undo_move(act(staff), latest_move_of(post.id))
    undo(browser, made)
    assert (post.topic_id, post.number) == (topic.id, 2)
    assert session.get(Report, int(case.rsplit("/", 1)[1])).state == "open"


@pytest.mark.parametrize("named", ["", "999999", "palabras", "/t/x/99999999999999999999", "\u202e12"])
def test_a_topic_that_is_not_there_is_refused_and_nothing_happens(app, sign_in, named):
    post = make_reply(make_topic())
    home, case = post.topic_id, reported(post, "personal_data")
    answer = sign_in(make_staff()).post(f"{case}/decision", data={"outcome": "moved", "to_topic": named})
    assert answer.status_code == 422
    session.expire_all()
    assert (post.topic_id, post.state) == (home, "hidden")
    assert session.get(Report, int(case.rsplit("/", 1)[1])).state == "open"


def test_a_post_is_not_moved_to_more_readers_from_the_desk(app, sign_in):
    topic, public = make_topic(audience="community"), make_topic(audience="public")
    post = make_reply(topic)
    case = reported(post)
    page = sign_in(make_staff()).post(f"{case}/decision", data={"outcome": "moved", "to_topic": str(public.id)})
    assert page.status_code == 422
    assert "Más personas leen ese tema" in page.get_data(as_text=True)
    session.expire_all()
    assert post.topic_id == topic.id


def test_the_first_post_stays_since_the_topic_is_its_question(app, sign_in):
    topic, other = make_topic(), make_topic()
    first = session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    case, browser = reported(first), sign_in(make_staff())
    assert 'value="moved"' not in text(browser, f"/reports/{case.rsplit('/', 1)[1]}")
    answer = browser.post(f"{case}/decision", data={"outcome": "moved", "to_topic": str(other.id)})
    assert answer.status_code == 422
    session.expire_all()
    assert first.topic_id == topic.id


def test_a_lead_moves_within_the_room_of_their_city_and_learns_of_no_topic_elsewhere(app, sign_in):
    city = make_city()
    lead, member, other = make_user(city=city, role="lead"), make_user(city=city), make_user(city=city)
    room, here = (make_topic(member, audience="city", city=city) for _ in range(2))
    secret = make_topic(make_staff(), kind="discussion", audience="staff")
    post = make_reply(room, member)
    case = f"/moderation/cases/report/{report_post(act(other), post.id, reason='off_topic').id}"
    browser = sign_in(lead)
    absent = browser.post(f"{case}/decision", data={"outcome": "moved", "to_topic": "999999"})
    hidden = browser.post(f"{case}/decision", data={"outcome": "moved", "to_topic": str(secret.id)})
    assert absent.status_code == hidden.status_code == 422
    assert absent.get_data(as_text=True).replace("999999", str(secret.id)) == hidden.get_data(as_text=True)
    decide(browser, case, outcome="moved", to_topic=str(here.id))
    assert post.topic_id == here.id


def test_going_back_opens_a_post_to_more_people_only_once_somebody_has_read_that(app, sign_in):
    city = make_city()
    topic, room = make_topic(), make_topic(make_user(city=city), audience="city", city=city)
    post = make_reply(topic)
    browser = sign_in(make_staff())
    made = decide(browser, reported(post), outcome="moved", to_topic=str(room.id))
    assert undo(browser, made).status_code == 409
    move = f"/moves/{latest_move_of(post.id)}"
    assert "Más personas leen el tema" in text(browser, move)
    assert browser.post(f"{move}/removal").status_code == 422
    session.expire_all()
    assert post.topic_id == room.id
    assert browser.post(f"{move}/removal", data={"understood": "y"}).status_code == 303
    session.expire_all()
    assert post.topic_id == topic.id
    assert undo(browser, made).status_code == 303


def test_who_reported_reads_that_the_post_was_moved_and_gets_no_letter(app, sign_in, run_worker, mails):
    other, reporter = make_topic(), make_user()
    report = report_post(act(reporter), make_reply(make_topic()).id, reason="off_topic")
    decide(sign_in(make_staff()), f"/moderation/cases/report/{report.id}", outcome="moved", to_topic=str(other.id))
    run_worker()
    assert "movió a otro tema el mensaje que reportaste" in text(sign_in(reporter), "/notices")
    assert [mail for mail in mails() if mail.user_id == reporter.id] == []


def test_a_copy_of_ones_data_tells_nothing_of_what_is_done_to_ones_post_in_a_room_that_is_not_theirs(app, sign_in):
    city = make_city()
    room, author = make_topic(make_user(city=city), audience="city", city=city), make_user()
    post, staff = make_reply(make_topic(), author), make_staff()
    decide(sign_in(staff), reported(post), outcome="moved", to_topic=str(room.id))
    hide_post(act(staff), post.id, reason="Un motivo de la sala")
    hide_post(act(staff), make_reply(make_topic(), author).id, reason="Un motivo en lo abierto")
    copy = sign_in(author).post("/settings/data/export", data={"kind": "json", "present": PASSWORD}).text
    assert "Un motivo en lo abierto" in copy
    assert "Un motivo de la sala" not in copy
