"""What happened to a city's wish to take part."""

from dataclasses import dataclass

from forum.core.events import Fact


@dataclass(frozen=True)
class ApplicationReceived(Fact):
    """A local government wrote that it wants to take part."""

    bumps = ()
    application_id: int


@dataclass(frozen=True)
class ApplicationAnswered(Fact):
    """RIL answered an application."""

    bumps = ()
    audited = True
    application_id: int


@dataclass(frozen=True)
class ApplicationReopened(Fact):
    """RIL took an answer back."""

    bumps = ()
    audited = True
    application_id: int
