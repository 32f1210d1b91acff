"""Curating: what changes, what the log says, whom it is told, and what is undone."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.discussion.world import details_form
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.factories.discussion import make_reply


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def again(row):
    session.rollback()
    session.expire_all()
    return session.get_one(type(row), row.id)


def notices(topic):
    session.rollback()
    rows = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.kind == "notice").order_by(Post.number))
    return [post.notice for post in rows]


def test_hiding_a_post_tells_its_author_why(world, sign_in, run_worker, mails):
    topic = world.topic()
    reply = world.reply(topic, body="Mi teléfono es 555 0101")
    moderator = sign_in(world.people["moderator"])

    answer = moderator.post(f"/posts/{reply.id}/hiding", data={"reason": "Tiene datos personales"})
    run_worker()

    assert answer.status_code == 303
    assert again(reply).state == "hidden"
    assert again(topic).replies == 0
    ((event, detail),) = events("PostHidden")
    assert (event.actor_id, detail.reason) == (world.people["moderator"].id, "Tiene datos personales")
    author, other = sign_in(world.people["foreign member"]), sign_in(world.people["author"])
    page = author.get(f"/t/{topic.slug}/{topic.id}").text
    assert "Tiene datos personales" in page
    assert "555 0101" in page, "the author keeps their own text"
    assert "555 0101" not in other.get(f"/t/{topic.slug}/{topic.id}").text
    assert [row.user_id for row in mails("notifications.notice")].count(world.people["foreign member"].id) == 1


def test_a_hidden_post_is_shown_again(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    moderator = sign_in(world.people["moderator"])
    moderator.post(f"/posts/{reply.id}/hiding", data={"reason": "Lo miramos"})

    moderator.post(f"/posts/{reply.id}/hiding/removal")

    assert (again(reply).state, again(reply).state_reason, again(topic).replies) == ("visible", None, 1)
    assert len(events("PostUnhidden")) == 1


@pytest.mark.parametrize("act", ["hiding", "deletion"])
def test_what_others_wrote_goes_only_with_a_reason(world, sign_in, act):
    reply = world.reply(world.topic())
    moderator = sign_in(world.people["moderator"])
    before = row_counts()

    for reason in ("", "   "):
        refused = moderator.post(f"/posts/{reply.id}/{act}", data={"reason": reason})
        assert refused.status_code == 422
        assert soup(refused).select_one("textarea[name=reason][aria-invalid=true]")
    assert row_counts() == before
    assert again(reply).state == "visible"


def test_an_author_deletes_and_restores_their_own_reply_without_a_reason(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    browser = sign_in(world.people["foreign member"])

    page = soup(browser.get(f"/posts/{reply.id}/deletion"))
    assert not page.select("textarea[name=reason]")
    assert browser.post(f"/posts/{reply.id}/deletion").status_code == 303
    assert (again(reply).state, again(topic).replies, again(topic).status) == ("deleted", 0, "open")
    assert browser.post(f"/posts/{reply.id}/deletion/removal").status_code == 303
    assert (again(reply).state, again(topic).replies, again(topic).status) == ("visible", 1, "answered")


def test_an_author_does_not_bring_back_what_a_moderator_took_away(world, sign_in):
    reply = world.reply(world.topic())
    moderator, author = sign_in(world.people["moderator"]), sign_in(world.people["foreign member"])

    moderator.post(f"/posts/{reply.id}/deletion", data={"reason": "Repetido"})
    assert author.post(f"/posts/{reply.id}/deletion/removal").status_code == 403
    moderator.post(f"/posts/{reply.id}/deletion/removal")
    moderator.post(f"/posts/{reply.id}/hiding", data={"reason": "Datos"})
    assert author.post(f"/posts/{reply.id}/hiding/removal").status_code == 403
    assert author.post(f"/posts/{reply.id}/deletion/removal").status_code == 403


def test_deleting_the_first_post_takes_the_topic_from_view(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    first = first_post(topic)
    moderator, author = sign_in(world.people["moderator"]), sign_in(world.people["author"])
    assert author.post(f"/posts/{first.id}/deletion").status_code == 403, "others have answered there"

    moderator.post(f"/posts/{first.id}/deletion", data={"reason": "Repetido"})

    for address in (f"/t/{topic.slug}/{topic.id}", f"/posts/{reply.id}", f"/posts/{first.id}/history"):
        assert author.get(address).status_code == 404
    assert author.post(f"/topics/{topic.id}/posts", data={"body": "x", "language": "es"}).status_code == 404
    assert moderator.get(f"/t/{topic.slug}/{topic.id}").status_code == 200
    moderator.post(f"/posts/{first.id}/deletion/removal")
    assert author.get(f"/t/{topic.slug}/{topic.id}").status_code == 200


def test_pinning_closing_and_undoing_are_in_the_log(world, sign_in):
    topic = world.topic()
    moderator = sign_in(world.people["moderator"])

    for act, state in (("pin", "pinned_at"), ("closing", "closed_at")):
        assert moderator.post(f"/topics/{topic.id}/{act}", data={"reason": "Por orden"}).status_code == 303
        assert getattr(again(topic), state) is not None
        assert moderator.post(f"/topics/{topic.id}/{act}").status_code == 303, "twice is once"
        assert moderator.post(f"/topics/{topic.id}/{act}/removal").status_code == 303
        assert getattr(again(topic), state) is None
    for kind in ("TopicPinned", "TopicUnpinned", "TopicClosed", "TopicReopened"):
        ((event, _detail),) = events(kind)
        assert (event.actor_id, event.subject_id) == (world.people["moderator"].id, topic.id)
    assert events("TopicClosed")[0][1].reason == "Por orden"
    assert [notice["kind"] for notice in notices(topic)] == ["closed", "reopened"]


def test_what_a_moderator_did_is_not_news_to_them_and_a_saved_topic_says_so(world, sign_in):
    topic = world.topic()
    moderator = sign_in(world.people["moderator"])
    address = f"/t/{topic.slug}/{topic.id}"

    moderator.get(address)
    moderator.post(f"/topics/{topic.id}/closing", data={"reason": "Por orden"})
    assert 'id="new"' not in moderator.get(address).text
    moderator.post(f"/topics/{topic.id}/closing/removal")
    page = moderator.post(f"/topics/{topic.id}/details", data=details_form(topic), follow_redirects=True)
    assert "Los cambios están guardados." in page.text


def test_moving_leaves_a_notice_with_both_stages_in_the_readers_language(world, sign_in):
    topic = world.topic()
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/details", data=details_form(topic, stage="roadmap"))

    page = soup(sign_in(world.people["author"]).get(f"/t/{topic.slug}/{topic.id}"))

    assert "Evidencia" in page.select_one("#post-2").text
    assert again(topic).replies == 0


def test_the_asker_marks_the_answer_and_ril_confirms_it(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    author, moderator = sign_in(world.people["author"]), sign_in(world.people["moderator"])

    marked = author.post(f"/topics/{topic.id}/answer", data={"post_id": reply.id})
    assert marked.location == f"/posts/{reply.id}"
    assert (again(topic).status, again(topic).answer_post_id, again(topic).score) == ("solved", reply.id, 9)
    assert author.post(f"/topics/{topic.id}/confirmation", data={"post_id": reply.id}).status_code == 403
    assert moderator.post(f"/topics/{topic.id}/confirmation", data={"post_id": reply.id}).status_code == 303
    assert again(topic).confirmed_by_id == world.people["moderator"].id
    assert moderator.post(f"/topics/{topic.id}/confirmation/removal").status_code == 303
    assert again(topic).confirmed_by_id is None
    assert author.post(f"/topics/{topic.id}/answer/removal", data={"post_id": reply.id}).status_code == 303
    assert (again(topic).status, again(topic).answer_post_id) == ("answered", None)
    for kind in ("AnswerMarked", "AnswerConfirmed", "AnswerUnconfirmed", "AnswerUnmarked"):
        assert len(events(kind)) == 1


def test_ril_does_not_confirm_another_answer_than_the_one_it_saw(world, sign_in):
    topic = world.topic()
    one, two = world.reply(topic), make_reply(topic, world.people["foreign lead"])
    author, moderator = sign_in(world.people["author"]), sign_in(world.people["moderator"])
    author.post(f"/topics/{topic.id}/answer", data={"post_id": one.id})
    author.post(f"/topics/{topic.id}/answer", data={"post_id": two.id})

    assert moderator.post(f"/topics/{topic.id}/confirmation", data={"post_id": one.id}).status_code == 409
    author.post(f"/topics/{topic.id}/answer/removal", data={"post_id": one.id})
    assert again(topic).answer_post_id == two.id


def test_what_cannot_be_the_answer(world, sign_in):
    topic, other = world.topic(), world.topic()
    talk = world.topic(kind="discussion")
    hidden, elsewhere, said = world.reply(topic), world.reply(other), world.reply(talk)
    sign_in(world.people["moderator"]).post(f"/posts/{hidden.id}/hiding", data={"reason": "No"})
    author = sign_in(world.people["author"])

    def mark(where, post_id):
        return author.post(f"/topics/{where.id}/answer", data={"post_id": post_id}).status_code

    assert mark(topic, first_post(topic).id) == 409
    assert mark(topic, hidden.id) == 409
    assert mark(topic, elsewhere.id) == 404
    assert mark(topic, 987654) == 404
    assert mark(talk, said.id) == 403
    assert mark(topic, "") == 400
    assert mark(topic, "x") == 400
    assert again(topic).answer_post_id is None


def test_an_answer_that_is_hidden_no_longer_solves_the_question(world, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    sign_in(world.people["author"]).post(f"/topics/{topic.id}/answer", data={"post_id": reply.id})

    sign_in(world.people["moderator"]).post(f"/posts/{reply.id}/hiding", data={"reason": "No"})

    assert (again(topic).status, again(topic).answer_post_id) == ("open", None)


@pytest.mark.parametrize(
    "address",
    ["/posts/{p}/deletion", "/posts/{p}/hiding", "/topics/{t}/closing", "/topics/{t}/audience", "/topics/{t}/edit"],
)
def test_the_pages_that_ask_are_only_for_those_who_may_act(world, sign_in, visitor, address):
    topic = world.topic()
    reply = world.reply(topic)
    where = address.format(p=reply.id, t=topic.id)
    browsers = world.browsers(sign_in, visitor)

    assert browsers["moderator"].get(where).status_code == 200
    assert browsers["colleague"].get(where).status_code == 403
    assert browsers["visitor"].get(where).status_code == 404
    assert browsers["suspended"].get(where).status_code == 404
    assert isinstance(again(topic), Topic)


@pytest.mark.parametrize("address", ["/topics/{t}/pin", "/topics/{t}/answer", "/posts/{p}/text", "/topics/{t}/posts"])
def test_acts_are_not_done_by_links(world, sign_in, address):
    topic = world.topic()

    answer = sign_in(world.people["moderator"]).get(address.format(p=first_post(topic).id, t=topic.id))

    assert answer.status_code == 405


def test_acts_need_the_token_of_the_form(world, csrf, sign_in):
    topic = world.topic()
    moderator = sign_in(world.people["moderator"])

    assert moderator.post(f"/topics/{topic.id}/pin").status_code == 400
    token = soup(moderator.get(f"/topics/{topic.id}/closing")).select_one("input[name=csrf_token]")["value"]
    assert moderator.post(f"/topics/{topic.id}/pin", data={"csrf_token": token}).status_code == 303
    foreign = moderator.post(
        f"/topics/{topic.id}/pin/removal", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert again(topic).pinned_at is not None
