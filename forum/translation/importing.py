"""Reading the glossary from a CSV file, as spreadsheets of both countries save it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text
from forum.core.text import normalise
from forum.translation.checking import problems_of
from forum.translation.rows import COLUMNS
from forum.translation.rows import Row

MOST_BYTES: Final = 2 * 1024 * 1024
#: Many times the glossary of the field; who sends more has chosen another file.
MOST_ROWS: Final = 5_000
#: Problems that a page shows; nobody corrects more of them at a time.
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of a file."""

    line: int
    sentence: Text
    #: The column, if it is about one.
    column: str = ""


class Unreadable(Exception):
    """A file of which no further line can be read."""

    def __init__(self, *problems: Problem) -> None:
        """Keep where it ends, and why."""
        super().__init__(str(problems[0].line))
        self.problems = problems


def parse_glossary(data: bytes) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a file and all that is wrong with it, so that it can be corrected at once."""
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    try:
        text = _decode(data)
        for line, values in _lines(text):
            if len(values) != len(COLUMNS):
                problems.append(Problem(line, _l("This line has another number of columns than the first.")))
                continue
            row = Row(**values)  # type: ignore[arg-type]
            found = [Problem(line, problem.message, problem.field or "") for problem in problems_of(row)]
            if not found and row.key in seen:
                found = [Problem(line, _l("This pair stands in line %(line)d already.", line=seen[row.key]))]
            seen.setdefault(row.key, line)
            problems += found
            rows.append(row)
    except Unreadable as end:
        problems += end.problems
    if not rows and not problems:
        problems.append(Problem(1, _l("The file has no terms.")))
    return rows, problems


def decoded(data: bytes) -> str:
    """Return the text of a file that was parsed without a problem."""
    return data.decode("utf-8-sig")


def _decode(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise Unreadable(Problem(1, _l("The file is larger than %(n)s MB.", n=MOST_BYTES // 1024 // 1024)))
    # Before the rest is looked at: nobody waits for a hundred thousand lines to be read.
    if data.count(b"\n") > 2 * MOST_ROWS:
        raise _too_many()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = _l(
            "The file is not in UTF-8 but probably in Latin-1 (Windows). Save the sheet as “CSV UTF-8” and choose it again."
        )
        raise Unreadable(Problem(line, sentence)) from None
    if "\x00" in text:
        line = text.partition("\x00")[0].count("\n") + 1
        raise Unreadable(Problem(line, _l("The file has NUL bytes: it is no CSV, or it is damaged.")))
    return text


def _too_many() -> Unreadable:
    return Unreadable(Problem(MOST_ROWS + 2, _l("A file of the glossary has at most %(n)s terms.", n=MOST_ROWS)))


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (number of the line, column → cell), without the columns for a line of another length."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        head = next(reader, [])
        names = [name.strip() for name in head]
        _check_head(names)
        number = 0
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                number += 1
                if number > MOST_ROWS:
                    raise _too_many()
                whole = len(cells) == len(names)
                yield line, dict(zip(names, map(_tidy, cells), strict=True)) if whole else {}
            line = reader.line_num + 1
    except csv.Error:
        sentence = _l("A quotation mark is missing here, or stands where none may be.")
        raise Unreadable(Problem(line, sentence)) from None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;", key=first.count)


def _check_head(names: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in names]
    unknown = [name[:40] or "–" for name in names if name not in COLUMNS]
    wrong = []
    if missing:
        wrong.append(_l("The first line must name these columns too: %(names)s.", names=", ".join(missing)))
    if unknown:
        wrong.append(_l("These columns are not known: %(names)s.", names=", ".join(unknown[:8])))
    if not wrong and len(names) != len(COLUMNS):
        wrong.append(_l("A column stands there twice."))
    if wrong:
        raise Unreadable(*(Problem(1, sentence) for sentence in wrong))


def _tidy(cell: str) -> str:
    # A tab at the beginning is refused, not taken away.
    return normalise(cell.strip(" \u00a0\r\n"))
