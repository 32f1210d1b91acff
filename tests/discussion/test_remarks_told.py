"""What RIL remarks above a post: its author is told, finds it in their data, and it goes with the words below it."""

from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.core.db import transaction
from forum.core.relay import deliver_everything
from forum.discussion.beside import PostRemark
from forum.discussion.commands.remarking import put_remark
from forum.discussion.commands.remarking import remove_remark
from forum.discussion.commands.withdrawing import empty_posts
from forum.discussion.own_data import own_posts
from forum.moderation.own_data import PART as MODERATION
from forum.notifications.models import Notification
from tests.factories.accounts import act
from tests.factories.discussion import make_reply

ES, PT = "Dato **viejo**: ver la guía.", "Dado antigo: ver o guia."


def put(ril, post, *, text_es=ES, based_on=0):
    return put_remark(act(ril), post.id, text_es=text_es, text_pt=PT, based_on=based_on)


def kinds_of(user):
    session.rollback()
    return list(session.scalars(select(Notification.kind).where(Notification.user_id == user.id)))


def test_the_author_is_told_once_and_not_of_what_is_gone(world, ril, sign_in, run_worker, mails):
    topic = world.topic()
    post = world.reply(topic)
    put(ril, post)
    run_worker()
    page = sign_in(world.people["foreign member"]).get("/notices").text
    assert "colocou uma nota da RIL acima da sua mensagem" in page
    told = [row for row in mails() if row.user_id == world.people["foreign member"].id]
    assert len(told) == 1

    put(ril, post, text_es="Otro", based_on=1)
    run_worker()
    assert kinds_of(world.people["foreign member"]) == ["remarked"]
    remove_remark(act(ril), post.id)
    run_worker()
    assert kinds_of(world.people["foreign member"]) == []


def test_ril_is_not_told_of_what_it_does_to_its_own_posts(world, ril, run_worker):
    post = make_reply(world.topic(), ril)
    put(ril, post)
    deliver_everything()
    assert kinds_of(ril) == []


def test_the_author_finds_it_in_their_data_and_among_what_was_done(world, ril, sign_in):
    topic = world.topic()
    post = world.reply(topic)
    put(ril, post)
    author = act(world.people["foreign member"])
    [row] = [row for row in own_posts(author) if row["id"] == post.id]
    assert row["remark"] == PT
    done = next(section for section in MODERATION.sections if section.name == "acts_on_you")
    assert [row["kind"] for row in done.rows(author)][-1] == "RemarkPut"
    assert "Nota colocada acima de uma mensagem" in sign_in(world.people["foreign member"]).get("/settings/acts").text


def test_it_goes_when_the_words_below_it_are_erased(world, ril):
    post = world.reply(world.topic())
    put(ril, post)
    with transaction():
        empty_posts([post.id])
    assert session.scalar(select(func.count(PostRemark.post_id))) == 0
