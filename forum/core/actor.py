"""Who acts: a frozen copy of a person's powers, cut loose from the database session.

Rules take an `Actor`, so they run the same in a request, in the worker and for the question
"would this recipient see it?".
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from forum.core.languages import Language

#: Roles of the people of RIL.
STAFF_ROLES: Final = ("moderator", "administrator")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a visitor or the system, with everything that a rule may ask."""

    id: int | None = None
    #: `visitor`, `pending`, `active`, `suspended`, `anonymised` or `system`.
    state: str = "visitor"
    #: `member`, `moderator` or `administrator`.
    site_role: str = "member"
    city_id: int | None = None
    #: `member` or `lead` within `city_id`.
    city_role: str | None = None
    name: str = ""
    handle: str = ""
    ui_language: Language = "es"
    reads: frozenset[str] = frozenset({"es", "pt"})
    time_zone: str = "America/Argentina/Buenos_Aires"
    theme: str = "system"
    density: str = "comfortable"
    #: Language of the lists that the member last chose: `es`, `pt` or `all`.
    list_language: str = "all"
    #: Kind and status of the lists that the member last chose; `all` for any.
    list_kind: str = "all"
    list_status: str = "all"
    #: Row of the own session, to mark it in the list of devices.
    session_id: int | None = None
    #: Avatar version or None: the city's mark is shown instead.
    avatar_url: str | None = None
    #: Reads, and writes nothing for others, until then; None for all who may write.
    silenced_until: datetime | None = None
    silenced_reason: str = ""

    @property
    def is_system(self) -> bool:
        """Tell whether the forum itself acts (commands, worker)."""
        return self.state == "system"

    @property
    def is_visitor(self) -> bool:
        """Tell whether nobody is signed in."""
        return self.state == "visitor"

    @property
    def is_pending(self) -> bool:
        """Tell whether the account is not admitted yet."""
        return self.state == "pending"

    @property
    def is_suspended(self) -> bool:
        """Tell whether the account is suspended: it may only see why, and its own data."""
        return self.state == "suspended"

    @property
    def is_member(self) -> bool:
        """Tell whether the account is admitted and active (RIL included)."""
        return self.state == "active"

    @property
    def is_silenced(self) -> bool:
        """Tell whether this member may read, and write nothing for others, for now."""
        return self.silenced_until is not None

    @property
    def is_staff(self) -> bool:
        """Tell whether this is an active person of RIL."""
        return self.state == "active" and self.site_role in STAFF_ROLES

    @property
    def is_admin(self) -> bool:
        """Tell whether this is an active administrator."""
        return self.state == "active" and self.site_role == "administrator"

    @property
    def is_lead(self) -> bool:
        """Tell whether this is an active lead of some city; who is silenced leads nobody meanwhile."""
        active = self.state == "active" and not self.is_silenced
        return active and self.city_id is not None and self.city_role == "lead"

    def leads(self, city_id: int | None) -> bool:
        """Tell whether this person is a lead of the given city."""
        return self.is_lead and city_id is not None and self.city_id == city_id

    def belongs_to(self, city_id: int | None) -> bool:
        """Tell whether this person is an active member of the given city."""
        return self.is_member and city_id is not None and self.city_id == city_id


VISITOR: Final = Actor()
SYSTEM: Final = Actor(state="system", site_role="administrator", name="system")
