"""Every POST route, sent by everybody whom it is not for: refused, and nothing is written.

Each form is filled in as it should be, so that it is the right that is missing and nothing else. A
route without a line here fails the test.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from tests.privacy.watching import traffic
from tests.privacy.world import CITY_A
from tests.privacy.world import MEMBERS
from tests.privacy.world import READERS
from tests.privacy.world import ROLES
from tests.privacy.world import STAFF
from tests.privacy.world import World
from tests.privacy.world import make_world

EVERYBODY = frozenset(ROLES)
ACCOUNTS = EVERYBODY - {"visitor"}
#: Who leads the city that a topic belongs to, or whose member wrote what everybody may read.
LED = {audience: STAFF | ({"lead_a"} if audience in {"city", "public"} else set()) for audience in READERS}
READING_MEMBERS = {audience: readers & MEMBERS for audience, readers in READERS.items()}
STAFF_ONLY = dict.fromkeys(READERS, STAFF)


@dataclass(frozen=True)
class Act:
    """Who may do it, and what a right form says. `by` names roles, or roles per audience of the topic."""

    by: Any
    form: Callable[[World], dict[str, Any]] = lambda _world: {}


def _form(**values: Any) -> Callable[[World], dict[str, Any]]:
    return lambda _world: values


def _prefixed(start: str, **values: Any) -> Callable[[World], dict[str, Any]]:
    """Return the form of a request in a list of them: of the first, and of one that there is not."""
    return lambda world: {
        f"{start}{number}-{name}": value
        for name, value in ({"city_id": world.cities["a"].id} | values).items()
        for number in (1, 999_999)
    }


TEXT = "Un texto que basta para publicar."
ACTS = {
    "accounts.accept_texts": Act(ACCOUNTS),
    "accounts.create_admission": Act(STAFF, _prefixed("a", answer="Bienvenida")),
    "accounts.create_assignment": Act(STAFF, _prefixed("a")),
    "accounts.create_refusal": Act(STAFF, _prefixed("r", answer="No corresponde")),
    "accounts.create_lead": Act(STAFF),
    "accounts.delete_lead": Act(STAFF),
    "accounts.edit_city": Act(STAFF, lambda world: {"city_id": world.cities["a"].id}),
    "accounts.edit_role": Act({"admin"}, _form(role="moderator")),
    "accounts.new_suspension": Act(STAFF, _form(reason="Una razón")),
    "accounts.delete_suspension": Act(STAFF),
    "accounts.delete_device": Act(set()),  # Whose device it is, and they alone.
    "accounts.delete_invitation": Act(STAFF | {"lead_a"}),
    "accounts.new_invitation": Act(
        STAFF | {"lead_a"},
        lambda world: {"city_id": world.cities["a"].id, "language": "es", "days": 5, "max_uses": 1},
    ),
    "accounts.new_invitations": Act(STAFF | {"lead_a"}),
    "accounts.confirm_address": Act(EVERYBODY),
    "accounts.confirm_sign_up": Act(EVERYBODY),
    "accounts.edit_profile": Act(ACCOUNTS),
    "accounts.new_reset": Act(EVERYBODY),
    "accounts.new_sign_in_link": Act(EVERYBODY),
    "accounts.redeem": Act(EVERYBODY),
    "accounts.redeem_sign_in_link": Act(EVERYBODY),
    "accounts.reset_password": Act(EVERYBODY),
    "accounts.set_language": Act(EVERYBODY),
    "accounts.sign_in": Act(EVERYBODY),
    "accounts.sign_out": Act(ACCOUNTS),
    "accounts.sign_up": Act(EVERYBODY),
    "accounts.update_address": Act(ACCOUNTS),
    "accounts.update_password": Act(ACCOUNTS),
    "admin.create_mail_retry": Act({"admin"}),
    "admin.create_retry": Act({"admin"}),
    "admin.create_test_mail": Act({"admin"}),
    "admin.update_settings": Act({"admin"}),
    "applications.create_answer": Act(STAFF, _form(outcome="accepted", answer="Bienvenidos")),
    "applications.create_application": Act(EVERYBODY),
    "cities.create_city": Act(
        STAFF,
        _form(name="Nueva", country_code="CO", time_zone="America/Bogota", language="es"),
    ),
    "cities.create_city_stage": Act(STAFF | {"lead_a"}, _form(stage="3", since="2024-05-05")),
    "cities.create_import": Act(STAFF),
    "cities.create_public_names": Act(STAFF | {"lead_a"}),
    "cities.create_sharing": Act(STAFF | {"lead_a"}),
    "cities.delete_public_names": Act(STAFF | {"lead_a"}),
    "cities.delete_sharing": Act(STAFF | {"lead_a"}),
    "cities.update_city": Act(STAFF, _form(name="Otra", country_code="CO", time_zone="America/Bogota", language="es")),
    "cities.update_domains": Act(STAFF, _form(domains="otra.gob.ar")),
    "discussion.create_answer": Act(STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}),
    "discussion.create_closing": Act(LED, _form(reason="Una razón")),
    "discussion.create_confirmation": Act(STAFF_ONLY, lambda world: {"post_id": world.posts[0].id}),
    "discussion.create_deletion": Act(LED, _form(reason="Una razón")),
    "discussion.create_hiding": Act(LED, _form(reason="Una razón")),
    "discussion.create_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}),
    "discussion.create_post": Act(READING_MEMBERS, _form(body=TEXT, language="es")),
    "discussion.create_preview": Act(MEMBERS, _form(body=TEXT, language="es")),
    "discussion.create_readings": Act(MEMBERS),
    "discussion.create_revision_hiding": Act(LED),
    "discussion.create_topic": Act(
        MEMBERS,
        _form(title="Una pregunta", body=TEXT, stage="evidence", kind="question", language="es", audience="community"),
    ),
    "discussion.delete_answer": Act(STAFF_ONLY),
    "discussion.delete_closing": Act(LED),
    "discussion.delete_confirmation": Act(STAFF_ONLY),
    "discussion.delete_deletion": Act(LED),
    "discussion.delete_hiding": Act(LED),
    "discussion.delete_pin": Act(STAFF_ONLY | {"city": CITY_A - {"member_a"}}),
    "discussion.delete_revision_hiding": Act(LED),
    "discussion.set_filter": Act(MEMBERS, _form(lang="es", kind="all", status="all")),
    # A lead may open to everybody what their own people wrote for the community.
    "discussion.update_audience": Act(
        LED | {"community": STAFF | {"lead_a"}}, _form(audience="public", understood="y", reason="Una razón")
    ),
    "discussion.update_post": Act(LED, _form(body=TEXT, language="es", base="x")),
    "discussion.update_topic": Act(
        LED, _form(title="Otro título", stage="evidence", language="es", base="x", practices=[], criteria=[])
    ),
    "media.create_file": Act(MEMBERS),
    "media.delete_avatar": Act(MEMBERS),
    "media.delete_file": Act(set()),  # Whose file it is, and they alone.
    "media.update_avatar": Act(MEMBERS),
    "moderation.create_decision": Act(
        {"public": STAFF | {"lead_a"}, "community": STAFF, "city": STAFF | {"lead_a"}},
        _form(outcome="kept", reason="Una razón"),
    ),
    "moderation.create_report": Act(READING_MEMBERS, _form(reason="other", note="Una nota")),
    "notifications.create_reading": Act(set()),  # Whose notice it is, and they alone.
    "notifications.create_readings": Act(MEMBERS),
    "notifications.create_unsubscription": Act(EVERYBODY),
    "notifications.update_settings": Act(MEMBERS),
    "pages.update_page": Act(
        {"admin"}, _form(title_es="Título", title_pt="Título", body_es=TEXT, body_pt=TEXT, based_on=0)
    ),
}


@pytest.fixture
def world(app: Flask, run_worker) -> World:
    made = make_world()
    run_worker()
    return made


def _audience_of_post(world: World, number: int) -> str:
    topic_id = world.posts[number].topic_id
    return next(audience for audience, topic in world.topics.items() if topic.id == topic_id)


def cases(app: Flask, world: World) -> Iterator[tuple[str, str, frozenset[str], dict[str, Any]]]:
    """Yield (endpoint, address, who may, a right form)."""
    adapter = app.url_map.bind("localhost")
    plain = {
        "city_id": world.cities["a"].id,
        "city": world.cities["a"].slug,
        "user_id": world.people["author_b"].id,
        "request_id": 1,
        "invitation_id": world.invitation.id if world.invitation else 0,
        "application_id": world.application_id,
        "mail_id": 1,
        "notice_id": 1,
        "session_id": 1,
        "slug": "about",
        "token": "x" * 43,
        "number": 2,
    }
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
        assert rule.endpoint in ACTS, f"{rule.rule} ({rule.endpoint}): say in ACTS who may"
        act = ACTS[rule.endpoint]
        form = act.form(world)
        things: list[tuple[dict[str, Any], Any]] = [({}, act.by)]
        if "topic_id" in rule.arguments:
            things = [({"topic_id": topic.id}, act.by[audience]) for audience, topic in world.topics.items()]
        elif "post_id" in rule.arguments:
            things = [({"post_id": post.id}, act.by[_audience_of_post(world, n)]) for n, post in enumerate(world.posts)]
        elif "report_id" in rule.arguments:
            things = [({"report_id": n}, by) for n, by in enumerate(act.by.values(), start=1)]
        for given, by in things:
            values = {name: given.get(name, plain.get(name)) for name in rule.arguments}
            yield rule.endpoint, adapter.build(rule.endpoint, values, method="POST"), frozenset(by), form


def test_nobody_does_what_is_not_theirs_to_do_and_nothing_is_written(app, world, sign_in, client):
    sign_in(world.people["author_b"])  # The device that nobody else may sign out.
    everything = list(cases(app, world))
    wrong: list[str] = []
    for role in ROLES:
        browser = client if role == "visitor" else sign_in(world.people[role])
        for endpoint, address, by, form in everything:
            if role in by:
                continue
            with traffic() as seen:
                response = browser.post(address, data=form)
            if response.status_code not in {403, 404}:
                wrong.append(f"{role} POST {address} ({endpoint}): {response.status_code}")
            if seen.written:
                wrong.append(f"{role} POST {address} ({endpoint}) wrote: {seen.written[0][:120]}")
    assert not wrong, "\n".join(wrong)


def test_no_form_is_taken_without_its_token_or_from_another_site(app, world, sign_in):
    browser = sign_in(world.people["admin"])
    wrong = []
    for endpoint, address, _by, form in cases(app, world):
        if endpoint == "notifications.create_unsubscription":
            continue  # The signed token in the address is the proof.
        for site in ("", "cross-site", "same-site"):
            app.config["WTF_CSRF_ENABLED"] = not site
            with traffic() as seen:
                response = browser.post(address, data=form, headers={"Sec-Fetch-Site": site} if site else {})
            if response.status_code not in ({403, 404} if site else {400, 404}) or seen.written:
                wrong.append(f"POST {address} {site}: {response.status_code}, {seen.written[:1]}")
    assert not wrong, "\n".join(wrong)
