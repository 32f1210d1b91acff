"""What happened to people."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact

_BOTH = (versions.CONTENT, versions.REFERENCE)


@dataclass(frozen=True)
class UserRegistered(Fact):
    """Somebody confirmed an address and has an account, admitted or waiting."""

    bumps = ()
    user_id: int


@dataclass(frozen=True)
class AdmissionRequested(Fact):
    """Somebody waits to be admitted."""

    bumps = ()
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class AdmissionPassedOn(Fact):
    """RIL passed somebody who waits on to the leads of a city."""

    bumps = ()
    audited = True
    user_id: int
    city_id: int


@dataclass(frozen=True)
class UserAdmitted(Fact):
    """Somebody became a member of a city."""

    audited = True
    user_id: int
    city_id: int


@dataclass(frozen=True)
class UserRefused(Fact):
    """Somebody who waited was refused."""

    bumps = ()
    audited = True
    user_id: int


@dataclass(frozen=True)
class AdmissionTakenBack(Fact):
    """What was decided on somebody who waited was taken back."""

    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class RoleGranted(Fact):
    """Somebody was given another role or city."""

    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class UserSuspended(Fact):
    """Somebody was suspended."""

    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class UserRestored(Fact):
    """A suspension was lifted."""

    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class UserSilenced(Fact):
    """Somebody may read and not write for some time."""

    bumps = ()
    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class UserUnsilenced(Fact):
    """Somebody may write again before their silence was over."""

    bumps = ()
    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class AddressBlocked(Fact):
    """No account may be made from an address or a domain, or links to a domain wait."""

    bumps = (versions.REFERENCE,)
    audited = True
    blocked_id: int


@dataclass(frozen=True)
class AddressUnblocked(Fact):
    """An address or domain is blocked no more."""

    bumps = (versions.REFERENCE,)
    audited = True
    blocked_id: int


@dataclass(frozen=True)
class ProfileChanged(Fact):
    """Somebody changed how they are shown."""

    user_id: int


@dataclass(frozen=True)
class PasswordChanged(Fact):
    """Somebody's password changed; all sessions ended."""

    bumps = ()
    user_id: int


@dataclass(frozen=True)
class AddressChanged(Fact):
    """Somebody's e-mail address changed."""

    bumps = ()
    user_id: int


@dataclass(frozen=True)
class InvitationCreated(Fact):
    """An invitation was made."""

    bumps = ()
    audited = True
    invitation_id: int
    city_id: int


@dataclass(frozen=True)
class InvitationRevoked(Fact):
    """An invitation was withdrawn."""

    bumps = ()
    audited = True
    invitation_id: int
    city_id: int


@dataclass(frozen=True)
class OwnDataExported(Fact):
    """Somebody took a copy of their data."""

    bumps = ()
    user_id: int


@dataclass(frozen=True)
class AccountsMerged(Fact):
    """Two accounts of one person became one."""

    bumps = _BOTH
    audited = True
    #: Who stays.
    user_id: int
    merged_id: int
    city_id: int | None


@dataclass(frozen=True)
class AccountAnonymised(Fact):
    """Somebody left: what they wrote stays, without their name."""

    bumps = _BOTH
    audited = True
    user_id: int
    city_id: int | None


@dataclass(frozen=True)
class AccountWithdrawn(Fact):
    """Somebody left and took what they wrote along."""

    bumps = _BOTH
    audited = True
    user_id: int
    city_id: int | None
