"""Forms with files in them, as acts send them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from forum.demo import loading
from forum.translation.rows import Row
from forum.translation.rows import to_csv
from tests.privacy.world import World

FOLDER = Path(loading.__file__).parent / "data"


def picture(_world: World) -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    return {"picture": (io.BytesIO(out.getvalue()), "x.png")}


def file(_world: World) -> dict[str, Any]:
    return {"file": (io.BytesIO(b"a,b\n1,2\n"), "x.csv")}


def table(header: str, row: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {
        "file": (io.BytesIO(f"{header}\n{row}\n".encode()), "x.csv"),
        "city_id": world.cities["a"].id,
        "language": "es",
        "days": 5,
    }


def cities(_world: World) -> dict[str, Any]:
    lines = (FOLDER / "cities.csv").read_bytes().splitlines(keepends=True)
    return {"file": (io.BytesIO(b"".join(lines[:2])), "x.csv")}


def glossary(_world: World) -> dict[str, Any]:
    return {"file": (io.BytesIO(to_csv([Row("acera", "calçada")])), "x.csv")}
