"""A file at each of its addresses, asked in each way: who reads the post gets it, and nobody else, at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.commands.people import suspend
from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.queries import UploadInfo
from tests.discussion.test_files_seen import edit
from tests.discussion.test_files_seen import readers
from tests.discussion.test_files_seen import who_replies
from tests.discussion.world import KINDS
from tests.discussion.world import STAFF
from tests.discussion.world import World
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.media import link_to
from tests.media.samples import picture
from tests.media.uploading import keep
from tests.privacy.watching import shape_of

Browsers = dict[str, FlaskClient]
NOWHERE = "/files/0123456789abcdef0123456789abcdef/plano.webp"


@pytest.fixture(autouse=True)
def folder(app, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)


@pytest.fixture
def browsers(world, sign_in, visitor) -> Browsers:
    return world.browsers(sign_in, visitor)


def with_file(world: World, audience: str) -> tuple[Topic, Post, UploadInfo]:
    person = world.people[who_replies(audience)]
    file = keep(person, "plano.png", picture("PNG", size=(1200, 800)))
    topic = world.topic(audience)
    return topic, make_reply(topic, person, body=f"Miren: {link_to(file)}"), file


def ways(file: UploadInfo) -> dict[str, Callable[[FlaskClient], Any]]:
    """Return every way to ask for a file."""
    whole, small = f"/files/{file.token}/{file.name}", f"/files/{file.token}/preview.webp"
    return {
        "whole": lambda browser: browser.get(whole),
        "small": lambda browser: browser.get(small),
        "head": lambda browser: browser.head(whole),
        "part": lambda browser: browser.get(whole, headers={"Range": "bytes=0-9"}),
        "small head": lambda browser: browser.head(small),
        "with a query": lambda browser: browser.get(f"{whole}?ui=es"),
    }


def check(file: UploadInfo, browsers: Browsers, allowed: set[str]) -> None:
    """Ask in every way as everybody; whoever may not see it gets what an absent file is answered with."""
    for who, browser in browsers.items():
        for way, ask in ways(file).items():
            answer = ask(browser)
            assert answer.status_code in ({200, 206} if who in allowed else {404}), (who, way)
            answer.close()
    for who in browsers.keys() - allowed:
        here = f"/files/{file.token}/{file.name}"
        hidden, absent = browsers[who].get(here), browsers[who].get(NOWHERE)
        assert shape_of(hidden, here) == shape_of(absent, NOWHERE), who


@pytest.mark.parametrize("audience", KINDS)
def test_a_file_is_sent_to_those_who_may_see_the_post(world, browsers, audience):
    _topic, _post, file = with_file(world, audience)
    check(file, browsers, readers(audience))


def test_a_wrong_name_is_no_address_of_it(world, browsers):
    _topic, _post, file = with_file(world, "public")
    for name in ("otro.webp", "plano.png", "preview.png", "plano.webp.html", "..%2f..%2fforum.db", ""):
        assert browsers["author"].get(f"/files/{file.token}/{name}").status_code == 404, name
    assert browsers["author"].get(f"/files/{file.token.upper()}/{file.name}").status_code == 404


def test_a_file_leaves_and_comes_back_with_its_post(world, browsers):
    _topic, post, file = with_file(world, "public")
    check(file, browsers, readers("public"))
    hide_post(act(world.people["moderator"]), post.id, reason="Una razón")
    check(file, browsers, {*STAFF, "lead", "foreign member"})
    restore_post(act(world.people["moderator"]), post.id)
    check(file, browsers, readers("public"))
    delete_post(act(world.people["moderator"]), post.id, reason="Una razón")
    check(file, browsers, {*STAFF, "lead", "foreign member"})


def test_a_file_leaves_with_its_topic(world, browsers):
    topic, _post, file = with_file(world, "public")
    check(file, browsers, readers("public"))
    delete_post(act(world.people["moderator"]), first_post(topic).id, reason="Una razón")
    check(file, browsers, {*STAFF, "lead"})


@pytest.mark.parametrize(("before", "after"), [("public", "community"), ("community", "city"), ("city", "staff")])
def test_a_narrower_audience_counts_from_the_next_request_on(world, browsers, before, after):
    topic, _post, file = with_file(world, before)
    check(file, browsers, readers(before))
    tag = browsers["moderator"].get(f"/files/{file.token}/{file.name}").headers["ETag"]
    change_audience(act(world.people["administrator"]), topic.id, audience=after, city_id=world.city.id)
    check(file, browsers, readers(after))
    # Not even that it has not changed.
    for who in browsers.keys() - readers(after):
        again = browsers[who].get(f"/files/{file.token}/{file.name}", headers={"If-None-Match": tag})
        assert again.status_code == 404, who


def test_membership_that_ends_counts_from_the_next_request_on(world, browsers):
    _topic, _post, file = with_file(world, "city")
    check(file, browsers, readers("city"))
    with transaction():
        session.get_one(User, world.people["author"].id).city_id = world.other_city.id
        session.get_one(User, world.people["foreign member"].id).city_id = world.city.id
    suspend(act(world.people["administrator"]), world.people["colleague"].id, reason="Una razón", until=None)
    assert browsers["colleague"].get(f"/files/{file.token}/{file.name}").status_code == 404
    check(file, browsers, {"lead", "foreign member", *STAFF})


def test_the_file_of_a_hidden_earlier_text_is_for_those_who_curate(world, browsers):
    _topic, post, file = with_file(world, "public")
    edit(world.people["foreign member"], post.id, "Sin plano.")
    check(file, browsers, readers("public") - {"visitor", "pending", "suspended"})
    hide_revision(act(world.people["moderator"]), post.id, number=1)
    check(file, browsers, {*STAFF, "lead"})


def readings(world: World) -> list[Event]:
    session.rollback()
    query = select(Event).where(Event.kind == "CityTopicReadByStaff", Event.city_id == world.city.id)
    return list(session.scalars(query.order_by(Event.id)))


def test_a_file_of_a_city_that_ril_reads_stands_in_the_citys_log(world, browsers):
    topic, _post, file = with_file(world, "city")
    for who in ("lead", "colleague", "visitor", "foreign member"):
        browsers[who].get(f"/files/{file.token}/{file.name}")
    assert readings(world) == []
    browsers["moderator"].get(f"/files/{file.token}/{file.name}")
    (first,) = readings(world)
    assert (first.actor_id, first.subject_id) == (world.people["moderator"].id, topic.id)
    # The small copies and the other files of a page that was just read say no more.
    browsers["moderator"].get(f"/files/{file.token}/preview.webp")
    assert len(readings(world)) == 1
    browsers["administrator"].head(f"/files/{file.token}/{file.name}")
    assert len(readings(world)) == 2
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        browsers["moderator"].get(f"/files/{file.token}/preview.webp")
    assert len(readings(world)) == 3


def test_a_file_that_others_may_read_as_well_is_no_reading_of_the_room(world, browsers):
    file = keep(world.people["author"], "acta.pdf")
    make_reply(world.topic("city"), world.people["author"], body=link_to(file))
    make_reply(world.topic("community"), world.people["author"], body=link_to(file))
    assert browsers["moderator"].get(f"/files/{file.token}/{file.name}").status_code == 200
    assert readings(world) == []
