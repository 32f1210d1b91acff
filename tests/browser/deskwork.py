"""Cases for the desk, and acts on members, that the demonstration does not have."""

from sqlalchemy import select

from forum.accounts.models import AdmissionRequest
from forum.accounts.queries import to_actor
from forum.appeals.commands import appeal as appeal_against
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.desk.commands import decide
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.commands.removal import hide_post
from forum.moderation.commands import report_post
from tests.browser import keptback
from tests.browser.workshop import Workshop
from tests.browser.workshop import application
from tests.browser.workshop import proposed_translation
from tests.browser.workshop import public_topic
from tests.browser.workshop import report
from tests.factories.accounts import make_user


def desk(workshop: Workshop) -> str:
    """Return the address of the desk, with a case of most kinds on it."""
    report(workshop)
    proposed_translation(workshop)
    application(workshop)
    return "/moderation"


def fill_desk(workshop: Workshop, number: int) -> None:
    """Lay cases on the desk: of reports, people and files that wait by turns, a translation, and a city that applies."""
    asker = to_actor(workshop.person("es"))
    reporters = [to_actor(workshop.person(name)) for name in ("pt", "newcomer", "lead")]
    reasons = ("spam", "off_topic", "inappropriate", "needs_ril")
    proposed_translation(workshop)
    application(workshop)
    for turn in range(2, number):
        if turn % 5 == 0:
            _waiting_person(asker.city_id)
            continue
        if turn % 9 == 0:
            keptback.case(workshop)
            continue
        post = reply(asker, public_topic().id, NewReply(f"Un mensaje que alguien reporta: {turn}.", "es"))
        report_post(reporters[turn % len(reporters)], post.id, reason=reasons[turn % len(reasons)])


def _waiting_person(city_id: int | None) -> None:
    """Have somebody wait who named a city."""
    person = make_user(state="pending")
    # Begun as a write: the worker of the server writes too, and what was read before would be out of date.
    with transaction():
        session.query(AdmissionRequest).filter_by(user_id=person.id).one().city_id = city_id


def answering(_workshop: Workshop) -> str:
    """Return the address that asks for the words of an answer to a person who waits."""
    person = make_user(state="pending")
    request = session.query(AdmissionRequest).filter_by(user_id=person.id).one()
    return f"/moderation/cases/admission/{request.id}/decision/new"


def handover(workshop: Workshop) -> str:
    """Return the address on which a case is handed over."""
    return f"/moderation/cases/report/{report(workshop).rsplit('/', 1)[-1]}/handover/new"


def acts(workshop: Workshop) -> str:
    """Return the address on which a member reads what was done, with something on it."""
    _hidden_event(workshop)
    return "/settings/acts"


def new_appeal(workshop: Workshop) -> str:
    """Return the address on which a member appeals."""
    return f"/settings/acts/{_hidden_event(workshop)}/appeal"


def appeal(workshop: Workshop) -> str:
    """Return the address of an appeal that waits for RIL."""
    event = _hidden_event(workshop)
    return f"/moderation/appeals/{appeal_against(to_actor(workshop.person('es')), event, text='¿Por qué?').id}"


def _hidden_event(workshop: Workshop) -> int:
    """Hide a post of a member, and return the event."""
    member, moderator = to_actor(workshop.person("es")), to_actor(workshop.person("moderator"))
    post = reply(member, public_topic().id, NewReply("Un mensaje que se oculta.", "es"))
    hide_post(moderator, post.id, reason="Parece publicidad.")
    found = select(Event.id).where(Event.kind == "PostHidden", Event.subject_id == post.id)
    return session.scalars(found).one()


def decided(workshop: Workshop) -> str:
    """Return the address of what was decided, with a decision that may be taken back."""
    post = reply(to_actor(workshop.person("es")), public_topic().id, NewReply("Un mensaje que alguien reporta.", "es"))
    made = report_post(to_actor(workshop.person("pt")), post.id, reason="off_topic")
    decide(to_actor(workshop.person("moderator")), "report", made.id, outcome="kept")
    return "/moderation/decided"
