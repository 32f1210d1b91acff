"""The acts on records, watched words and texts that wait."""

from datetime import timedelta
from typing import Any

from forum.core import clock
from tests.privacy.acting import Act
from tests.privacy.acting import form
from tests.privacy.acting import user
from tests.privacy.world import MEMBERS
from tests.privacy.world import STAFF
from tests.privacy.world import World

KEEPERS = STAFF | {"lead_a"}


def _in_three_days(_world: World) -> dict[str, Any]:
    return {"reason": "Una razón", "until": (clock.now() + timedelta(days=3)).date().isoformat()}


CONDUCT = {
    "conduct.create_approval": Act(KEEPERS, doer="lead_a", values=lambda world: {"held_id": world.held["city"]}),
    "conduct.create_rejection": Act(
        KEEPERS,
        form(reason="Una razón"),
        doer="lead_a",
        values=lambda world: {"held_id": world.held["city"]},
    ),
    "conduct.create_word": Act(STAFF, form(phrase="palabra", language="both", action="flag")),
    "conduct.delete_held": Act({"member_a"}, values=lambda world: {"held_id": world.held["community"]}),
    "conduct.delete_word": Act(STAFF, values=lambda _world: {"word_id": 1}),
    "conduct.show_trial": Act(STAFF, form(text="Un texto para probar.", language="es"), writes=False),
    "conduct.create_block": Act(STAFF, form(kind="domain", value="correo.example")),
    "conduct.delete_block": Act(STAFF, values=lambda _world: {"blocked_id": 1}),
    "conduct.new_merging": Act(
        STAFF,
        lambda world: {"into": world.people["author_a"].handle, "reason": "Lo pidió por carta", "understood": "y"},
        values=user("silenced_a"),
    ),
    "conduct.create_note": Act(KEEPERS, form(text="Una nota"), doer="lead_a", values=user("silenced_a")),
    "conduct.create_warnings_reading": Act(MEMBERS, doer="member_a", writes=False),
    "conduct.delete_note": Act(KEEPERS, doer="lead_a", values=lambda world: {"note_id": world.notes["lead_a"]}),
    "conduct.delete_silence": Act(KEEPERS, doer="lead_a", values=user("silenced_a"), writes=False),
    "conduct.new_silence": Act(
        KEEPERS,
        _in_three_days,
        doer="lead_a",
        values=user("silenced_a"),
    ),
    "conduct.new_warning": Act(KEEPERS, form(reason="Una razón"), doer="lead_a", values=user("silenced_a")),
}
