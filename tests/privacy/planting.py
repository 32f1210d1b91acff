"""Building the world: people, topics of every audience, papers. Made by the commands that the site uses."""

from dataclasses import replace
from datetime import timedelta

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.people import suspend
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import open_session
from forum.accounts.handles import skeleton
from forum.accounts.login import session_cookie
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.bulk.commands import Change
from forum.bulk.commands import change_topics
from forum.certification.queries import get_stage
from forum.cities.commands import set_city_stage
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from forum.core.markup import Rendered
from forum.core.settings import change_settings
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.moving.acts import Beginning
from forum.discussion.commands.moving.acts import merge_topics
from forum.discussion.commands.moving.acts import split_topic
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import hide_revision
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.commands.translations import save_translation
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.details import topic_to_edit
from forum.discussion.sources import source_hash
from forum.moderation.commands import report_post
from forum.pages.commands import load_shipped_pages
from forum.search.commands import index_posts
from forum.translation.commands.editing import add_term
from forum.translation.commands.files import keep_file
from forum.translation.commands.requesting import request_posts
from forum.translation.rows import Row
from forum.translation.rows import to_csv
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.acted import appeal_against_hiding
from tests.privacy.acted import count_everything
from tests.privacy.acted import leave
from tests.privacy.acted import look_after
from tests.privacy.announced import announce
from tests.privacy.attached import attach
from tests.privacy.corrected import correct_translations
from tests.privacy.recorded import hold_texts
from tests.privacy.recorded import keep_records
from tests.privacy.retained import retain
from tests.privacy.world import AUDIENCES
from tests.privacy.world import CITY_A
from tests.privacy.world import EVERYBODY
from tests.privacy.world import MEMBERS
from tests.privacy.world import READERS
from tests.privacy.world import STAFF
from tests.privacy.world import Message
from tests.privacy.world import Paper
from tests.privacy.world import Place
from tests.privacy.world import Somebody
from tests.privacy.world import Thread
from tests.privacy.world import World


def make_world() -> World:
    """Build everything anew."""
    world = World()
    _add_people(world)
    _add_settings(world)
    for audience in AUDIENCES:
        _add_topic(world, audience)
    _add_papers(world)
    _move(world)
    hold_texts(world)
    announce(world)
    leave(world)
    count_everything(world)
    for audience in AUDIENCES:
        _translate(world, audience)
        correct_translations(world, audience)
    session.rollback()
    return world


def _add_people(world: World) -> None:
    plant = world.plant
    # Visitors never read the name of a city or of a member who did not agree.
    a = make_city(f"Ciudad {plant('name of city A', MEMBERS | {'suspended'})}", domains=["municipio-a.gob.ar"])
    b = make_city(f"Villa {plant('name of city B', MEMBERS)}", country="Brasil", country_code="BR")
    world.cities = {"a": Place.of(a), "b": Place.of(b)}
    waiting = f"{plant('address of who waits', STAFF | {'pending'})}@x.org"
    own = f"{plant('address of a member of A', STAFF | {'member_a'})}@x.org"
    people = {
        "member_a": make_user(f"Ana {plant('name of a member of A', CITY_A)}", city=a, email=own),
        "lead_a": make_user(f"Leda {plant('name of the lead of A', CITY_A)}", city=a, role="lead"),
        "member_b": make_user(
            f"Bia {plant('name of a member of B', STAFF | {'member_b', 'lead_b'})}", city=b, language="pt"
        ),
        "lead_b": make_user("Líder de B", city=b, role="lead", language="pt"),
        "author_a": make_user(f"Autora {plant('name of an author of A', MEMBERS)}", city=a),
        "author_b": make_user("Autor de B", city=b, language="pt"),
        "helper_a": make_user("Ayudante de A", city=a),
        "silenced_a": make_user("Silenciado de A", city=a),
        "moderator": make_staff("Moderadora"),
        "admin": make_staff("Administradora", role="administrator"),
        "pending": make_user("Pendiente", state="pending", email=waiting),
        "suspended": make_user("Suspendida", city=a),
        "gone": make_user(f"Ida {plant('name of who left', (), on_a_page=False)}", city=a),
    }
    reason = plant("reason of a suspension", STAFF | {"suspended", "lead_a"})
    suspend(act(people["admin"]), people["suspended"].id, reason=reason, until=None)
    keep_records(world, people)
    device = plant("name of a device", {"member_a"})
    with transaction():
        open_session(people["member_a"].id, Origin(address="10.0.0.9", network="10.0.0.0/24", device=device))
        for role in ("member_a", "author_a"):
            person = session.get_one(User, people[role].id)
            # Members of other cities read the profile only of those who agreed.
            person.bio = plant(f"profile of {role}", CITY_A)
            # Stands beside the name wherever the person wrote.
            readers = MEMBERS if role == "author_a" else CITY_A
            person.team_role = plant(f"place in the team of {role}", readers, on_a_page=False)
        for role in ("member_a", "member_b"):
            # Whoever writes a handle shows it; a name is another matter.
            person = session.get_one(User, people[role].id)
            person.handle = f"miembro.{role[-1]}"
            person.handle_folded = skeleton(person.handle)
        request = session.query(AdmissionRequest).filter_by(user_id=people["pending"].id).one()
        request.reason = plant("reason of who waits", STAFF | {"pending"})
    world.people = {role: Somebody.of(session.get_one(User, user.id)) for role, user in people.items()}


def _add_settings(world: World) -> None:
    """Set what a page shows to everybody, and open the browser of somebody who will leave."""
    load_shipped_pages(SYSTEM)
    change_settings(
        act(world.people["admin"]), {"pages.contact": f"{world.plant('setting of a public page', EVERYBODY)}@ril.org"}
    )
    with transaction():
        opened = open_session(world.people["gone"].id, Origin(address="10.0.0.1", network="10.0.0.0/24", device="T"))
    world.cookies["gone"] = {session_cookie(): opened.token}


def _add_topic(world: World, audience: str) -> None:
    plant, readers = world.plant, READERS[audience]
    members = readers & MEMBERS
    curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
    author = world.people["moderator" if audience == "staff" else "author_a"]
    replier = author if audience in {"staff", "city"} else world.people["author_b"]
    staff = act(world.people["admin"])
    topic = make_topic(
        author,
        title=f"Antes {plant(f'earlier title of a {audience} topic', members)}",
        body=f"Texto {plant(f'text of a {audience} topic', readers)}",
        audience=audience,
        kind="question",
    )
    _rename(world, topic.id, f"Título {plant(f'title of a {audience} topic', readers)}")
    world.topics[audience] = replace(Thread.of(session.merge(topic)), audience=audience)
    files = attach(world, replier, f"{audience} topic", readers)
    reply = make_reply(topic, replier, body=f"Respuesta {plant(f'reply in a {audience} topic', readers)}\n\n{files}")
    retain(world, audience, topic, replier)
    files = attach(world, replier, f"hidden post in a {audience} topic", curators)
    body = f"Oculto {plant(f'hidden post in a {audience} topic', curators)}\n\n{files}"
    hidden = make_reply(topic, replier, body=body)
    hide_post(staff, hidden.id, reason=plant(f"reason of hiding in a {audience} topic", curators, on_a_page=False))
    deleted = make_reply(topic, replier, body=f"Borrado {plant(f'deleted post in a {audience} topic', curators)}")
    delete_post(staff, deleted.id, reason=plant(f"reason of deleting in a {audience} topic", curators, on_a_page=False))
    edited = _edited(world, audience, topic.id, replier)
    quoting = f'[quote="{author.handle}, post:1, topic:{topic.id}"]\nTexto citado\n[/quote]\n\nDe acuerdo.'
    quote = make_reply(topic, replier, body=quoting)
    # A quote alone: its excerpt is made of the quoted words, and must not say whose they are.
    make_reply(topic, replier, body=quoting.removesuffix("De acuerdo."))
    named = " ".join(f"@{world.people[role].handle}" for role in ("member_a", "member_b", "suspended", "pending"))
    make_reply(topic, replier, body=f"{named} {plant(f'post that names people in a {audience} topic', readers)}")
    if audience == "city":
        make_reply(topic, world.people["gone"], body="Lo que dije antes de irme.")
    first = session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    world.firsts[audience] = Message.of(first)
    world.posts += [reply, hidden, deleted, edited, quote]
    world.posts[-5:] = [Message.of(session.get_one(Post, post.id)) for post in world.posts[-5:]]
    if audience == "public":
        appeal_against_hiding(world)
    look_after(world, audience, topic.id)
    if audience != "staff":
        note = plant(f"note of a report in {audience}", curators)
        report_post(act(world.people["lead_a"]), reply.id, reason="other", note=note)


def _rename(world: World, topic_id: int, title: str) -> None:
    """Give a topic another title, long after it was opened, so that the first one is kept in its history."""
    admin = act(world.people["admin"])
    _topic, details = topic_to_edit(admin, topic_id)
    with clock.pretend(clock.now() + timedelta(minutes=10)):
        edit_topic(admin, topic_id, wanted=replace(details, title=title), base=details.fingerprint())


def _edited(world: World, audience: str, topic_id: int, replier: Somebody) -> Post:
    """Write a reply with two earlier texts, of which the second is hidden."""
    plant, readers = world.plant, READERS[audience]
    members = readers & MEMBERS
    curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
    thread = world.topics[audience]
    old = f"Antes {plant(f'earlier text in a {audience} topic', members)}"
    files = attach(world, replier, f"hidden earlier text in a {audience} topic", curators)
    secret = f"Dato {plant(f'hidden earlier text in a {audience} topic', curators)}\n\n{files}"
    edited = make_reply(thread, replier, body=old)
    reason = plant(f"reason of an edit in a {audience} topic", members)
    for text in (secret, "Texto final"):
        with clock.pretend(clock.now() + timedelta(minutes=10 if text == secret else 30)):
            present = session.get_one(Post, edited.id, populate_existing=True)
            base = fingerprint(present.body, present.language)
            edit_post(act(replier), edited.id, body=text, language="es", base=base, reason=reason)
    hidden = plant(f"reason of hiding a text in a {audience} topic", curators, on_a_page=False)
    hide_revision(act(world.people["admin"]), edited.id, number=2, reason=hidden)
    return edited


def _move(world: World) -> None:
    """Split a post off in the room of city A, and merge a topic of that room into the public one."""
    plant, admin = world.plant, act(world.people["admin"])
    author = world.people["author_a"]
    body = f"Apartado {plant('post that was split off in a room', CITY_A)}"
    post = make_reply(world.topics["city"], author, body=body)
    title = f"Aparte {plant('title of a topic that was split off in a room', CITY_A)}"
    beginning = Beginning(title, get_stage("evidence").id, "question")
    parted = split_topic(admin, world.topics["city"].id, post_ids=[post.id], beginning=beginning)
    title = f"Unido {plant('title of a topic of a room that was merged into a public one', CITY_A)}"
    room = make_topic(author, title=title, body="Texto que ahora leen todos", audience="city")
    merged = merge_topics(admin, room.id, into_topic_id=world.topics["public"].id)
    world.moves = [parted.id, merged.id]
    world.moved = [parted.to_topic_id, room.id]
    world.spare = make_topic(author, title="Un tema para mover", body="Nada", audience="public").id
    change_topics(admin, [world.spare], Change("pinned", value=True))


def _translate(world: World, audience: str) -> None:
    """Give the posts of a topic translations, as the worker makes them; what is hidden or deleted has one as well."""
    plant, readers = world.plant, READERS[audience]
    curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
    topic = session.get_one(Topic, world.topics[audience].id)
    with transaction():
        title = f"Título {plant(f'translated title of a {audience} topic', readers)}"
        save_title(SYSTEM, topic.id, NewTranslation("pt", source_hash(topic.title, topic.language), title))
        for post in session.query(Post).filter_by(topic_id=topic.id, kind="post").order_by(Post.number):
            allowed = readers if post.state == "visible" else curators
            quoting = plant(f"{post.state} post with translated quotes in a {audience} topic", allowed)
            if post.number == 2:
                allowed = readers & MEMBERS  # People put theirs in its place: it stands in the history alone.
            what = f"translation of a {post.state} post in a {audience} topic"
            made = Rendered(html=f"<p>{(word := plant(what, allowed))}</p>", text=word, excerpt=word)
            new = NewTranslation("pt", source_hash(post.body, post.language), word, own_text=quoting)
            composed = Composed(made, frozenset(), frozenset(), frozenset())
            save_translation(SYSTEM, post.id, new, composed, version=post.version, own_html=f"<p>{quoting}</p>")
            request_posts([post.id])
    index_posts([post.id for post in session.query(Post).filter_by(topic_id=topic.id)])


def _add_papers(world: World) -> None:
    plant, a = world.plant, world.cities["a"]
    lead = act(world.people["lead_a"])
    note = plant("note of an invitation", STAFF | {"lead_a"})
    made, world.token = create_invitation(lead, a.id, days=5, max_uses=5, note=note)
    world.invitation = Paper(made.id)
    address = f"{plant('address of who is invited', STAFF | {'lead_a'})}@x.org"
    create_invitation(lead, a.id, days=5, email=address)
    note = plant("note of a city's stage", CITY_A, on_a_page=False)
    set_city_stage(lead, a.id, stage_id=get_stage("evidence").id, since=clock.now().date(), note=note)
    wish = NewApplication(
        city_name=f"Pueblo {plant('name of an applicant city', STAFF)}",
        country="Chile",
        population=12_000,
        contact_name=f"Alguien {plant('name of an applicant', STAFF)}",
        contact_role="",
        email=f"{plant('address of an applicant', STAFF)}@pueblo.example",
        message=plant("message of an application", STAFF),
        language="es",
    )
    world.application_id = apply(VISITOR, wish, network="10.1.1.0/24").id
    moderator = act(world.people["moderator"])
    add_term(moderator, Row(plant("term of the glossary", EVERYBODY), "lixeira"))
    word = plant("term of a file that nobody said yes to", {"moderator"})
    keep_file(moderator, to_csv([Row(word, "banco")]).decode("utf-8-sig"))
