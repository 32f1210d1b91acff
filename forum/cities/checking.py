"""What a city's data must look like, whether they come from a form or from a file."""

import re
from collections.abc import Mapping
from typing import Any
from typing import Final
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l

from forum.cities.models import City
from forum.core.errors import Invalid
from forum.core.languages import parse_language
from forum.core.text import is_clean

ZONES: Final = available_timezones()
#: Longest text of each column: SQLite would not refuse a longer one.
_LONGEST: Final[dict[str, int]] = {
    name: City.__table__.c[name].type.length  # type: ignore[attr-defined]
    for name in (
        "slug",
        "name",
        "official_name",
        "local_government",
        "head_title",
        "country",
        "region",
        "region_code",
        "to_confirm",
    )
}
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_NEEDED: Final = ("name", "country", "country_code", "time_zone", "language")
#: More people than any city has: a slip of the pen.
_MOST_PEOPLE: Final = 50_000_000


def check_new(values: Mapping[str, Any]) -> None:
    """Raise Invalid, naming the field, unless the values make a city."""
    for name in _NEEDED:
        if not values.get(name):
            raise Invalid(_l("This field is needed."), field=name)
    check(values)


def check(values: Mapping[str, Any]) -> None:
    """Raise Invalid, naming the field, for a value that a city cannot have."""
    for name, longest in _LONGEST.items():
        text = values.get(name) or ""
        if len(text) > longest:
            raise Invalid(_l("At most %(max)d characters.", max=longest), field=name)
        if not is_clean(text):
            raise Invalid(_l("This text has characters that cannot be used."), field=name)
    if values.get("slug") and not _SLUG.fullmatch(values["slug"]):
        raise Invalid(_l("An address has small letters, digits and hyphens only."), field="slug")
    if "name" in values and not (values["name"] or "").strip():
        raise Invalid(_l("This field is needed."), field="name")
    if "country_code" in values and not _COUNTRY.fullmatch(values["country_code"] or ""):
        raise Invalid(_l("The code of a country has two capital letters."), field="country_code")
    if "language" in values and parse_language(values["language"]) is None:
        raise Invalid(_l("The language must be Spanish or Portuguese."), field="language")
    if "time_zone" in values and values["time_zone"] not in ZONES:
        raise Invalid(_l("This time zone is not known."), field="time_zone")
    _check_number(values, "population", 1, _MOST_PEOPLE)
    _check_number(values, "population_year", 1900, 2100)
    _check_number(values, "latitude", -90, 90)
    _check_number(values, "longitude", -180, 180)


def _check_number(values: Mapping[str, Any], name: str, lowest: float, highest: float) -> None:
    number = values.get(name)
    # Written so that "not a number" is refused too.
    if number is not None and not lowest <= number <= highest:
        raise Invalid(_l("This number is not possible here."), field=name)
