"""Every act × every role × every audience: allowed, refused, or as if it did not exist."""

from collections.abc import Callable
from typing import Any

import pytest

from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.answers import without_token
from tests.discussion.world import KINDS
from tests.discussion.world import MEMBERS
from tests.discussion.world import OUTSIDE
from tests.discussion.world import STAFF
from tests.discussion.world import World
from tests.discussion.world import details_form
from tests.discussion.world import new_topic_form
from tests.discussion.world import row_counts
from tests.discussion.world import sees
from tests.discussion.world import text_form

Act = Callable[[Topic, Post], tuple[str, dict[str, Any]]]

ACTS: dict[str, Act] = {
    "reply": lambda t, p: (f"/topics/{t.id}/posts", {"body": "Nosotros lo hicimos así.", "language": "es"}),
    "edit the text of a reply": lambda t, p: (f"/posts/{p.id}/text", text_form(p, "Otro texto.")),
    "edit the topic": lambda t, p: (f"/topics/{t.id}/details", details_form(t, title="Otro título del tema")),
    "delete a reply": lambda t, p: (f"/posts/{p.id}/deletion", {"reason": "Repetido"}),
    "hide a reply": lambda t, p: (f"/posts/{p.id}/hiding", {"reason": "Datos personales"}),
    "pin": lambda t, p: (f"/topics/{t.id}/pin", {}),
    "close": lambda t, p: (f"/topics/{t.id}/closing", {"reason": "Resuelto en otra parte"}),
    "mark the answer": lambda t, p: (f"/topics/{t.id}/answer", {"post_id": p.id}),
    "give it to RIL only": lambda t, p: (f"/topics/{t.id}/audience", {"audience": "staff", "understood": "y"}),
    "make it public": lambda t, p: (f"/topics/{t.id}/audience", {"audience": "public", "understood": "y"}),
}


def curators(audience: str) -> set[str]:
    """Return who curates: RIL, and a lead in their room and in what their city made public."""
    return {*STAFF, "lead"} if audience in {"city", "public"} else set(STAFF)


def replier(audience: str) -> str:
    return {"city": "colleague", "staff": "administrator"}.get(audience, "foreign member")


ALLOWED: dict[str, Callable[[str], set[str]]] = {
    "reply": lambda a: set(MEMBERS),
    "edit the text of a reply": lambda a: curators(a) | {replier(a)},
    "edit the topic": lambda a: curators(a) | {"author"},
    "delete a reply": lambda a: curators(a) | {replier(a)},
    "hide a reply": curators,
    "pin": lambda a: {*STAFF, "lead"} if a == "city" else set(STAFF),
    "close": curators,
    "mark the answer": lambda a: {*STAFF, "author"},
    "give it to RIL only": lambda a: set(STAFF),
    "make it public": lambda a: {*STAFF, "lead"},
}


@pytest.mark.parametrize("audience", KINDS)
@pytest.mark.parametrize("act", ACTS)
def test_who_may_act_in_which_topic(world, sign_in, visitor, act, audience):
    topic = world.topic(audience)
    reply = world.reply(topic)
    browsers = world.browsers(sign_in, visitor)
    address, form = ACTS[act](topic, reply)
    before = row_counts()
    allowed = ALLOWED[act](audience)
    for who in (*OUTSIDE, *MEMBERS):
        if who in allowed and sees(audience, who):
            continue
        answer = browsers[who].post(address, data=form)
        assert answer.status_code == (403 if sees(audience, who) else 404), who
        if not sees(audience, who):
            assert topic.title not in answer.text
    assert row_counts() == before

    for who in MEMBERS:
        if who in allowed and sees(audience, who):
            _allowed(world, browsers[who], act, audience, who)


def _allowed(world: World, browser: Any, act: str, audience: str, who: str) -> None:
    topic = world.topic(audience)
    reply = world.reply(topic)
    address, form = ACTS[act](topic, reply)
    answer = browser.post(address, data=form)
    assert answer.status_code == 303, (who, answer.text)


@pytest.mark.parametrize("audience", ["city", "staff"])
@pytest.mark.parametrize("act", ACTS)
def test_a_hidden_topic_answers_every_act_like_an_absent_one(world, sign_in, act, audience):
    topic = world.topic(audience)
    reply = world.reply(topic)
    address, form = ACTS[act](topic, reply)
    absent = address.replace(f"/{topic.id}/", "/987654/").replace(f"/{reply.id}/", "/987654/")
    browser = sign_in(world.people["foreign lead"])
    browser.get("/nowhere")  # The first answer of all brings the cookie of the forms.

    there, nowhere = browser.post(address, data=form), browser.post(absent, data=form)

    assert there.status_code == nowhere.status_code == 404
    assert sorted(there.headers.keys()) == sorted(nowhere.headers.keys())
    assert _masked(there.text, address) == _masked(nowhere.text, absent)


def _masked(page: str, address: str) -> str:
    """Leave out what differs between any two answers: the address asked for, and the second in the token."""
    return without_token(page.replace(address, "…"))


@pytest.mark.parametrize("act", ["reply", "edit the text of a reply", "delete a reply"])
def test_a_closed_topic_takes_nothing_from_those_who_do_not_curate(world, sign_in, act):
    topic = world.topic()
    reply = world.reply(topic)
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/closing", data={})
    address, form = ACTS[act](topic, reply)

    assert sign_in(world.people["foreign member"]).post(address, data=form).status_code == 403
    assert sign_in(world.people["moderator"]).post(address, data=form).status_code == 303


def test_a_lead_loses_the_power_over_a_public_topic_when_it_becomes_the_communitys(world, sign_in):
    topic = world.topic("public")
    lead = sign_in(world.people["lead"])

    assert lead.post(f"/topics/{topic.id}/audience", data={"audience": "community"}).status_code == 303
    assert lead.post(f"/topics/{topic.id}/closing", data={}).status_code == 403


def test_nobody_moves_a_topic_into_a_room_of_another_city(world, sign_in):
    topic = world.topic("public")
    lead = sign_in(world.people["lead"])

    refused = lead.post(f"/topics/{topic.id}/audience", data={"audience": "city", "city": "recife", "understood": "y"})

    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("who", "form", "status"),
    [
        ("author", {"audience": "public"}, 403),
        ("author", {"audience": "staff"}, 404),
        ("author", {"audience": "city", "city": "recife"}, 404),
        ("author", {"kind": "announcement"}, 403),
        ("author", {"audience": "city"}, 303),
        ("author", {}, 303),
        ("lead", {"audience": "public"}, 303),
        ("lead", {"kind": "announcement"}, 403),
        ("moderator", {"audience": "city"}, 422),
        ("moderator", {"audience": "city", "city": "recife"}, 303),
        ("moderator", {"audience": "staff"}, 303),
        ("moderator", {"kind": "announcement", "audience": "public"}, 303),
        ("suspended", {}, 404),
        ("pending", {}, 404),
        ("visitor", {}, 404),
    ],
)
def test_who_opens_which_topic(world, sign_in, visitor, who, form, status):
    browser = world.browsers(sign_in, visitor)[who]

    assert browser.post("/new-topic", data=new_topic_form(**form)).status_code == status
