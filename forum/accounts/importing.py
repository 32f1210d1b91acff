"""A file of people to invite: one row per person, as spreadsheets of both countries save it."""

import csv
import io
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.accounts.login_names import fold_address
from forum.accounts.login_names import parse_address
from forum.core.errors import Invalid
from forum.core.languages import Language
from forum.core.languages import parse_language
from forum.core.text import Text
from forum.core.text import fold
from forum.core.text import is_clean

MOST_ROWS: Final = 300
_LONGEST_NOTE: Final = 200
_HEADS: Final = {
    "email": "email",
    "e-mail": "email",
    "correo": "email",
    "correo electronico": "email",
    "correo institucional": "email",
    "language": "language",
    "idioma": "language",
    "lengua": "language",
    "note": "note",
    "nota": "note",
    "name": "note",
    "nombre": "note",
    "nome": "note",
}
_LANGUAGE_NAMES: Final = {"espanol": "es", "castellano": "es", "espanhol": "es", "portugues": "pt", "spanish": "es"}


@dataclass(frozen=True, slots=True)
class Invitee:
    """A row of a file of people to invite."""

    email: str
    language: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, by its number in the file."""

    row: int
    sentence: Text


def read_invitees(data: bytes, *, language: Language) -> tuple[list[Invitee], list[Problem]]:
    """Return the people of a file and what is wrong with it; both are complete, so all can be corrected at once.

    Columns: address, language (es or pt; else the given one), note. The first row may name them.
    """
    text = _decode(data)
    if text is None:
        return [], [Problem(1, _l("This is not a CSV file. Save the sheet as CSV (UTF-8) and choose it again."))]
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error:
        return [], [Problem(1, _l("This is not a CSV file. Save the sheet as CSV (UTF-8) and choose it again."))]
    order = _order(rows[0]) if rows else None
    start = 0 if order is None else 1
    order = order or {"email": 0, "language": 1, "note": 2}
    people: list[Invitee] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[start:], start=start + 1):
        if not any(cell.strip() for cell in row):
            continue
        if len(people) + len(problems) >= MOST_ROWS:
            problems.append(Problem(number, _l("At most %(n)s people at a time.", n=MOST_ROWS)))
            break
        try:
            people.append(_invitee(row, order, language, seen))
        except Invalid as refusal:
            problems.append(Problem(number, refusal.message))
    if not people and not problems:
        problems.append(Problem(1, _l("The file has no addresses.")))
    return people, problems


def _decode(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if is_clean(text, multiline=True) else None
    return None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _order(head: list[str]) -> dict[str, int] | None:
    found = {_HEADS[fold(cell).strip()]: place for place, cell in enumerate(head) if fold(cell).strip() in _HEADS}
    return found if "email" in found else None


def _invitee(row: list[str], order: dict[str, int], language: Language, seen: set[str]) -> Invitee:
    def cell(name: str) -> str:
        place = order.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    email = parse_address(cell("email"))
    if fold_address(email) in seen:
        raise Invalid(_l("This address stands in the file twice."))
    seen.add(fold_address(email))
    spoken = cell("language")
    chosen = parse_language(_LANGUAGE_NAMES.get(fold(spoken), spoken)) if spoken else language
    if chosen is None:
        raise Invalid(_l("The language must be Spanish or Portuguese."))
    return Invitee(email, chosen, cell("note")[:_LONGEST_NOTE])
