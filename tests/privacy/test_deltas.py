"""Whatever is done in a city's room: nothing that outsiders are answered changes by it, order and pages included."""

import re
from copy import deepcopy
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.accounts.commands.people import appoint_lead
from forum.certification.queries import get_stage
from forum.cities.commands import set_city_stage
from forum.cities.models import City
from forum.core import clock
from forum.core import pagecache
from forum.core import postman
from forum.core import relay
from forum.core.db import session
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.addresses import addresses
from tests.privacy.asking import browser_of
from tests.privacy.attached import attach
from tests.privacy.watching import shape_of
from tests.privacy.world import CITY_A
from tests.privacy.world import World

#: Moments and versions of the form's names: what differs from one answer to the next by itself.
_MOMENTS = re.compile(
    r"name=\"request_id\"[^>]*|<time [^>]*>.*?</time>|<updated>[^<]*</updated>|hace [^<]*|há [^<]*", re.DOTALL
)
#: What is read by being opened: unread before, read afterwards.
READING = ("/t/", "/posts/", "/notices", "/topics/")


def chosen(app: Flask, world: World) -> list[str]:
    """Return every address; of the words looked for in search, some."""
    sweeps = [address for _endpoint, address in addresses(app, world) if address.startswith("/search?q=zq")]
    aside = {"/health/ready", *sweeps} - set(sweeps[::8])
    return [address for _endpoint, address in addresses(app, world) if address not in aside]


def snapshot(browser: FlaskClient, wanted: list[str]) -> dict[str, object]:
    """Return what somebody is answered at these addresses, in the end of where they lead."""
    browser.get("/login")
    found: dict[str, object] = {}
    for address in wanted:
        answer = browser.get(address, follow_redirects=True)
        if not answer.mimetype.startswith(("text/", "application/xml", "application/atom", "application/json")):
            found[address] = (answer.status_code, answer.get_data())
            continue
        status, body, headers = shape_of(answer, address)
        body = f"{answer.request.path}\n{body}"
        found[address] = (status, _MOMENTS.sub("…", body), [h for h in headers if not h.startswith(("ETag", "Last-"))])
    return found


def stir(world: World) -> None:
    """Do in the room of city A whatever can be done there."""
    author, lead, admin = (act(world.people[role]) for role in ("author_a", "lead_a", "admin"))
    room = world.topics["city"]
    city = session.get_one(City, world.cities["a"].id)
    reply = make_reply(
        room, world.people["author_a"], body=f"Algo {attach(world, world.people['author_a'], 'x', CITY_A)}"
    )
    make_topic(world.people["author_a"], title="Otro tema de la sala", audience="city", kind="question")
    with clock.pretend(clock.now() + timedelta(minutes=10)):
        post = session.get_one(Post, reply.id, populate_existing=True)
        edit_post(author, reply.id, body="Otro texto", language="es", base=fingerprint(post.body, post.language))
    hide_post(lead, make_reply(room, world.people["author_a"]).id, reason="x")
    close_topic(lead, room.id, reason="x")
    newcomer = make_user("Persona nueva de A", city=city)
    appoint_lead(admin, newcomer.id)
    set_city_stage(lead, city.id, stage_id=get_stage("roadmap").id, since=clock.now().date())
    for _ in range(3):
        relay.deliver_pending()
        postman.send_due()
    pagecache.clear()


@pytest.mark.parametrize("role", ["visitor", "member_b", "pending"])
def test_what_is_done_in_a_citys_room_changes_nothing_for_outsiders(app: Flask, world: World, sign_in, client, role):
    browser = browser_of(world, sign_in, client, role)
    wanted = chosen(app, world)
    with clock.pretend(clock.now()):
        snapshot(browser, [address for address in wanted if address.startswith(READING)])
        before = snapshot(browser, wanted)
        moment = clock.now()
    stir(deepcopy(world))  # What it plants is not of the world that other tests find.
    with clock.pretend(moment):
        after = snapshot(browser, wanted)
    session.rollback()
    changed = [address for address, answer in before.items() if after[address] != answer]
    assert len(before) > 300
    assert not changed, "\n".join(changed)
