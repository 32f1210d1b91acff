"""What a row of the glossary must look like, whether it comes from a form or from a file."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.sheets import is_formula
from forum.core.text import is_clean
from forum.translation.models import GlossaryEntry
from forum.translation.rows import COLUMNS
from forum.translation.rows import Row
from forum.translation.terms import KINDS
from forum.translation.terms import STEERS

#: Longest text of each column: SQLite would not refuse a longer one.
LONGEST: Final[dict[str, int]] = {
    name: GlossaryEntry.__table__.c[name].type.length  # type: ignore[attr-defined]
    for name in COLUMNS
}
_NEEDED: Final = ("es", "pt")
#: What stands in parentheses, and signs between terms.
_SIGNS: Final = re.compile(r"\([^()]*\)|[/;]")
#: Of one side: every pair of them is looked at, in both directions.
MOST_ALTERNATIVES: Final = 8
#: Breaks of lines that are none to a spreadsheet, and letters that nobody sees.
_UNSEEN: Final = re.compile("[\u2028\u2029\u0085\u115f\u1160\u3164\uffa0]")
_GENDERS: Final = re.compile(r"[mf]?(?:/[mf]?)*")


def check(row: Row) -> None:
    """Raise Invalid, naming the field, unless the values make a row."""
    for problem in problems_of(row):
        raise problem


def problems_of(row: Row) -> Iterator[Invalid]:
    """Yield what is wrong with a row, for each field the first thing."""
    for name, text in asdict(row).items():
        problem = _problem(name, text)
        if problem is not None:
            yield problem


def _problem(name: str, text: str) -> Invalid | None:
    if not text and name in _NEEDED:
        return Invalid(_l("This field is needed."), field=name)
    if name == "kind" and text not in KINDS:
        return Invalid(_l("The kind must be one of these: %(words)s.", words=", ".join(KINDS)), field=name)
    if name == "steers" and text not in STEERS:
        return Invalid(_l("It steers from one of these: %(words)s.", words=", ".join(STEERS)), field=name)
    if len(text) > LONGEST[name]:
        return Invalid(_l("At most %(max)d characters.", max=LONGEST[name]), field=name)
    if not is_clean(text) or "\t" in text or _UNSEEN.search(text):
        return Invalid(_l("This text has characters that cannot be used."), field=name)
    if is_formula(text):
        return Invalid(
            _l("A text may not begin with = + - @ or a tab: spreadsheets would take it for a formula."), field=name
        )
    if name in _NEEDED and not _is_balanced(text):
        return Invalid(_l("A parenthesis is opened and not closed, or closed and not opened."), field=name)
    if name in _NEEDED and len(re.split(r"\s/\s|;", text)) > MOST_ALTERNATIVES:
        return Invalid(_l("At most %(max)d alternatives.", max=MOST_ALTERNATIVES), field=name)
    if name in _NEEDED and not any(sign.isalpha() for sign in _SIGNS.sub("", text)):
        return Invalid(_l("There is no term beside the signs."), field=name)
    if name.startswith("gender") and not _GENDERS.fullmatch(text):
        return Invalid(_l("A gender is m or f; those of several alternatives stand between slashes: m/f."), field=name)
    return None


def _is_balanced(text: str) -> bool:
    """Tell whether each parenthesis has its other half; one within another says nothing to a reader."""
    depth = 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth not in {0, 1}:
            return False
    return depth == 0
