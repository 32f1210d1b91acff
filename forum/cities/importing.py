"""Reading cities from a CSV file."""

import csv
from pathlib import Path
from typing import Any

from forum.core.errors import Invalid
from forum.core.languages import parse_language


def read_cities(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file with the columns of data/cities.csv; Invalid when one is missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    try:
        return [_row(row) for row in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise Invalid(f"{path.name}: {error}") from error


def _row(row: dict[str, str]) -> dict[str, Any]:
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
        "population": int(row["population_approx"]) if row["population_approx"] else None,
        "population_year": int(row["population_year"]) if row["population_year"] else None,
        "latitude": float(row["lat"]) if row["lat"] else None,
        "longitude": float(row["lon"]) if row["lon"] else None,
        "time_zone": row["timezone"],
        "language": parse_language(row["lang"]) or "es",
        "to_confirm": row["to_confirm"],
    }
