"""What hangs on posts goes along with them: quotes, read positions, answers, notices, letters, translations."""

from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.markup import Rendered
from forum.core.relay import deliver_everything
from forum.discussion.commands import curation
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.reading import mark_read
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_translation
from forum.discussion.commands.withdrawing import empty_posts
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.queries.topic import topic_page
from forum.discussion.sources import source_hash
from forum.notifications.models import Notification
from forum.notifications.queries import unread_count
from tests.discussion.moved import merge
from tests.discussion.moved import move
from tests.discussion.moved import numbers
from tests.discussion.moved import prose
from tests.discussion.moved import split
from tests.discussion.moved import topic_now
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.factories.accounts import act
from tests.factories.discussion import make_reply


def position(who, topic_id):
    session.rollback()
    return session.scalar(
        select(ReadPosition.number).where(ReadPosition.user_id == who.id, ReadPosition.topic_id == topic_id)
    )


def test_quotes_of_a_moved_post_keep_their_words_and_lead_to_it(world, ril, sign_in):
    topic, other = world.topic(), world.topic()
    quoted = make_reply(topic, world.people["colleague"], body="Con tarifas sociales.")
    text = f'[quote="beto, post:{quoted.number}, topic:{topic.id}"]\nCon tarifas sociales.\n[/quote]\n\nDe acuerdo.'
    here = make_reply(topic, world.people["lead"], body=text)
    make_reply(other)
    move(ril, topic.id, other.id, quoted)
    session.expire_all()
    html = session.get_one(Post, here.id).html
    assert "Con tarifas sociales." in html
    assert f'href="/posts/{quoted.id}" title="#3"' in html, "by the number of now"
    later = make_reply(topic, world.people["author"], body=text)
    assert "Con tarifas sociales." in session.get_one(Post, later.id).html, (
        "a form that was open still names the old one"
    )
    form = prose(sign_in(world.people["author"]).get(f"/posts/{later.id}/edit"))
    assert "Con tarifas sociales." in form.select_one("textarea[name=body]").get_text()


def test_a_quote_loses_words_that_moved_to_where_its_readers_may_not_look(world, ril):
    topic, room = world.topic(), world.topic("city")
    quoted = make_reply(topic, world.people["colleague"], body="Con tarifas sociales.")
    text = f'[quote="beto, post:2, topic:{topic.id}"]\nCon tarifas sociales.\n[/quote]\n\nDe acuerdo.'
    here = make_reply(topic, world.people["foreign member"], body=text)
    moved = move(ril, topic.id, room.id, quoted)
    session.expire_all()
    assert "tarifas" not in session.get_one(Post, here.id).html
    undo_move(act(ril), moved.id)
    session.expire_all()
    assert "tarifas" in session.get_one(Post, here.id).html


def test_deleting_a_moved_post_takes_its_words_from_quotes_that_name_its_old_place(world, ril):

    topic, other = world.topic(), world.topic()
    quoted = make_reply(topic, world.people["colleague"], body="Mi teléfono es 555 0101.")
    text = f'[quote="beto, post:2, topic:{topic.id}"]\nMi teléfono es 555 0101.\n[/quote]\n\nGracias.'
    here = make_reply(topic, world.people["foreign member"], body=text)
    move(ril, topic.id, other.id, quoted)
    delete_post(act(ril), quoted.id, reason="Datos personales")
    with transaction():
        empty_posts([quoted.id])
    session.expire_all()
    assert "555" not in session.get_one(Post, here.id).body


def test_who_had_read_posts_has_read_them_where_they_are_now(world, ril):
    topic, other = world.topic(), world.topic()
    replies = [make_reply(topic, world.people["foreign lead"]) for _ in range(3)]
    make_reply(other, world.people["foreign lead"])
    half, whole, stranger = (world.people[who] for who in ("author", "colleague", "lead"))
    for who, number in ((half, 3), (whole, 4)):
        mark_read(act(who), topic.id, number=number)
    mark_read(act(whole), other.id, number=2)
    mark_read(act(half), other.id, number=1)

    made = split(ril, topic.id, replies[1]).to_topic_id
    assert (position(half, made), position(whole, made), position(stranger, made)) == (1, 1, None)
    move(ril, topic.id, other.id, replies[2])
    assert position(whole, other.id) == 3, "they had read all of both"
    assert position(half, other.id) == 1, "they had not read the other one to its end"


def test_the_answer_goes_along_when_the_question_does(world, ril):
    topic, other = world.topic(), world.topic()
    answer = world.reply(topic)
    curation.mark_answer(act(ril), topic.id, post_id=answer.id)
    curation.confirm_answer(act(ril), topic.id)
    moved = merge(ril, topic.id, other.id)
    now = topic_now(other.id)
    assert (now.answer_post_id, now.confirmed_by_id, now.status) == (answer.id, ril.id, "solved")
    undo_move(act(ril), moved.id)
    assert (topic_now(topic.id).status, topic_now(topic.id).answer_post_id) == ("solved", answer.id)
    assert (topic_now(other.id).status, topic_now(other.id).answer_post_id) == ("open", None)


def test_a_question_whose_answer_moves_away_is_not_solved_any_more(world, ril):
    topic, other = world.topic(), world.topic()
    answer = world.reply(topic)
    curation.mark_answer(act(ril), topic.id, post_id=answer.id)
    move(ril, topic.id, other.id, answer)
    assert (topic_now(topic.id).status, topic_now(topic.id).answer_post_id) == ("open", None)
    assert (topic_now(other.id).status, topic_now(other.id).answer_post_id) == ("answered", None)


def test_a_reply_that_was_on_its_way_to_a_merged_topic_is_not_lost(world, ril, sign_in):
    topic, other = world.topic(), world.topic("public")
    merge(ril, topic.id, other.id)
    browser = sign_in(world.people["foreign member"])
    form = {"body": "Lo que quería decir.", "language": "es", "request_id": "f1"}
    before = row_counts()
    answer = browser.post(f"/topics/{topic.id}/posts", data=form)
    assert answer.status_code == 409
    assert row_counts() == before, "others read there: nothing is published unasked"
    page = prose(answer)
    assert page.select_one("textarea[name=body]").get_text().strip() == "Lo que quería decir."
    action = page.select_one("form[action$='/posts']")["action"]
    assert browser.post(action, data=form).status_code == 303
    assert 4 in numbers(other.id)
    assert sign_in(world.people["pending"]).post(f"/topics/{topic.id}/posts", data=form).status_code == 404


def test_a_reply_to_a_post_that_moved_meanwhile_is_written_all_the_same(world, ril, sign_in):
    topic, other = world.topic(), world.topic()
    reply = world.reply(topic)
    move(ril, topic.id, other.id, reply)
    form = {"body": "De acuerdo.", "language": "es", "reply_to": reply.id, "request_id": "f2"}
    assert sign_in(world.people["author"]).post(f"/topics/{topic.id}/posts", data=form).status_code == 303
    form = {"body": "De acuerdo.", "language": "es", "reply_to": first_post(other).id, "request_id": "f3"}
    assert sign_in(world.people["author"]).post(f"/topics/{topic.id}/posts", data=form).status_code == 404


def test_a_form_sent_twice_writes_one_post_even_when_it_moved_between(world, ril, sign_in):
    topic, other = world.topic(), world.topic()
    browser = sign_in(world.people["author"])
    form = {"body": "Una sola vez.", "language": "es", "request_id": "once"}
    browser.post(f"/topics/{topic.id}/posts", data=form)
    post = session.scalars(select(Post).where(Post.body == "Una sola vez.")).one()
    move(ril, topic.id, other.id, post)
    again = browser.post(f"/topics/{topic.id}/posts", data=form)
    assert again.status_code == 303
    assert len(numbers(topic.id)) + len(numbers(other.id)) == 3


def test_authors_are_told_once_where_their_posts_are(world, ril, run_worker, mails, sign_in):
    topic, other = world.topic(), world.topic(title="Un tema muy distinto")
    replies = [world.reply(topic) for _ in range(2)]
    own = make_reply(topic, ril)
    run_worker()
    sent = len(mails("notifications.notice"))
    moved = move(ril, topic.id, other.id, *replies, own)
    run_worker()
    told = session.scalars(select(Notification).where(Notification.kind == "moved")).all()
    assert [(row.user_id, row.topic_id, row.post_id) for row in told] == [
        (world.people["foreign member"].id, other.id, replies[0].id)
    ]
    assert len(mails("notifications.notice")) == sent
    page = sign_in(world.people["foreign member"]).get("/notices").text
    assert f"/t/{other.slug}/{other.id}/2#post-2" in page
    undo_move(act(ril), moved.id)
    run_worker()
    assert session.scalars(select(Notification).where(Notification.kind == "moved")).all() == []


def test_notices_of_moved_posts_are_about_the_topic_where_they_are(world, ril, run_worker):
    topic, other, secret = world.topic(), world.topic(), world.topic("staff")
    reply = world.reply(topic)
    run_worker()
    move(ril, topic.id, other.id, reply)
    row = session.scalars(select(Notification).where(Notification.kind == "reply")).one()
    assert row.topic_id == other.id
    move(ril, other.id, secret.id, reply)

    assert unread_count(act(world.people["author"])) == 0


def test_a_letter_that_was_not_sent_yet_leads_to_where_the_post_is_or_is_not_sent(world, ril, run_worker, mails):

    topic, other, secret = world.topic(), world.topic(title="Otra plaza"), world.topic("staff")
    kept, lost = (world.reply(topic) for _ in range(2))
    deliver_everything()
    move(ril, topic.id, other.id, kept)
    move(ril, topic.id, secret.id, lost)
    run_worker()
    letters = [row for row in mails("notifications.notice") if row.text]
    assert all(secret.title not in row.text for row in letters)
    assert any(f"/t/{other.slug}/{other.id}/2" in row.text for row in letters)


def test_translations_stay_with_their_posts(world, ril):

    topic, other = world.topic(), world.topic()
    reply = world.reply(topic, body="Con tarifas sociales.")
    with transaction():
        composed = Composed(
            Rendered(html="<p>Com</p>", text="Com", excerpt="Com"), frozenset(), frozenset(), frozenset()
        )
        new = NewTranslation("pt", source_hash(reply.body, reply.language), "Com")
        save_translation(SYSTEM, reply.id, new, composed, version=reply.version)
    move(ril, topic.id, other.id, reply)
    session.rollback()
    found = next(post for post in topic_page(act(world.people["author"]), other.id).posts if post.id == reply.id)
    assert found.reading is not None
    assert found.reading.html == "<p>Com</p>"
