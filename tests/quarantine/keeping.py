"""Files that are kept back, and who gets what at their addresses."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.db import session
from forum.core.events import Event
from forum.desk.commands import decide
from forum.desk.verdicts import Verdict
from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.quarantine.models import RetainedFile
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.uploading import keep
from tests.quarantine.pdfs import HOSTILE

ACTIVE = HOSTILE["letters written as numbers"]
PERSONAL = b"Nombre;DNI\nAna;30111222\n"
ANA = "ana@correo.example"
RIL = {"moderator", "administrator"}
SENTENCE = "RIL revisa este archivo antes de mostrarlo."


def attach(people, *, audience="community", content=ACTIVE, name="acta.pdf", who="author"):
    """Publish a post with a file; return both."""
    topic = make_topic(people["colleague"], audience=audience)
    file = keep(people[who], name, content)
    return make_reply(topic, people[who], body=f"Aquí va: {link_to(file)}"), file


def answers(people, sign_in, client, file, *, preview=False):
    """Return status → who gets it at the address of a file."""
    address = preview_address(file.token) if preview else file_address(file.token, file.name)
    found = {}
    for who, browser in {who: sign_in(person) for who, person in people.items()}.items():
        found.setdefault(browser.get(address).status_code, set()).add(who)
    found.setdefault(client.get(address).status_code, set()).add("visitor")
    return found


def row():
    session.rollback()
    return session.scalars(select(RetainedFile).execution_options(populate_existing=True)).one()


def none_retained():
    session.rollback()
    return session.scalars(select(RetainedFile)).first() is None


READERS = {
    "public": {403: {"colleague", "lead", "foreign member", "foreign lead", "visitor"}, 200: {"author", *RIL}},
    "community": {
        403: {"colleague", "lead", "foreign member", "foreign lead"},
        200: {"author", *RIL},
        404: {"visitor"},
    },
    "city": {
        403: {"colleague"},
        200: {"author", "lead", *RIL},
        404: {"foreign member", "foreign lead", "visitor"},
    },
}


def decide_as(people, who, outcome, reason=""):
    return decide(act(people[who]), "file", row().id, outcome=outcome, verdict=Verdict(reason=reason))


def room(people):
    return {"audience": "city", "city_id": session.get_one(User, people["lead"].id).city_id}


def readings():
    session.rollback()
    return len(session.scalars(select(Event.id).where(Event.kind == "CityTopicReadByStaff")).all())
