"""What administrators do to the site itself."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.admin.events import DeliveriesRetried
from forum.admin.events import MailRetried
from forum.admin.policy import can_administer
from forum.core import clock
from forum.core import relay
from forum.core import settings
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import OutgoingMail
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.postman import send_due
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit

TEST_MAILS: Final = Limit("test-mail", 10, 3600)


def change_settings(actor: Actor, values: Mapping[str, bool | int | str]) -> None:
    """Store the settings of the site; Invalid names the one that is wrong."""
    with transaction():
        require(can_administer(actor))
        settings.change_settings(actor, dict(values))


def retry_deliveries(actor: Actor) -> int:
    """Give the deliveries that were given up another round; return how many."""
    with transaction():
        require(can_administer(actor))
        number = relay.retry_dead()
        if number:
            record(actor, DeliveriesRetried(), after={"number": number})
            relay.deliver_pending.wake()
    return number


def retry_mail(actor: Actor, mail_id: int) -> None:
    """Give a letter that was given up another round; Conflict when it was not given up."""
    with transaction():
        require(can_administer(actor))
        row = session.get(OutgoingMail, mail_id, with_for_update=True)
        if row is None:
            raise NotFound
        if row.state != "failed":
            raise Conflict(_l("This letter was not given up."))
        row.state = "due"
        row.attempts = 0
        row.due_at = clock.now()
        record(actor, MailRetried(row.id))
        send_due.wake()


def send_test_mail(actor: Actor) -> None:
    """Owe the administrator a letter, to see that mail arrives."""
    with transaction():
        require(can_administer(actor))
        hit(TEST_MAILS, actor.id)
        queue_mail("admin.test", user_id=actor.id, language=actor.ui_language)
