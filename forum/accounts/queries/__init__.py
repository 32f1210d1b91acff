"""Reading people and what admits them, by subject."""

from forum.accounts.queries.invitations import find_usable_invitation
from forum.accounts.queries.people import GONE
from forum.accounts.queries.people import MASKED
from forum.accounts.queries.people import PERSON_COLUMNS
from forum.accounts.queries.people import Person
from forum.accounts.queries.people import actor_of
from forum.accounts.queries.people import complete_mention
from forum.accounts.queries.people import get_member
from forum.accounts.queries.people import get_user
from forum.accounts.queries.people import lock_pair
from forum.accounts.queries.people import lock_user
from forum.accounts.queries.people import members_of_city
from forum.accounts.queries.people import people_by_ids
from forum.accounts.queries.people import present
from forum.accounts.queries.people import require_unchanged
from forum.accounts.queries.people import to_actor
from forum.accounts.queries.people import users_by_handles
from forum.accounts.queries.waiting import Waiting
from forum.accounts.queries.waiting import people_waiting

__all__ = [
    "GONE",
    "MASKED",
    "PERSON_COLUMNS",
    "Person",
    "Waiting",
    "actor_of",
    "complete_mention",
    "find_usable_invitation",
    "get_member",
    "get_user",
    "lock_pair",
    "lock_user",
    "members_of_city",
    "people_by_ids",
    "people_waiting",
    "present",
    "require_unchanged",
    "to_actor",
    "users_by_handles",
]
