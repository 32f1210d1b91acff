"""Every act: who may do it, what a right form says, and what must be so before it can be done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from forum.core import clock
from forum.core.db import session
from forum.core.settings import definitions
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.details import topic_to_edit
from forum.translation.queries.glossary import glossary_version
from forum.translation.queries.present import present_translation
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.privacy import sent
from tests.privacy.acting import DELETED
from tests.privacy.acting import EDITED
from tests.privacy.acting import HIDDEN
from tests.privacy.acting import Act
from tests.privacy.acting import form
from tests.privacy.acting import user
from tests.privacy.acts_conduct import CONDUCT
from tests.privacy.acts_desk import DESK
from tests.privacy.announced import NEWS_ACTS
from tests.privacy.beside import BESIDE_ACTS
from tests.privacy.retained import QUARANTINE
from tests.privacy.world import CITY_A
from tests.privacy.world import MEMBERS
from tests.privacy.world import READERS
from tests.privacy.world import ROLES
from tests.privacy.world import STAFF
from tests.privacy.world import World

EVERYBODY = frozenset(ROLES)
#: Who has an account; whoever left has none.
ACCOUNTS = EVERYBODY - {"visitor", "gone"}
LEADS = STAFF | {"lead_a", "lead_b"}
#: Who leads the city that a topic belongs to, or whose member wrote what everybody may read.
LED = {audience: STAFF | ({"lead_a"} if audience in {"city", "public"} else set()) for audience in READERS}
READING_MEMBERS = {audience: readers & MEMBERS for audience, readers in READERS.items()}
STAFF_ONLY = dict.fromkeys(READERS, STAFF)


def _prefixed(start: str, **values: Any) -> Callable[[World], dict[str, Any]]:
    """Return the form of a request in a list of them: of the first, and of one that there is not."""
    return lambda world: {
        f"{start}{number}-{name}": value
        for name, value in ({"city_id": world.cities["a"].id} | values).items()
        for number in (1, 999_999)
    }


def _settings(_world: World) -> dict[str, Any]:
    return {found.key.replace(".", "_"): str(found.default) for found in definitions() if found.type is not bool}


def _answer(world: World, values: dict[str, Any]) -> dict[str, Any]:
    return {"post_id": next(post.id for post in world.posts if post.topic_id == values["topic_id"])}


def _base_of_text(world: World, values: dict[str, Any]) -> dict[str, Any]:
    post = next(post for post in world.posts if post.id == values["post_id"])
    return {"base": fingerprint(post.body, post.language)}


def _base_of_topic(world: World, values: dict[str, Any]) -> dict[str, Any]:
    _topic, details = topic_to_edit(act(world.people["admin"]), values["topic_id"])
    return {"base": details.fingerprint()}


def _base_of_translation(_world: World, values: dict[str, Any]) -> dict[str, Any]:
    post = session.get_one(Post, values["post_id"])
    present = present_translation(session.get_one(Topic, post.topic_id), post)
    session.rollback()
    return {"base": present.fingerprint()}


def _understood(_world: World, _values: dict[str, Any]) -> dict[str, Any]:
    return {"understood": "y"}


def _in_two_days(_world: World, _values: dict[str, Any]) -> dict[str, Any]:
    return {"moment": (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}


#: A notice of somebody in the world.
NOTICE = 1
PROFILE = {
    "name": "Otro Nombre",
    "handle": "miembro.b",
    "reads": ["es"],
    "ui_language": "es",
    "time_zone": "America/Bogota",
    "theme": "dark",
    "density": "compact",
}
TERM = {"es": "vereda", "pt": "passeio", "kind": "noun", "steers": "none"}
TEXT = "Un texto que basta para publicar."
ACTS = {
    **BESIDE_ACTS,
    **NEWS_ACTS,
    "accounts.accept_texts": Act(ACCOUNTS, form(agreed="y")),
    "accounts.create_admission": Act(STAFF, _prefixed("a", answer="Bienvenida")),
    "accounts.create_export": Act(ACCOUNTS, form(kind="zip", present=PASSWORD)),
    "accounts.delete_consent": Act(
        ACCOUNTS, doer="member_a", values=lambda _w: {"purpose": "shown_outside"}, writes=False
    ),
    "accounts.new_removal": Act(
        ACCOUNTS, form(understood="y", present=PASSWORD), values=lambda _w: {"extent": "posts"}
    ),
    "accounts.new_person_removal": Act({"admin"}, form(extent="name", reason="Por carta")),
    "accounts.create_assignment": Act(STAFF, _prefixed("a")),
    "accounts.create_refusal": Act(STAFF, _prefixed("r", answer="No corresponde")),
    "accounts.create_lead": Act(STAFF),
    "accounts.delete_lead": Act(STAFF, values=user("lead_b")),
    "accounts.edit_city": Act(STAFF, lambda world: {"city_id": world.cities["a"].id}),
    "accounts.edit_role": Act({"admin"}, form(role="moderator")),
    "accounts.new_suspension": Act(STAFF, form(reason="Una razón")),
    "accounts.delete_suspension": Act(STAFF, values=user("suspended")),
    "accounts.delete_device": Act(set(), doer="author_b"),  # Whose device it is, and they alone.
    "accounts.delete_invitation": Act(STAFF | {"lead_a"}),
    # A lead of another city fills in the same form: with this city in it, it is refused as wrong.
    "accounts.new_invitation": Act(
        STAFF | {"lead_a", "lead_b"},
        lambda world: {"city_id": world.cities["a"].id, "language": "es", "days": 5, "max_uses": 1},
        doer="lead_a",
    ),
    "accounts.new_invitations": Act(
        LEADS, sent.table("name,email,language", "Una Persona,una@persona.example,es"), doer="lead_a"
    ),
    "accounts.confirm_address": Act(EVERYBODY),
    "accounts.confirm_sign_up": Act(EVERYBODY),
    "accounts.edit_profile": Act(ACCOUNTS, form(**PROFILE), doer="member_b"),
    "accounts.new_reset": Act(EVERYBODY),
    "accounts.new_sign_in_link": Act(EVERYBODY),
    "accounts.redeem": Act(EVERYBODY),
    "accounts.redeem_sign_in_link": Act(EVERYBODY),
    "accounts.reset_password": Act(EVERYBODY),
    "accounts.set_language": Act(EVERYBODY),
    "accounts.sign_in": Act(EVERYBODY),
    "accounts.sign_out": Act(ACCOUNTS),
    "accounts.sign_up": Act(EVERYBODY),
    "accounts.update_address": Act(
        ACCOUNTS, form(**{"new-email": "otra@persona.example", "new-present": PASSWORD}), doer="member_b"
    ),
    "accounts.update_password": Act(ACCOUNTS, form(present=PASSWORD, password="otra plaza y un mercado nuevo")),
    "admin.create_mail_retry": Act({"admin"}, writes=False),
    "admin.create_retry": Act({"admin"}, writes=False),
    "admin.create_test_mail": Act({"admin"}),
    "admin.update_settings": Act({"admin"}, _settings),
    "applications.create_answer": Act(STAFF, form(outcome="accepted", answer="Bienvenidos")),
    "applications.create_application": Act(EVERYBODY),
    "cities.create_city": Act(
        STAFF,
        form(name="Nueva", country_code="CO", time_zone="America/Bogota", language="es"),
    ),
    "cities.create_city_stage": Act(STAFF | {"lead_a"}, form(stage="3", since="2024-05-05")),
    "cities.create_import": Act(STAFF, sent.cities),
    "cities.create_public_names": Act(STAFF | {"lead_a"}),
    "cities.create_sharing": Act(STAFF | {"lead_a"}),
    "cities.delete_public_names": Act(STAFF | {"lead_a"}, after=("cities.create_public_names",)),
    "cities.delete_sharing": Act(STAFF | {"lead_a"}, after=("cities.create_sharing",)),
    "cities.update_city": Act(STAFF, form(name="Otra", country_code="CO", time_zone="America/Bogota", language="es")),
    "cities.update_domains": Act(STAFF, form(domains="otra.gob.ar")),
    **CONDUCT,
    **QUARANTINE,
    **DESK,
    "discussion.create_answer": Act(STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}, exact=_answer),
    "bulk.create_change": Act(STAFF, lambda world: {"topics": [world.spare], "act": "close"}),
    "discussion.create_closing": Act(LED, form(reason="Una razón")),
    "discussion.create_confirmation": Act(
        STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}, exact=_answer, after=("discussion.create_answer",)
    ),
    "discussion.create_deletion": Act(LED, form(reason="Una razón")),
    "discussion.create_hiding": Act(LED, form(reason="Una razón")),
    "discussion.create_merging": Act(LED, lambda world: {"target": world.spare}, exact=_understood),
    "discussion.create_move": Act(
        LED, lambda world: {"posts": [world.posts[0].id], "to": "existing", "target": world.spare}, exact=_understood
    ),
    "discussion.update_pace": Act(LED, form(pace="15")),
    "discussion.delete_pace": Act(LED, after=("discussion.update_pace",)),
    "discussion.create_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}),
    "discussion.create_post": Act(READING_MEMBERS, form(body=TEXT, language="es")),
    "discussion.create_preview": Act(MEMBERS, form(body=TEXT, language="es"), writes=False),
    "discussion.create_readings": Act(MEMBERS),
    "discussion.create_revision_hiding": Act(
        LED, form(reason="Una razón"), post=EDITED, values=lambda _w: {"number": 1}
    ),
    "discussion.create_topic": Act(
        MEMBERS,
        form(title="Una pregunta", body=TEXT, stage="evidence", kind="question", language="es", audience="community"),
    ),
    "discussion.delete_answer": Act(STAFF_ONLY, after=("discussion.create_answer",)),
    "bulk.delete_change": Act(STAFF),
    "discussion.delete_closing": Act(LED, after=("discussion.create_closing",)),
    "discussion.delete_confirmation": Act(
        STAFF_ONLY, after=("discussion.create_answer", "discussion.create_confirmation")
    ),
    "discussion.delete_deletion": Act(LED, post=DELETED),
    "discussion.delete_hiding": Act(LED, post=HIDDEN),
    "discussion.delete_move": Act(STAFF | {"lead_a"}),
    "discussion.delete_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}, after=("discussion.create_pin",)),
    "discussion.delete_revision_hiding": Act(LED, post=EDITED),
    "discussion.set_filter": Act(MEMBERS, form(lang="es", kind="all", status="all")),
    # A lead may open to everybody what their own people wrote for the community.
    "discussion.update_audience": Act(
        LED | {"community": STAFF | {"lead_a"}},
        form(audience="public", understood="y", reason="Una razón"),
        doer="admin",
        exact=lambda _world, _values: {"audience": "staff"},
    ),
    "discussion.update_post": Act(LED, form(body=TEXT, language="es", base="x"), exact=_base_of_text),
    "discussion.update_topic": Act(
        LED,
        form(title="Otro título", stage="evidence", language="es", base="x", practices=[], criteria=[]),
        exact=_base_of_topic,
    ),
    "media.create_file": Act(MEMBERS, sent.file),
    "media.delete_avatar": Act(MEMBERS, writes=False),
    "media.delete_file": Act(set(), writes=False),  # Whose file it is, and they alone.
    "media.update_avatar": Act(MEMBERS, sent.picture),
    "moderation.create_report": Act(READING_MEMBERS, form(reason="other", note="Una nota")),
    "notifications.create_reading": Act(
        set(), doer="author_a", values=lambda _w: {"notice_id": NOTICE}
    ),  # Whose notice it is, and they alone.
    "notifications.create_readings": Act(MEMBERS, writes=False),
    "notifications.create_unsubscription": Act(EVERYBODY),
    "notifications.update_settings": Act(MEMBERS, writes=False),
    # Nobody is asked about what only RIL reads.
    "promise.create_asking": Act(
        STAFF_ONLY | {"staff": frozenset()}, lambda world: {"people": [world.people["member_a"].id]}
    ),
    "promise.create_care": Act(
        STAFF_ONLY,
        lambda world: {
            "colleague_id": world.people["admin"].id,
            "due_on": (clock.now() + timedelta(days=9)).date().isoformat(),
            "note": "Otra nota",
        },
    ),
    "promise.create_taking": Act(STAFF_ONLY),
    "promise.delete_care": Act(STAFF_ONLY),
    "promise.delete_calendar": Act({"admin"}, after=("promise.update_calendar",)),
    "promise.update_calendar": Act({"admin"}, form(days="25/12 Navidad")),
    "timers.create_timer": Act(LED, form(kind="remind"), exact=_in_two_days),
    "timers.delete_timer": Act(LED, values=lambda _w: {"kind": "remind"}, after=("timers.create_timer",), writes=False),
    "pages.update_page": Act(
        {"admin"}, form(title_es="Título", title_pt="Título", body_es=TEXT, body_pt=TEXT, based_on=1)
    ),
    # The author of a post decides as well; none of them is among the roles.
    "translation.create_acceptance": Act(STAFF_ONLY),
    "translation.create_correction_removal": Act(LED),
    "translation.create_refusal": Act(STAFF_ONLY, form(reason="Una razón")),
    "translation.create_restoration": Act(STAFF_ONLY, form(side="after")),
    "translation.create_retries": Act(STAFF),
    "translation.update_translation": Act(
        READING_MEMBERS, form(body=["Um texto que basta."], base="x"), exact=_base_of_translation
    ),
    "translation.create_glossary_file": Act(STAFF, sent.glossary),
    "translation.create_glossary_loading": Act(
        {"moderator"}, form(version="0"), doer="moderator", exact=lambda _w, _v: {"version": glossary_version()}
    ),  # Whose file it is, and they alone.
    "translation.create_term": Act(STAFF, form(**TERM)),
    "translation.create_term_removal": Act(STAFF),
    "translation.create_term_restoration": Act(STAFF, after=("translation.create_term_removal",)),
    "translation.update_term": Act(STAFF, form(**TERM)),
}
