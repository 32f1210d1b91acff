"""Every act: who may do it, what a right form says, and what must be so before it can be done."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

from PIL import Image

from forum.core.db import session
from forum.core.settings import definitions
from forum.demo import loading
from forum.discussion.commands.posts import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.details import topic_to_edit
from forum.translation.queries.glossary import glossary_version
from forum.translation.queries.present import present_translation
from forum.translation.rows import Row
from forum.translation.rows import to_csv
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.privacy.world import CITY_A
from tests.privacy.world import MEMBERS
from tests.privacy.world import READERS
from tests.privacy.world import ROLES
from tests.privacy.world import STAFF
from tests.privacy.world import World

EVERYBODY = frozenset(ROLES)
FOLDER = Path(loading.__file__).parent / "data"
#: Who has an account; whoever left has none.
ACCOUNTS = EVERYBODY - {"visitor", "gone"}
LEADS = STAFF | {"lead_a", "lead_b"}
#: Who leads the city that a topic belongs to, or whose member wrote what everybody may read.
LED = {audience: STAFF | ({"lead_a"} if audience in {"city", "public"} else set()) for audience in READERS}
READING_MEMBERS = {audience: readers & MEMBERS for audience, readers in READERS.items()}
STAFF_ONLY = dict.fromkeys(READERS, STAFF)
#: Places of the posts of each topic in `World.posts`.
REPLY, HIDDEN, DELETED, EDITED = range(4)


@dataclass(frozen=True)
class Act:
    """Who may do it, and what a right form says. `by` names roles, or roles per audience of the topic."""

    by: Any
    form: Callable[[World], dict[str, Any]] = lambda _world: {}
    #: Who does it where it is shown to work; the least of those who may, unless said here.
    doer: str = ""
    #: Which of the five posts of a topic it is about.
    post: int = REPLY
    #: Other values of its address.
    values: Callable[[World], dict[str, Any]] = lambda _world: {}
    #: Acts of an administrator that come before.
    after: tuple[str, ...] = ()
    #: It leaves no row behind.
    writes: bool = True
    #: More of the form, where it must be right to the letter.
    exact: Callable[[World, dict[str, Any]], dict[str, Any]] = field(default=lambda _world, _values: {})


def _form(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: dict(values)


def _prefixed(start: str, **values: Any) -> Callable[[World], dict[str, Any]]:
    """Return the form of a request in a list of them: of the first, and of one that there is not."""
    return lambda world: {
        f"{start}{number}-{name}": value
        for name, value in ({"city_id": world.cities["a"].id} | values).items()
        for number in (1, 999_999)
    }


def _user(role: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"user_id": world.people[role].id}


def _picture(_world: World) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    return {"picture": (io.BytesIO(out.getvalue()), "x.png")}


def _file(_world: World) -> dict[str, Any]:
    return {"file": (io.BytesIO(b"a,b\n1,2\n"), "x.csv")}


def _settings(_world: World) -> dict[str, Any]:
    return {found.key.replace(".", "_"): str(found.default) for found in definitions() if found.type is not bool}


def _table(header: str, row: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {
        "file": (io.BytesIO(f"{header}\n{row}\n".encode()), "x.csv"),
        "city_id": world.cities["a"].id,
        "language": "es",
        "days": 5,
    }


def _cities(_world: World) -> dict[str, Any]:
    lines = (FOLDER / "cities.csv").read_bytes().splitlines(keepends=True)
    return {"file": (io.BytesIO(b"".join(lines[:2])), "x.csv")}


def _glossary(_world: World) -> dict[str, Any]:
    return {"file": (io.BytesIO(to_csv([Row("acera", "calçada")])), "x.csv")}


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
    "accounts.accept_texts": Act(ACCOUNTS, _form(agreed="y")),
    "accounts.create_admission": Act(STAFF, _prefixed("a", answer="Bienvenida")),
    "accounts.create_export": Act(ACCOUNTS, _form(kind="zip", present=PASSWORD)),
    "accounts.delete_consent": Act(
        ACCOUNTS, doer="member_a", values=lambda _w: {"purpose": "shown_outside"}, writes=False
    ),
    "accounts.new_removal": Act(
        ACCOUNTS, _form(understood="y", present=PASSWORD), values=lambda _w: {"extent": "posts"}
    ),
    "accounts.new_person_removal": Act({"admin"}, _form(extent="name", reason="Por carta")),
    "accounts.create_assignment": Act(STAFF, _prefixed("a")),
    "accounts.create_refusal": Act(STAFF, _prefixed("r", answer="No corresponde")),
    "accounts.create_lead": Act(STAFF),
    "accounts.delete_lead": Act(STAFF, values=_user("lead_b")),
    "accounts.edit_city": Act(STAFF, lambda world: {"city_id": world.cities["a"].id}),
    "accounts.edit_role": Act({"admin"}, _form(role="moderator")),
    "accounts.new_suspension": Act(STAFF, _form(reason="Una razón")),
    "accounts.delete_suspension": Act(STAFF, values=_user("suspended")),
    "accounts.delete_device": Act(set(), doer="author_b"),  # Whose device it is, and they alone.
    "accounts.delete_invitation": Act(STAFF | {"lead_a"}),
    # A lead of another city fills in the same form: with this city in it, it is refused as wrong.
    "accounts.new_invitation": Act(
        STAFF | {"lead_a", "lead_b"},
        lambda world: {"city_id": world.cities["a"].id, "language": "es", "days": 5, "max_uses": 1},
        doer="lead_a",
    ),
    "accounts.new_invitations": Act(
        LEADS, _table("name,email,language", "Una Persona,una@persona.example,es"), doer="lead_a"
    ),
    "accounts.confirm_address": Act(EVERYBODY),
    "accounts.confirm_sign_up": Act(EVERYBODY),
    "accounts.edit_profile": Act(ACCOUNTS, _form(**PROFILE), doer="member_b"),
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
        ACCOUNTS, _form(**{"new-email": "otra@persona.example", "new-present": PASSWORD}), doer="member_b"
    ),
    "accounts.update_password": Act(ACCOUNTS, _form(present=PASSWORD, password="otra plaza y un mercado nuevo")),
    "admin.create_mail_retry": Act({"admin"}, writes=False),
    "admin.create_retry": Act({"admin"}, writes=False),
    "admin.create_test_mail": Act({"admin"}),
    "admin.update_settings": Act({"admin"}, _settings),
    "applications.create_answer": Act(STAFF, _form(outcome="accepted", answer="Bienvenidos")),
    "applications.create_application": Act(EVERYBODY),
    "cities.create_city": Act(
        STAFF,
        _form(name="Nueva", country_code="CO", time_zone="America/Bogota", language="es"),
    ),
    "cities.create_city_stage": Act(STAFF | {"lead_a"}, _form(stage="3", since="2024-05-05")),
    "cities.create_import": Act(STAFF, _cities),
    "cities.create_public_names": Act(STAFF | {"lead_a"}),
    "cities.create_sharing": Act(STAFF | {"lead_a"}),
    "cities.delete_public_names": Act(STAFF | {"lead_a"}, after=("cities.create_public_names",)),
    "cities.delete_sharing": Act(STAFF | {"lead_a"}, after=("cities.create_sharing",)),
    "cities.update_city": Act(STAFF, _form(name="Otra", country_code="CO", time_zone="America/Bogota", language="es")),
    "cities.update_domains": Act(STAFF, _form(domains="otra.gob.ar")),
    "discussion.create_answer": Act(STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}, exact=_answer),
    "discussion.create_closing": Act(LED, _form(reason="Una razón")),
    "discussion.create_confirmation": Act(
        STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}, exact=_answer, after=("discussion.create_answer",)
    ),
    "discussion.create_deletion": Act(LED, _form(reason="Una razón")),
    "discussion.create_hiding": Act(LED, _form(reason="Una razón")),
    "discussion.create_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}),
    "discussion.create_post": Act(READING_MEMBERS, _form(body=TEXT, language="es")),
    "discussion.create_preview": Act(MEMBERS, _form(body=TEXT, language="es"), writes=False),
    "discussion.create_readings": Act(MEMBERS),
    "discussion.create_revision_hiding": Act(
        LED, _form(reason="Una razón"), post=EDITED, values=lambda _w: {"number": 1}
    ),
    "discussion.create_topic": Act(
        MEMBERS,
        _form(title="Una pregunta", body=TEXT, stage="evidence", kind="question", language="es", audience="community"),
    ),
    "discussion.delete_answer": Act(STAFF_ONLY, after=("discussion.create_answer",)),
    "discussion.delete_closing": Act(LED, after=("discussion.create_closing",)),
    "discussion.delete_confirmation": Act(
        STAFF_ONLY, after=("discussion.create_answer", "discussion.create_confirmation")
    ),
    "discussion.delete_deletion": Act(LED, post=DELETED),
    "discussion.delete_hiding": Act(LED, post=HIDDEN),
    "discussion.delete_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}, after=("discussion.create_pin",)),
    "discussion.delete_revision_hiding": Act(LED, post=EDITED),
    "discussion.set_filter": Act(MEMBERS, _form(lang="es", kind="all", status="all")),
    # A lead may open to everybody what their own people wrote for the community.
    "discussion.update_audience": Act(
        LED | {"community": STAFF | {"lead_a"}},
        _form(audience="public", understood="y", reason="Una razón"),
        doer="admin",
        exact=lambda _world, _values: {"audience": "staff"},
    ),
    "discussion.update_post": Act(LED, _form(body=TEXT, language="es", base="x"), exact=_base_of_text),
    "discussion.update_topic": Act(
        LED,
        _form(title="Otro título", stage="evidence", language="es", base="x", practices=[], criteria=[]),
        exact=_base_of_topic,
    ),
    "media.create_file": Act(MEMBERS, _file),
    "media.delete_avatar": Act(MEMBERS, writes=False),
    "media.delete_file": Act(set(), writes=False),  # Whose file it is, and they alone.
    "media.update_avatar": Act(MEMBERS, _picture),
    "moderation.create_decision": Act(
        {"public": STAFF | {"lead_a"}, "community": STAFF, "city": STAFF | {"lead_a"}},
        _form(outcome="kept", reason="Una razón"),
    ),
    "moderation.create_report": Act(READING_MEMBERS, _form(reason="other", note="Una nota")),
    "notifications.create_reading": Act(
        set(), doer="author_a", values=lambda _w: {"notice_id": NOTICE}
    ),  # Whose notice it is, and they alone.
    "notifications.create_readings": Act(MEMBERS, writes=False),
    "notifications.create_unsubscription": Act(EVERYBODY),
    "notifications.update_settings": Act(MEMBERS, writes=False),
    "pages.update_page": Act(
        {"admin"}, _form(title_es="Título", title_pt="Título", body_es=TEXT, body_pt=TEXT, based_on=1)
    ),
    # The author of a post decides as well; none of them is among the roles.
    "translation.create_acceptance": Act(STAFF_ONLY),
    "translation.create_correction_removal": Act(LED),
    "translation.create_refusal": Act(STAFF_ONLY, _form(reason="Una razón")),
    "translation.create_restoration": Act(STAFF_ONLY, _form(side="after")),
    "translation.create_retries": Act(STAFF),
    "translation.update_translation": Act(
        READING_MEMBERS, _form(body=["Um texto que basta."], base="x"), exact=_base_of_translation
    ),
    "translation.create_glossary_file": Act(STAFF, _glossary),
    "translation.create_glossary_loading": Act(
        {"moderator"}, _form(version="0"), doer="moderator", exact=lambda _w, _v: {"version": glossary_version()}
    ),  # Whose file it is, and they alone.
    "translation.create_term": Act(STAFF, _form(**TERM)),
    "translation.create_term_removal": Act(STAFF),
    "translation.create_term_restoration": Act(STAFF, after=("translation.create_term_removal",)),
    "translation.update_term": Act(STAFF, _form(**TERM)),
}
