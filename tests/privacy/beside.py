"""What RIL puts beside what others write: prepared replies, remarks above posts, a guide that was narrowed to a room."""

from typing import Any

from forum.accounts.models import User
from forum.core.db import session
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.guiding import make_guide
from forum.discussion.commands.preparing import PreparedText
from forum.discussion.commands.preparing import add_prepared
from forum.discussion.commands.remarking import put_remark
from tests.factories.accounts import act
from tests.factories.discussion import make_topic
from tests.privacy.acting import Act
from tests.privacy.acting import form
from tests.privacy.world import CITY_A
from tests.privacy.world import READERS
from tests.privacy.world import STAFF
from tests.privacy.world import World

PREPARED = {"name": "Bienvenida", "text_es": "Hola, {name}.", "text_pt": "Oi, {name}.", "based_on": 1}

GUIDED = {"public": STAFF, "community": STAFF, "city": frozenset(), "staff": frozenset()}


def put_beside(world: World) -> None:
    """Prepare a reply."""
    staff = act(world.people["moderator"])
    parts = [world.plant(f"{part} of a prepared reply", STAFF) for part in ("name", "Spanish", "Portuguese")]
    world.prepared = add_prepared(staff, PreparedText(*parts)).id
    title = world.plant("title of a guide that was narrowed to a room", CITY_A)
    guide = make_topic(session.get_one(User, world.people["author_a"].id), title=f"Guía {title}", stage="evidence")
    make_guide(staff, guide.id)
    change_audience(staff, guide.id, audience="city", city_id=world.cities["a"].id)
    for audience, readers in READERS.items():
        reply, hidden = [post for post in world.posts if post.topic_id == world.topics[audience].id][:2]
        text = world.plant(f"remark above a post of a {audience} topic", readers)
        put_remark(staff, reply.id, text_es=text, text_pt="", based_on=0)
        curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
        text = world.plant(f"remark above a hidden post of a {audience} topic", curators)
        put_remark(staff, hidden.id, text_es="", text_pt=text, based_on=0)


def _prepared(world: World) -> dict[str, Any]:
    return {"prepared_id": world.prepared}


BESIDE_ACTS = {
    "discussion.create_prepared": Act(STAFF, form(**PREPARED)),
    "discussion.update_prepared": Act(STAFF, form(**PREPARED), values=_prepared),
    "discussion.create_remark": Act(dict.fromkeys(READERS, STAFF), form(text_es="Un aviso", based_on=1)),
    "discussion.delete_remark": Act(dict.fromkeys(READERS, STAFF)),
    # Nobody is guided to what not all members read.
    "discussion.create_guide": Act(GUIDED),
    "discussion.delete_guide": Act(dict.fromkeys(READERS, STAFF), after=("discussion.create_guide",)),
    "discussion.delete_prepared": Act(STAFF, values=_prepared),
}
