"""Rights that are lost: gone from the next request on, wherever it was seen before, and from mail that waits.

Each case is done by the command that the site uses, while browsers are open, pages are kept and mail is owed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.people import dismiss_lead
from forum.accounts.commands.people import grant_role
from forum.accounts.commands.people import move_to_city
from forum.accounts.commands.people import suspend
from forum.core import postman
from forum.core import relay
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import hide_revision
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.privacy.acting import EDITED
from tests.privacy.acting import REPLY
from tests.privacy.asking import SHORT
from tests.privacy.asking import words_in
from tests.privacy.losing import loser
from tests.privacy.watching import shape_of
from tests.privacy.world import AUDIENCES
from tests.privacy.world import READERS
from tests.privacy.world import STAFF
from tests.privacy.world import World

# Walks every page before and after each change.
pytestmark = pytest.mark.long

Change = Callable[[World], None]


@dataclass(frozen=True)
class Loss:
    """What is done, who loses by it, and which words: what begins so, or what somebody in another role reads not."""

    change: Change
    #: Role → as whom they read afterwards; None: by what is said of the words.
    roles: dict[str, str | None]
    #: Words whose description ends so.
    words: tuple[str, ...] = ()
    #: The topic that is then as if it did not exist.
    topic: str = ""


def _admin(world: World):
    return act(world.people["admin"])


def _about(world: World, who: str, done: Callable[..., None], **values: object) -> None:
    done(_admin(world), world.people[who].id, **values)


def _narrow(audience: str, wanted: str, **values: object) -> Change:
    return lambda world: change_audience(_admin(world), world.topics[audience].id, audience=wanted, **values)


def _post(world: World, audience: str, place: int) -> int:
    return world.posts[AUDIENCES.index(audience) * 5 + place].id


LOSSES: dict[str, Loss] = {
    "moved to another city": Loss(
        lambda world: _about(world, "member_a", move_to_city, city_id=world.cities["b"].id),
        {"member_a": "member_b"},
        topic="city",
    ),
    "a lead moved to another city": Loss(
        lambda world: _about(world, "lead_a", move_to_city, city_id=world.cities["b"].id),
        {"lead_a": "member_b"},
        topic="city",
    ),
    "suspended": Loss(
        lambda world: _about(world, "member_a", suspend, reason="x", until=None),
        {"member_a": "suspended"},
        topic="community",
    ),
    "a moderator suspended": Loss(
        lambda world: _about(world, "moderator", suspend, reason="x", until=None),
        {"moderator": "visitor"},
        topic="staff",
    ),
    "anonymised": Loss(
        lambda world: _about(world, "member_a", anonymise_person, reason="por carta"),
        {"member_a": "visitor"},
        topic="community",
    ),
    "lead no more": Loss(lambda world: _about(world, "lead_a", dismiss_lead), {"lead_a": "member_a"}),
    "moderator no more": Loss(
        lambda world: _about(world, "moderator", grant_role, role="member", city_id=world.cities["b"].id),
        {"moderator": "member_b"},
        topic="staff",
    ),
    "public to community": Loss(
        _narrow("public", "community"),
        {"visitor": None, "pending": None, "suspended": None},
        (" public topic",),
        topic="public",
    ),
    "public to staff": Loss(
        _narrow("public", "staff"), {"visitor": None, "member_b": None}, (" public topic",), topic="public"
    ),
    "community to a city": Loss(
        _narrow("community", "city"), {"member_b": None, "lead_b": None}, (" community topic",), topic="community"
    ),
    "city to staff": Loss(_narrow("city", "staff"), {"member_a": None, "lead_a": None}, (" city topic",), topic="city"),
    "another city's room": Loss(
        lambda world: change_audience(
            _admin(world), world.topics["city"].id, audience="city", city_id=world.cities["b"].id
        ),
        {"member_a": None, "lead_a": None},
        (" city topic",),
        topic="city",
    ),
    "post hidden": Loss(
        lambda world: hide_post(_admin(world), _post(world, "public", REPLY), reason="x"),
        {"visitor": None, "member_b": None},
        ("reply in a public topic", "file of a public topic", "picture of a public topic"),
    ),
    "post deleted": Loss(
        lambda world: delete_post(_admin(world), _post(world, "community", REPLY), reason="x"),
        {"member_a": None, "member_b": None},
        ("reply in a community topic", "file of a community topic", "picture of a community topic"),
    ),
    "topic deleted": Loss(
        lambda world: delete_post(_admin(world), world.firsts["public"].id, reason="x"),
        {"visitor": None, "member_b": None},
        (" public topic",),
        topic="public",
    ),
    "revision hidden": Loss(
        lambda world: hide_revision(_admin(world), _post(world, "city", EDITED), number=1, reason="x"),
        {"member_a": None},
        ("*earlier text in a city topic",),
    ),
}


def lost_words(world: World, loss: Loss, role: str) -> list[str]:
    """Return the words that a role reads before and not afterwards."""
    later = loss.roles[role]
    lost: list[str] = []
    for word, (what, readers) in world.words.items():
        if role not in readers:
            continue
        if later is not None:
            own = role == "member_a" and what.endswith(("member of A", "of member_a", "device"))
            own = own or (role == "lead_a" and what == "name of the lead of A")
            if later not in readers and not own:
                lost.append(word)
        elif any(what == end[1:] if end[0] == "*" else what.endswith(end) for end in loss.words):
            lost.append(word)
    return lost


@pytest.mark.parametrize(("name", "role"), [(name, role) for name, loss in LOSSES.items() for role in loss.roles])
def test_what_is_lost_is_gone_at_once_everywhere(app: Flask, world: World, sign_in, client, mails, name, role):
    loss = LOSSES[name]
    lost = lost_words(world, loss, role)

    def browser():
        return app.test_client() if role == "visitor" else sign_in(world.people[role])

    watched = loser(app, world, role, browser, lost)
    watched.look()
    owed = _owe_mail(world, role, loss)
    loss.change(world)
    told = watched.look_again()
    if loss.topic and role != "visitor":
        told += _absent(watched.browser, world.topics[loss.topic].id)
    for _ in range(3):
        relay.deliver_pending()
        postman.send_due()
    told += watched.look_again(once=True)
    beginnings = {word[:SHORT] for word in lost}
    for mail in mails():
        if mail.id > owed and mail.user_id == world.people.get(role, world.people["admin"]).id and role != "visitor":
            text = f"{mail.subject} {mail.text} {mail.html}"
            told += [f"a mail tells the {world.what(word)}" for word in words_in(text) & beginnings]
            if loss.topic and mail.kind == "notifications.notice" and mail.state != "dropped":
                told.append(f"a mail that was owed is {mail.state}")
    assert not told, "\n".join(sorted(set(told)))


def _owe_mail(world: World, role: str, loss: Loss) -> int:
    """Have somebody name the loser in the topic, so that a letter waits; return the last letter before it."""
    from forum.core.db import session
    from forum.core.mail import OutgoingMail

    last = session.query(OutgoingMail.id).order_by(OutgoingMail.id.desc()).limit(1).scalar() or 0
    if loss.topic and role in READERS[loss.topic] - {"visitor", "pending", "suspended"}:
        make_reply(world.topics[loss.topic], world.people["admin"], body=f"Para @{world.people[role].handle}")
        for _ in range(2):
            relay.deliver_pending()
    return last


def _absent(browser, topic_id: int) -> list[str]:
    """Return whether a topic answers otherwise than one that never was."""
    browser.get("/nowhere")
    shapes = []
    for number in (topic_id, 999_999):
        address = f"/t/any-slug/{number}"
        shapes.append(shape_of(browser.get(address), address))
    return [] if shapes[0] == shapes[1] else [f"/t/any-slug/{topic_id} is not as one that never was"]


def test_the_cases_are_about_words(app: Flask, world: World):
    for name, loss in LOSSES.items():
        for role in loss.roles:
            assert lost_words(world, loss, role), (name, role)
    assert READERS["city"] > STAFF
