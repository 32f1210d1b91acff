"""What the pages of the browser tests need and the demonstration does not have, made in the server's own database."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from secrets import token_hex
from typing import Any

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.registration import NewPerson
from forum.accounts.commands.registration import issue_confirmation
from forum.accounts.commands.registration import sign_up
from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import issue_token
from forum.accounts.commands.sessions import open_session
from forum.accounts.login import device_cookie
from forum.accounts.login import session_cookie
from forum.accounts.models import User
from forum.accounts.queries import to_actor
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.cities.models import City
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import OutgoingMail
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.insights.tasks import roll_up_all
from forum.moderation.commands import report_post
from forum.notifications.unsubscribing import make_token
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import correct
from forum.translation.commands.correcting import decline_proposal
from forum.translation.commands.editing import add_term
from forum.translation.commands.editing import change_term
from forum.translation.commands.editing import remove_term
from forum.translation.commands.files import keep_whole_file
from forum.translation.queries.present import present_translation
from forum.translation.rows import Row
from forum.translation.rows import shipped_rows
from forum.translation.rows import to_csv
from tests.factories.accounts import make_user

#: The accounts that the demonstration makes, by the names that the tests use.
ACCOUNTS = {name: f"{name}@demo.example" for name in ("es", "pt", "lead", "moderator", "admin")}
ORIGIN = Origin(address="127.0.0.1", network="127.0.0.0/24", device="Test")


class Workshop:
    """Makes rows through the forum's own commands, in contexts of the test process."""

    def __init__(self, app: Flask) -> None:
        """Work with an application over the server's database."""
        self.app = app
        self.made: dict[str, int] = {}

    @contextmanager
    def open(self) -> Iterator[None]:
        """Open a context with a fresh session."""
        with self.app.app_context():
            yield
            session.remove()

    def person(self, role: str) -> User:
        """Return who acts in a role: an account of the demonstration, or one in a special state."""
        if role in ACCOUNTS:
            return session.scalars(select(User).where(User.email == ACCOUNTS[role])).one()
        if role not in self.made:
            states = {"waiting": "pending", "suspended": "suspended", "newcomer": "active"}
            city = None
            if states[role] != "pending":
                city = session.get_one(City, self.person("es").city_id)
            self.made[role] = make_user(
                f"Persona {role}", email=f"{role}-{token_hex(3)}@example.org", city=city, state=states[role]
            ).id
        return session.get_one(User, self.made[role])

    def cookies(self, role: str, url: str) -> list[dict[str, Any]]:
        """Sign somebody in; return the cookies of their browser."""
        with self.open():
            user = self.person(role)
            with transaction():
                opened = open_session(user.id, ORIGIN)
            return [
                {"name": session_cookie(), "value": opened.token, "url": url},
                {"name": device_cookie(), "value": opened.device_token or "", "url": url},
            ]

    def address(self, make: "Callable[[Workshop], str]") -> str:
        """Return an address that has to be made first."""
        with self.open():
            return make(self)


def invitation(workshop: Workshop) -> str:
    """Return the address of an invitation for two people."""
    city_id = workshop.person("es").city_id or 0
    _row, token = create_invitation(SYSTEM, city_id, days=5, max_uses=2)
    return f"/invitations/{token}"


def confirmation(_workshop: Workshop) -> str:
    """Return the address in the letter that confirms a sign-up."""
    number = session.scalar(select(func.count()).select_from(OutgoingMail)) or 0
    person = NewPerson(
        name="Rita Campos",
        email=f"rita{number}@example.org",
        password="cuatro esquinas y un farol",
        city_text="Una ciudad",
        reason="",
        language="es",
        terms_version=1,
        privacy_version=1,
    )
    return f"/signup/confirm/{issue_confirmation(sign_up(person, network='127.0.0.0/24'))}"


def _letter(workshop: Workshop, purpose: str) -> str:
    user = workshop.person("pt")
    return issue_token(user.id, purpose, user.email or "", 15)


def sign_in_link(workshop: Workshop) -> str:
    """Return the address in a letter to sign in with."""
    return f"/login/link/{_letter(workshop, 'sign_in')}"


def reset(workshop: Workshop) -> str:
    """Return the address in a letter that lets choose another password."""
    return f"/login/reset/{_letter(workshop, 'reset')}"


def new_address(workshop: Workshop) -> str:
    """Return the address in a letter that confirms a change of address."""
    return f"/settings/address/{_letter(workshop, 'change_address')}"


def unsubscription(workshop: Workshop) -> str:
    """Return the address at the end of a letter that stops such letters."""
    return f"/unsubscribe/{make_token(workshop.person('pt').id, 'reply')}"


def person_page(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of an address below a member's number."""
    return lambda workshop: f"/people/{workshop.person('es').id}/{suffix}"


def profile(workshop: Workshop) -> str:
    """Return the address of a member's profile."""
    return f"/u/{workshop.person('lead').handle}"


def _term(workshop: Workshop) -> int:
    row = Row(f"vereda {token_hex(3)} (AR)", "passeio / calçada", note_es="CL, PY: *acera*")
    return add_term(to_actor(workshop.person("moderator")), row)


def below_term(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of an address below a term of the glossary."""
    return lambda workshop: f"/glossary/terms/{_term(workshop)}/{suffix}"


def glossary_history(workshop: Workshop) -> str:
    """Return the address of the glossary's history, with changes of all sorts."""
    moderator, number = to_actor(workshop.person("moderator")), _term(workshop)
    changed = change_term(moderator, number, Row(f"vereda {token_hex(3)}", "calçada", kind="noun"))
    remove_term(moderator, changed)
    return "/glossary/history"


def glossary_file(workshop: Workshop) -> str:
    """Return the address of a file that adds, changes and removes terms."""
    rows = [
        Row("cordón cuneta", "guia e sarjeta"),
        replace(shipped_rows()[0], note_es="Otra nota"),
        *shipped_rows()[1:60],
    ]
    text = to_csv(rows).decode("utf-8-sig")
    return f"/glossary/files/{keep_whole_file(to_actor(workshop.person('moderator')), text)}"


def public_topic() -> Topic:
    """Return a public question with replies, a solved one if there is one."""
    query = select(Topic).where(Topic.audience == "public", Topic.replies > 0, Topic.deleted_at.is_(None))
    return session.scalars(query.order_by(Topic.status != "solved", Topic.id).limit(1)).one()


def topic(_workshop: Workshop) -> str:
    """Return the address of a solved public question."""
    found = public_topic()
    return f"/t/{found.slug}/{found.id}"


def long_topic(_workshop: Workshop) -> str:
    """Return the address of the topic with the most replies."""
    found = session.scalars(select(Topic).order_by(Topic.replies.desc()).limit(1)).one()
    return f"/t/{found.slug}/{found.id}"


def below_topic(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of an address below the number of a topic."""
    return lambda _workshop: f"/topics/{public_topic().id}/{suffix}"


def below_post(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of an address below the number of a reply."""

    def make(_workshop: Workshop) -> str:
        row = session.scalars(select(Post).where(Post.topic_id == public_topic().id, Post.number == 2)).one()
        return f"/posts/{row.id}/{suffix}"

    return make


def proposed_translation(workshop: Workshop) -> str:
    """Return the address of a translation that was reviewed, declined and is proposed again."""
    row = session.scalars(select(Post).where(Post.topic_id == public_topic().id, Post.number == 2)).one()
    people = {name: to_actor(workshop.person(name)) for name in ("moderator", "newcomer")}

    def improve(name: str, text: str) -> int:
        session.rollback()
        post = session.get_one(Post, row.id)
        present = present_translation(session.get_one(Topic, post.topic_id), post)
        return correct(people[name], post.id, NewCorrection(text, present.fingerprint())).id

    improve("moderator", f"Uma primeira tradução.\n\n- um\n- dois {token_hex(3)}")
    declined = improve("newcomer", "Uma tradução apressada.")
    decline_proposal(people["moderator"], row.id, declined, reason="Falta o segundo parágrafo.")
    improve("newcomer", "Uma tradução melhor.\n\n- um\n- dois")
    return f"/posts/{row.id}/translation"


def proposals(workshop: Workshop) -> str:
    """Return the address of the list of proposals, with one in it."""
    proposed_translation(workshop)
    return "/translations?list=proposed"


def report(workshop: Workshop) -> str:
    """Return the address of a report that waits for RIL."""
    row = session.scalars(select(Post).where(Post.topic_id == public_topic().id, Post.number == 2)).one()
    found = report_post(to_actor(workshop.person("pt")), row.id, reason="other", note="¿Se puede revisar?")
    return f"/reports/{found.id}"


def letter(workshop: Workshop) -> str:
    """Return the address on which an administrator reads a letter of the demonstration."""
    application(workshop)
    return f"/admin/mail/{session.scalars(select(OutgoingMail.id).order_by(OutgoingMail.id.desc()).limit(1)).one()}"


def application(workshop: Workshop) -> str:
    """Return the address on which RIL reads a city's application; one is enough for all tests."""
    wish = NewApplication(
        city_name="Villa Serena",
        country="Uruguay",
        population=21_000,
        contact_name="Irma Sosa",
        contact_role="Secretaria",
        email="irma@example.org",
        message="Queremos participar.",
        language="es",
    )
    if "application" not in workshop.made:
        workshop.made["application"] = apply(VISITOR, wish, network="127.0.0.0/24").id
    return f"/applications/{workshop.made['application']}"


def insights(_here: Workshop) -> str:
    """Return the page of numbers, once everything is counted."""
    roll_up_all()
    return "/moderation/insights"
