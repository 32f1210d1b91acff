"""Files for spreadsheets: UTF-8 that they open with its accents, and in which nothing is a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Final

#: How a cell begins in which spreadsheets see a formula.
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
#: What may stand before that without being seen.
_UNSEEN: Final = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would reckon with a text rather than show it."""
    return unicodedata.normalize("NFKC", text[:40]).lstrip(_UNSEEN).startswith(_FORMULAS)


def to_csv(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return rows, the first with the names of the columns, as a file; what could be a formula goes out as text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")
