"""A forum in which every private thing holds a word of its own, and who may read which word."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.people import suspend
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.accounts.models import User
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.certification.queries import get_stage
from forum.cities.commands import set_city_stage
from forum.cities.models import City
from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.posts import edit_post
from forum.discussion.commands.posts import fingerprint
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.commands import report_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

VISITOR_ROLE = "visitor"
STAFF = frozenset({"moderator", "admin"})
CITY_A = frozenset({"member_a", "lead_a"}) | STAFF
MEMBERS = CITY_A | {"member_b"}
EVERYBODY = MEMBERS | {"visitor", "pending", "suspended"}
ROLES = ("visitor", "pending", "suspended", "member_b", "member_a", "lead_a", "moderator", "admin")
READERS = {"public": EVERYBODY, "community": MEMBERS, "city": CITY_A, "staff": STAFF}


@dataclass
class World:
    """The people by role, the things by kind, and the words: word → (what it is, who may read it)."""

    people: dict[str, User] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    cities: dict[str, City] = field(default_factory=dict)
    words: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    invitation: Invitation | None = None
    token: str = ""
    application_id: int = 0
    #: Words that must be found by somebody: a matrix in which nothing shows proves nothing.
    shown: dict[str, frozenset[str]] = field(default_factory=dict)

    def plant(self, what: str, readers: Iterable[str], *, on_a_page: bool = True) -> str:
        """Make a word that only these roles may read."""
        word = f"zq{secrets.token_hex(5)}x"
        self.words[word] = (what, frozenset(readers))
        if on_a_page:
            self.shown[word] = frozenset(readers)
        return word


def make_world() -> World:
    """Build everything anew."""
    world = World()
    _add_people(world)
    for audience in ("public", "community", "city", "staff"):
        _add_topic(world, audience)
    _add_papers(world)
    session.rollback()
    return world


def _add_people(world: World) -> None:
    plant = world.plant
    # Visitors never read the name of a city or of a member who did not agree.
    world.cities["a"] = make_city(
        f"Ciudad {plant('name of city A', MEMBERS | {'suspended'})}", domains=["municipio-a.gob.ar"]
    )
    world.cities["b"] = make_city(f"Villa {plant('name of city B', MEMBERS)}", country="Brasil", country_code="BR")
    a, b = world.cities["a"], world.cities["b"]
    world.people = {
        "member_a": make_user(f"Ana {plant('name of a member of A', CITY_A)}", city=a),
        "lead_a": make_user(f"Leda {plant('name of the lead of A', CITY_A)}", city=a, role="lead"),
        "member_b": make_user(f"Bia {plant('name of a member of B', STAFF | {'member_b'})}", city=b, language="pt"),
        "author_a": make_user(f"Autora {plant('name of an author of A', MEMBERS)}", city=a),
        "author_b": make_user("Autor de B", city=b, language="pt"),
        "moderator": make_staff("Moderadora"),
        "admin": make_staff("Administradora", role="administrator"),
        "pending": make_user(
            "Pendiente", state="pending", email=f"{plant('address of who waits', STAFF | {'pending'})}@x.org"
        ),
        "suspended": make_user("Suspendida", city=a),
    }
    reason = plant("reason of a suspension", STAFF | {"suspended", "lead_a"})
    suspend(act(world.people["admin"]), world.people["suspended"].id, reason=reason, until=None)
    with transaction():
        for role in ("member_a", "author_a"):
            person = session.get_one(User, world.people[role].id)
            # Members of other cities read the profile only of those who agreed.
            person.bio = plant(f"profile of {role}", CITY_A)
        request = session.query(AdmissionRequest).filter_by(user_id=world.people["pending"].id).one()
        request.reason = plant("reason of who waits", STAFF | {"pending"}, on_a_page=True)


def _add_topic(world: World, audience: str) -> None:
    plant, readers = world.plant, READERS[audience]
    curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
    author = world.people["moderator"] if audience == "staff" else world.people["author_a"]
    replier = author if audience in {"staff", "city"} else world.people["author_b"]
    topic = make_topic(
        author,
        title=f"Título {plant(f'title of a {audience} topic', readers)}",
        body=f"Texto {plant(f'text of a {audience} topic', readers)}",
        audience=audience,
        kind="question",
    )
    world.topics[audience] = topic
    staff = act(world.people["admin"])
    reply = make_reply(topic, replier, body=f"Respuesta {plant(f'reply in a {audience} topic', readers)}")
    hidden = make_reply(topic, replier, body=f"Oculto {plant(f'hidden post in a {audience} topic', curators)}")
    hide_post(staff, hidden.id, reason=plant(f"reason of hiding in a {audience} topic", curators, on_a_page=False))
    deleted = make_reply(topic, replier, body=f"Borrado {plant(f'deleted post in a {audience} topic', curators)}")
    delete_post(staff, deleted.id, reason=plant(f"reason of deleting in a {audience} topic", curators, on_a_page=False))
    members = readers & MEMBERS
    old = f"Antes {plant(f'earlier text in a {audience} topic', members)}"
    secret = f"Dato {plant(f'hidden earlier text in a {audience} topic', curators)}"
    edited = make_reply(topic, replier, body=old)
    for text in (secret, "Texto final"):
        with clock.pretend(clock.now() + timedelta(minutes=10 if text == secret else 30)):
            present = session.get_one(Post, edited.id, populate_existing=True)
            edit_post(
                act(replier), edited.id, body=text, language="es", base=fingerprint(present.body, present.language)
            )
    hide_revision(staff, edited.id, number=2, reason="dato personal")
    quoting = f'[quote="{author.handle}, post:1, topic:{topic.id}"]\nTexto citado\n[/quote]\n\nDe acuerdo.'
    quote = make_reply(topic, replier, body=quoting)
    # A quote alone: its excerpt is made of the quoted words, and must not say whose they are.
    make_reply(topic, replier, body=quoting.removesuffix("De acuerdo."))
    world.posts += [reply, hidden, deleted, edited, quote]
    if audience != "staff":
        report_post(
            act(world.people["lead_a"]),
            reply.id,
            reason="other",
            note=plant(f"note of a report in {audience}", curators),
        )


def _add_papers(world: World) -> None:
    plant = world.plant
    a = world.cities["a"]
    lead = act(world.people["lead_a"])
    world.invitation, world.token = create_invitation(
        lead, a.id, days=5, max_uses=5, note=plant("note of an invitation", STAFF | {"lead_a"})
    )
    set_city_stage(
        lead,
        a.id,
        stage_id=get_stage("evidence").id,
        since=clock.now().date(),
        note=plant("note of a city's stage", CITY_A, on_a_page=False),
    )
    world.application_id = apply(
        VISITOR,
        NewApplication(
            city_name=f"Pueblo {plant('name of an applicant city', STAFF)}",
            country="Chile",
            population=12_000,
            contact_name="Alguien",
            contact_role="",
            email="alguien@pueblo.example",
            message=plant("message of an application", STAFF),
            language="es",
        ),
        network="10.1.1.0/24",
    ).id
