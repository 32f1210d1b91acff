"""Acts at the desk and against what was done there: who may do them, and what a right form says."""

from tests.privacy.acted import hidden_event_of
from tests.privacy.acting import Act
from tests.privacy.acting import form
from tests.privacy.world import STAFF

#: Who decides on the report in a topic of each audience.
REPORTED = {"public": STAFF | {"lead_a"}, "community": STAFF, "city": STAFF | {"lead_a"}}
LEADS = STAFF | {"lead_a", "lead_b"}

DESK = {
    "appeals.create_appeal": Act(
        set(),
        form(text="Una razón"),
        doer="author_a",
        values=lambda world: {"event_id": hidden_event_of("author_a", world)},
    ),  # Whose post it was, and they alone.
    "desk.create_claim": Act(REPORTED),
    "desk.create_decision": Act(REPORTED, form(outcome="kept", reason="Una razón")),
    "desk.create_handover": Act(REPORTED, lambda world: {"colleague_id": world.people["admin"].id, "note": "Una nota"}),
    "desk.create_takeover": Act(REPORTED),
    "desk.delete_claim": Act(dict.fromkeys(REPORTED, LEADS), writes=False),  # One's own; else nothing happens.
    "desk.delete_decision": Act(STAFF, after=("desk.create_decision",)),
}
