"""What the lists of people and of invitations take from their addresses."""

from forum.accounts.queries.directory import ROLE_FILTERS
from forum.accounts.queries.directory import STATE_FILTERS
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line


class InvitationQuery(QueryForm):
    """Which invitations a list shows."""

    show = choice("", [(name, "") for name in ("open", "missed", "accepted", "all")], required=False, default="open")
    city = line("", limit=80, required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class PeopleQuery(QueryForm):
    """Whom RIL looks for."""

    q = line("", limit=80, required=False)
    city = line("", limit=80, required=False)
    role = choice("", ROLE_FILTERS[1:], required=False)
    state = choice("", STATE_FILTERS[1:], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
