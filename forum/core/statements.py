"""Statements that are made once and run for every page."""

from typing import TypeVar
from typing import cast

from sqlalchemy import BindParameter
from sqlalchemy import ClauseElement
from sqlalchemy import literal
from sqlalchemy.sql.elements import ClauseList
from sqlalchemy.sql.visitors import ExternallyTraversible
from sqlalchemy.sql.visitors import replacement_traverse

E = TypeVar("E", bound=ClauseElement)


def spell_out(statement: E) -> E:
    """Return a statement whose lists (`x IN (…)`) have a place for each of their values.

    A list of open length is written into the statement anew each time it runs, which takes longer than running it.
    Only for lists that stay as they are: of kinds and states, not of rows.
    """

    def spelt(element: ExternallyTraversible, **_more: object) -> ExternallyTraversible | None:
        if not (isinstance(element, BindParameter) and element.expanding and element.value):
            return None
        return ClauseList(*(literal(value, element.type) for value in element.value)).self_group()

    return cast("E", replacement_traverse(statement, {}, spelt))
