"""Who sees a file: exactly who may see a text that uses it, from the next request on."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import ask
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.commands.removal import restore_post
from forum.discussion.commands.removal import unhide_revision
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_use
from forum.discussion.policy import visible_uses
from forum.media.models import Upload
from forum.media.queries import UploadInfo
from tests.discussion.world import KINDS
from tests.discussion.world import STAFF
from tests.discussion.world import World
from tests.discussion.world import sees
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.media import link_to
from tests.factories.media import make_upload

EVERYBODY = ("visitor", "pending", "suspended", "author", "colleague", "lead", "foreign member", "foreign lead", *STAFF)


def actor(world: World, who: str) -> Actor:
    return VISITOR if who == "visitor" else act(world.people[who])


def seen_by(world: World, file: UploadInfo) -> set[str]:
    return {who for who in EVERYBODY if ask(actor(world, who), "see_file", file)}


def readers(audience: str) -> set[str]:
    return {who for who in EVERYBODY if audience == "public" or sees(audience, who)}


def who_replies(audience: str) -> str:
    return {"city": "colleague", "staff": "administrator"}.get(audience, "foreign member")


def reply_with(world: World, topic: Topic, body: str = "Aquí va: {}") -> tuple[Post, UploadInfo]:
    """Reply with a file, as somebody who is neither the asker nor curates."""
    person = world.people[who_replies(topic.audience)]
    file = make_upload(person)
    return make_reply(topic, person, body=body.format(link_to(file))), file


def edit(person: User, post_id: int, body: str, *, after: timedelta = timedelta(hours=1)) -> Post:
    """Replace the text of a post, by default so late that the old text is kept."""
    with clock.pretend(clock.now() + after):
        post = session.get_one(Post, post_id, populate_existing=True)
        base = fingerprint(post.body, post.language)
        return edit_post(act(person), post_id, body=body, language="es", base=base)


@pytest.mark.parametrize("audience", KINDS)
def test_a_file_is_seen_by_whoever_may_see_the_post(world, audience):
    _post, file = reply_with(world, world.topic(audience))
    assert seen_by(world, file) == readers(audience)


def test_a_file_that_no_post_uses_is_seen_by_its_owner_alone(world):
    file = make_upload(world.people["author"])
    assert seen_by(world, file) == {"author"}
    suspend(act(world.people["administrator"]), world.people["author"].id, reason="Una razón", until=None)
    assert seen_by(world, file) == set()


def test_what_is_no_file_is_seen_by_nobody_at_the_same_cost(world, count_queries):
    file = make_upload(world.people["author"])
    costs = []
    for asked in (file, None):
        member = actor(world, "foreign member")
        with count_queries() as seen:
            assert not ask(member, "see_file", asked)
        costs.append(len(seen))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("audience", KINDS)
def test_the_file_of_a_hidden_post_is_seen_by_who_curates_and_by_its_author(world, audience):
    post, file = reply_with(world, world.topic(audience))
    curators = {*STAFF, *({"lead"} if audience in {"public", "city"} else ())}
    hide_post(actor(world, "moderator"), post.id, reason="Una razón")
    assert seen_by(world, file) == curators | {who_replies(audience)}
    with clock.pretend(clock.now() + timedelta(days=31)):
        assert seen_by(world, file) == curators | ({who_replies(audience)} & curators)
    restore_post(actor(world, "moderator"), post.id)
    assert seen_by(world, file) == readers(audience)


def test_the_files_of_a_deleted_topic_are_seen_by_who_curates(world):
    topic = world.topic("public")
    _post, file = reply_with(world, topic)
    first = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()
    delete_post(actor(world, "moderator"), first.id, reason="Una razón")
    assert seen_by(world, file) == {*STAFF, "lead"}


@pytest.mark.parametrize(("before", "after"), [p for p in product(KINDS, KINDS) if p[0] != p[1]])
def test_a_file_follows_its_topic_to_another_audience(world, before, after):
    topic = world.topic(before)
    _post, file = reply_with(world, topic)
    change_audience(actor(world, "administrator"), topic.id, audience=after, city_id=world.city.id)
    assert seen_by(world, file) == readers(after)


def test_whoever_leaves_a_city_no_longer_sees_the_files_of_its_room_not_even_their_own(world):
    file = make_upload(world.people["author"])
    make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    assert "author" in seen_by(world, file)
    with transaction():
        session.get_one(User, world.people["author"].id).city_id = world.other_city.id
    assert seen_by(world, file) == {"colleague", "lead", *STAFF}


@pytest.mark.parametrize("who", ["visitor", "foreign member", "colleague"])
def test_the_file_of_an_earlier_text_is_seen_by_who_reads_the_history(world, who):
    topic = world.topic("public")
    post, file = reply_with(world, topic)
    edit(world.people["foreign member"], post.id, "Ya no hace falta.")
    assert bool(ask(actor(world, who), "see_file", file)) == (who != "visitor")
    hide_revision(actor(world, "moderator"), post.id, number=1)
    assert seen_by(world, file) == {*STAFF, "lead"}
    unhide_revision(actor(world, "moderator"), post.id, number=1)
    assert "foreign lead" in seen_by(world, file)


def test_a_text_between_two_that_use_a_file_does_not_show_it(world):
    post, file = reply_with(world, world.topic("community"))
    writer, body = world.people["foreign member"], f"De nuevo: {link_to(file)}"
    for number, text in enumerate(("Sin él.", body, "Sin él, otra vez."), start=1):
        edit(writer, post.id, text, after=timedelta(hours=number))
    for number in (1, 3):
        hide_revision(actor(world, "moderator"), post.id, number=number)
    assert seen_by(world, file) == set(STAFF)


def test_a_file_that_was_taken_out_within_the_grace_is_its_owners_alone_again(world):
    post, file = reply_with(world, world.topic("community"))
    edit(world.people["foreign member"], post.id, "Mejor sin él.", after=timedelta(minutes=1))
    assert seen_by(world, file) == {"foreign member"}
    assert session.scalars(select(PostFile)).all() == []
    assert session.get_one(Upload, file.id, populate_existing=True).used_at is None


def test_a_file_in_two_places_is_seen_by_the_readers_of_either(world):
    file = make_upload(world.people["author"])
    room = make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    assert seen_by(world, file) == readers("city")
    open_post = make_reply(world.topic("community"), world.people["author"], body=link_to(file))
    assert seen_by(world, file) == readers("community")
    delete_post(actor(world, "author"), open_post.id)
    assert seen_by(world, file) == readers("city")
    hide_post(actor(world, "moderator"), room.id, reason="Una razón")
    assert seen_by(world, file) == {"author", "lead", *STAFF}


def _case(world: World, topic: Topic, post: Post, *, kept: str | None) -> None:
    """Make a use: by the present text, or by an earlier one (`kept`: as it is, or hidden)."""
    file = make_upload(world.people["author"])
    with transaction():
        row = session.get_one(Post, post.id)
        if kept is not None:
            row.revision = 2
            hidden_at = clock.now() if kept == "hidden" else None
            text = Revision(post_id=row.id, number=1, body=link_to(file), language="es", hidden_at=hidden_at)
            session.add(text)
        session.add(PostFile(post_id=row.id, upload_id=file.id, first_revision=1, last_revision=1 if kept else None))


@pytest.mark.parametrize("audience", KINDS)
def test_the_rule_and_its_twin_in_sql_say_the_same_of_every_case(world, audience):
    cases: dict[int, tuple[bool, bool]] = {}
    for deleted, state, kept in product((False, True), ("visible", "hidden", "deleted"), (None, "open", "hidden")):
        topic = world.topic(audience)
        post = world.reply(topic)
        _case(world, topic, post, kept=kept)
        with transaction():
            row: Any = session.get_one(Post, post.id)
            row.state, row.state_at = state, None if state == "visible" else clock.now()
            session.get_one(Topic, topic.id).deleted_at = clock.now() if deleted else None
        cases[post.id] = (kept is None, kept == "open")
    for who in EVERYBODY:
        person = actor(world, who)
        by_sql = set(
            session.scalars(
                select(PostFile.post_id)
                .join(Post, Post.id == PostFile.post_id)
                .join(Topic, Topic.id == Post.topic_id)
                .join(Upload, Upload.id == PostFile.upload_id)
                .where(visible_uses(person))
            )
        )
        rows = session.execute(select(Topic, Post).join(Post, Post.topic_id == Topic.id).where(Post.id.in_(cases)))
        by_rule = {
            post.id
            for topic, post in rows
            if can_see_use(person, topic, post, now=cases[post.id][0], before=cases[post.id][1])
        }
        assert by_sql == by_rule, who
