"""What is kept of members in the world: notes, warnings, a silence; texts that wait; a watched word."""

from datetime import timedelta

from forum.accounts.commands.blocking import block
from forum.accounts.commands.silencing import silence
from forum.accounts.models import User
from forum.conduct.commands.holding import hold
from forum.conduct.commands.notes import add_note
from forum.conduct.commands.warnings import warn
from forum.conduct.commands.words import add_word
from forum.conduct.models import HeldPost
from forum.core import clock
from forum.core.db import session
from forum.discussion.screening import Writing
from tests.factories.accounts import act
from tests.privacy.attached import attach
from tests.privacy.world import CITY_A
from tests.privacy.world import STAFF
from tests.privacy.world import World


def keep_records(world: World, people: dict[str, User]) -> None:
    """Note, warn and silence somebody of A: what RIL notes is RIL's, what a lead notes the lead's and RIL's."""
    plant = world.plant
    silenced = people["silenced_a"]
    lead, moderator = act(people["lead_a"]), act(people["moderator"])
    world.notes["lead_a"] = add_note(lead, silenced.id, text=plant("note of the lead of A", STAFF | {"lead_a"})).id
    world.notes["moderator"] = add_note(moderator, silenced.id, text=plant("note of RIL", STAFF)).id
    warn(moderator, silenced.id, reason=plant("reason of a warning", STAFF | {"lead_a"}))
    warn(lead, people["member_a"].id, reason=plant("reason of the warning of member_a", STAFF | {"lead_a", "member_a"}))
    reason = plant("reason of a silence", STAFF | {"lead_a"})
    silence(moderator, silenced.id, reason=reason, until=clock.now() + timedelta(days=7))


def hold_texts(world: World) -> None:
    """Let a text of a member of A wait for the room, and one for the community; watch a word."""
    plant = world.plant
    member = act(world.people["member_a"])
    add_word(act(world.people["moderator"]), phrase=plant("watched word", STAFF), language="both", action="block")
    address = f"{plant('blocked address', STAFF)}@correo.example"
    block(act(world.people["moderator"]), kind="address", value=address, note=plant("note of a block", STAFF))
    for audience, readers in (("city", CITY_A), ("community", STAFF | {"member_a"})):
        body = f"Espera {plant(f'text for a {audience} topic that waits, of member_a', readers)}"
        body += "\n\n" + attach(
            world, world.people["member_a"], f"text for a {audience} topic that waits, of member_a", readers
        )
        hold(
            member,
            "",
            body,
            Writing(body, "es", topic_id=world.topics[audience].id, values={}),
            reason="word",
            detail="",
        )
    rows = session.query(HeldPost.topic_id, HeldPost.id)
    numbers = {row.topic_id: row.id for row in rows}
    world.held = {audience: numbers[world.topics[audience].id] for audience in ("city", "community")}
