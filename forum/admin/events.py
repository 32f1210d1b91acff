"""What administrators did to the site itself."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class DeliveriesRetried(Fact):
    """An administrator gave deliveries that were given up another round."""

    bumps = ()
    audited = True


@dataclass(frozen=True)
class MailRetried(Fact):
    """An administrator gave a letter that was given up another round."""

    bumps = ()
    audited = True
    mail_id: int
