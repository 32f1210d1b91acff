"""A person who left traces everywhere, and the walk that finds what is left of them in the database."""

import io
import json
import zipfile
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.people import restore
from forum.accounts.commands.people import suspend
from forum.accounts.commands.profile import save_settings
from forum.accounts.commands.recovery import request_address_change
from forum.accounts.commands.registration import NewPerson
from forum.accounts.commands.registration import keep_consents
from forum.accounts.commands.registration import sign_up
from forum.accounts.commands.sessions import issue_token
from forum.accounts.models import User
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.cities.models import City
from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.db import Base
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.reading import mark_read
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.details import topic_to_edit
from forum.media.commands.avatars import upload_avatar
from forum.moderation.commands import report_post
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.uploading import keep

NAME = "Zulmira Xeltzin"
OLD_HANDLE = "zulmira.xeltzin"
HANDLE = "zulmi.xel"
EMAIL = "zulmira@cabildo.example"
NEW_EMAIL = "xeltzin.nueva@cabildo.example"
BIO = "Zqbiografia de muchas palabras"
ROLE = "Zqfuncion en el equipo"
#: What must be found nowhere once the person has left: name, both handles, addresses, what they said of themselves.
TRACES = (NAME, OLD_HANDLE, HANDLE, EMAIL, NEW_EMAIL, "Zqbiografia", "Zqfuncion", "Zqsolicitud")
WORDS = "Zqpalabras que solo ella escribió"


@dataclass
class Life:
    """The person, and what they and others wrote."""

    user: User
    city: City
    other: User
    admin: User
    topic: Topic
    post: Post
    posts: dict[str, Post] = field(default_factory=dict)


def live(run_worker: Any, *, role: str = "member") -> Life:
    """Make a person and give them a life in the forum."""
    city = make_city("Villa Traza")
    user = make_user(NAME, city=city, email=EMAIL, role=role)
    other, admin = make_user("Otro Colega", city=city), make_staff("Admin Uno", role="administrator")
    topic = make_topic(user, title="Cómo lo hicimos en la villa", body=f"Primera parte. {WORDS}.\n\n-- \n{NAME}")
    life = Life(user, city, other, admin, topic, _first(topic))
    _write(life)
    _say_of_themselves(life)
    _write_again(life)
    _leave_papers(life)
    run_worker()
    session.rollback()
    return life


def _first(topic: Topic) -> Post:
    return session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()


def _write(life: Life) -> None:
    """Let others name and quote them by the handle that they had at first."""
    topic, other = life.topic, life.other
    mark = f'[quote="{OLD_HANDLE}, post:1, topic:{topic.id}"]'
    life.posts["mention"] = make_reply(topic, other, body=f"Gracias @{OLD_HANDLE}, y (@Zulmira.Xeltzin).")
    life.posts["quote"] = make_reply(topic, other, body=f"{mark}\n{WORDS}\n[/quote]\n\nDe acuerdo.")
    life.posts["edited"] = make_reply(topic, other, body=f"Antes decía @{OLD_HANDLE}.\n\n{mark}\n{WORDS}\n[/quote]")
    later = clock.now() + timedelta(minutes=20)
    with clock.pretend(later):
        post = session.get_one(Post, life.posts["edited"].id, populate_existing=True)
        edit_post(
            act(other),
            post.id,
            body="Ahora dice otra cosa.",
            language="es",
            base=fingerprint(post.body, post.language),
            reason=f"@{OLD_HANDLE} lo pidió",
        )
    make_topic(other, title=f"Para @{OLD_HANDLE}: una pregunta", body="Y aquí más.", language="es")
    reply = make_reply(make_topic(other), life.user, body=f"Respuesta con `@{OLD_HANDLE}` en código. {NAME}")
    report_post(act(other), reply.id, reason="other", note=f"{NAME} (@{OLD_HANDLE}, {EMAIL}) se equivoca")
    suspend(act(life.admin), life.user.id, reason=f"{NAME} publicó datos", until=None)
    restore(act(life.admin), life.user.id)


def _say_of_themselves(life: Life) -> None:
    save_settings(
        act(life.user),
        {"name": NAME, "bio": BIO, "team_role": ROLE, "shown_outside": True, "shown_publicly": True},
        handle=HANDLE,
    )
    upload_avatar(act(life.user), picture())
    with transaction():
        keep_consents(session.get_one(User, life.user.id), "es", {"terms": 1, "privacy": 1})


def _write_again(life: Life) -> None:
    """Let others name them by the handle that they have now."""
    stranger = make_user("Alguien Lejos")
    life.posts["far"] = make_reply(
        make_topic(stranger), stranger, body=f"Pregunten a @{HANDLE} en [su página](http://localhost/u/{HANDLE})."
    )
    admin = act(life.admin)
    _topic, present = topic_to_edit(admin, life.topic.id)
    renamed = replace(present, title=f"Cómo lo hizo @{HANDLE}")
    edit_topic(admin, life.topic.id, wanted=renamed, base=present.fingerprint(), reason=f"Lo pidió {NAME}")
    mark_read(act(life.user), life.topic.id, number=2)
    file = keep(session.get_one(User, life.user.id), "Zulmira_Xeltzin-acta.pdf")
    life.posts["file"] = make_reply(life.topic, life.user, body=f"Aquí: [el acta](upload:{file.token})")
    mark = f'[quote="{HANDLE}, post:{life.posts["file"].number}, topic:{life.topic.id}"]'
    passage = f"{mark}\nAquí: [el acta](upload:{file.token})\n[/quote]\n\nGracias por el acta."
    life.posts["file_quoted"] = make_reply(life.topic, life.other, body=passage)
    keep(session.get_one(User, life.user.id), "Zulmira Xeltzin sin usar.pdf", PDF + b"\n% otra")


def _leave_papers(life: Life) -> None:
    admin = act(life.admin)
    create_invitation(admin, life.city.id, days=9, email=EMAIL, note=f"Para {NAME}")
    create_invitation(admin, life.city.id, days=9, note=f"Lo pidió {NAME} ({EMAIL})")
    request_address_change(act(life.user), email=NEW_EMAIL, present=PASSWORD)
    issue_token(life.user.id, "change_address", NEW_EMAIL, 60)
    sign_up(
        NewPerson(NAME, EMAIL, "una frase larga que nadie adivina", "es", reason="Zqsolicitud"),
        network="10.0.0.0/24",
    )
    apply(
        VISITOR,
        NewApplication("Villa", "Chile", 1_000, NAME, ROLE, EMAIL, f"Escribe {NAME}.", "es"),
        network="10.0.0.0/24",
    )


def found_in_database(words: tuple[str, ...]) -> list[str]:
    """Return `table.column: word` wherever one of the words stands, in any column of any table."""
    session.rollback()
    found = []
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            for column, value in row.items():
                text = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)).lower()
                found += [f"{table.name}.{column}: {word}" for word in words if word.lower() in text]
    return sorted(set(found))


def unzip(data: bytes) -> Any:
    """Return name → bytes of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
