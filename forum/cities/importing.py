"""Reading cities from a CSV file."""

import csv
import io
from pathlib import Path
from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.cities.checking import check_new
from forum.core.errors import Invalid
from forum.core.languages import parse_language

#: A file with more rows is not a list of this community's cities.
MOST_ROWS: Final = 1000
_COLUMNS: Final = (
    "slug",
    "name",
    "official_name",
    "local_government",
    "head_title",
    "country",
    "iso_3166_1_alpha2",
    "region",
    "iso_3166_2",
    "population_approx",
    "population_year",
    "lat",
    "lon",
    "timezone",
    "lang",
    "to_confirm",
)


def read_cities(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file with the columns of data/cities.csv; Invalid says which line is wrong."""
    return parse_cities(path.read_bytes())


def parse_cities(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of a CSV; Invalid for what is no such file, or names the line that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_l("The file must be a CSV in UTF-8."), field="file") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            raise Invalid(_l("The file lacks the column %(name)s.", name=missing[0]), field="file")
        found = [_numbered(row, reader.line_num) for row in reader]
    except csv.Error:
        raise Invalid(_l("The file must be a CSV in UTF-8."), field="file") from None
    if not found:
        raise Invalid(_l("The file has no cities."), field="file")
    if len(found) > MOST_ROWS:
        raise Invalid(_l("At most %(n)s cities at a time.", n=MOST_ROWS), field="file")
    twice = _first_repeated([row["slug"] for row in found])
    if twice is not None:
        raise Invalid(_l("%(slug)s stands in the file twice.", slug=twice), field="file")
    return found


def _numbered(row: dict[str, Any], line: int) -> dict[str, Any]:
    """Return the values of a row; whatever is wrong with it is told with its line."""
    try:
        if None in row or None in row.values():
            raise Invalid(_l("This line has another number of columns than the first."))
        values = _values(row)
        check_new(values)
    except Invalid as error:
        raise Invalid(
            _l("Line %(line)d, %(column)s: %(problem)s", line=line, column=error.field or "-", problem=error.message),
            field="file",
        ) from None
    except ValueError:
        raise Invalid(_l("Line %(line)d: a number is expected there.", line=line), field="file") from None
    return values


def _values(row: dict[str, str]) -> dict[str, Any]:
    row = {name: text.strip() for name, text in row.items()}
    if not row["slug"]:
        raise Invalid(_l("This field is needed."), field="slug")
    return {
        "slug": row["slug"],
        "name": row["name"],
        "official_name": row["official_name"],
        "local_government": row["local_government"],
        "head_title": row["head_title"],
        "country": row["country"],
        "country_code": row["iso_3166_1_alpha2"],
        "region": row["region"],
        "region_code": row["iso_3166_2"],
        "population": _whole(row["population_approx"]),
        "population_year": _whole(row["population_year"]),
        "latitude": float(row["lat"]) if row["lat"] else None,
        "longitude": float(row["lon"]) if row["lon"] else None,
        "time_zone": row["timezone"],
        "language": parse_language(row["lang"]) or row["lang"],
        "to_confirm": row["to_confirm"],
    }


def _whole(text: str) -> int | None:
    # int() takes other scripts' digits, underscores and signs too, and is slow on very long texts.
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(text[:20])
    return int(text)


def _first_repeated(slugs: list[str]) -> str | None:
    seen: set[str] = set()
    for slug in slugs:
        if slug in seen:
            return slug
        seen.add(slug)
    return None
