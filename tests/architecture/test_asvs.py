"""docs/asvs.md has each requirement once, counts them honestly, and names places that exist."""

import re
from collections import Counter

import pytest

from tests.architecture.source import ROOT

PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
#: Requirements in the standard, version 5.0.0.
LEVELS = {"1": 70, "2": 183}
STATES = ("met", "part", "not met", "operator", "n/a")
ROW = re.compile(r"^\| ([0-9][0-9.,– ]*) \| ([12]) \| ([a-z/ ]+) \| (.+) \|$", re.MULTILINE)
COUNTED = re.compile(
    r"^\| level ([12]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) of (\d+) \|$", re.MULTILINE
)
PLACE = re.compile(r"`((?:[\w-]+/)*[\w-]+\.(?:py|md|lock|json))\b[^`]*`")


def numbers(text: str) -> list[str]:
    """Return the requirements that a cell names: `6.2.2, 6.2.3` and `10.5.1–10.5.5`."""
    found = []
    for part in text.split(", "):
        first, _dash, last = part.partition("–")
        stem, _dot, start = first.rpartition(".")
        end = last.removeprefix(f"{stem}.") or start
        found += [f"{stem}.{number}" for number in range(int(start), int(end) + 1)]
    return found


def states() -> dict[str, Counter[str]]:
    """Return how many requirements of each level are in each state."""
    found = {level: Counter[str]() for level in LEVELS}
    for cell, level, state, _where in ROW.findall(PAGE):
        found[level][state] += len(numbers(cell))
    return found


def test_every_requirement_stands_in_one_row():
    named = [number for cell, _level, _state, _where in ROW.findall(PAGE) for number in numbers(cell)]
    assert [number for number, times in Counter(named).items() if times > 1] == []
    assert {level: sum(found.values()) for level, found in states().items()} == LEVELS


def test_no_row_is_overlooked():
    begun = re.findall(r"^\| \d+\.\d+\.\d+", PAGE, re.MULTILINE)
    assert len(begun) == len(ROW.findall(PAGE))


@pytest.mark.parametrize("level", LEVELS)
def test_the_numbers_on_the_page_are_those_of_its_rows(level: str):
    told = {found[0]: [int(number) for number in found[1:]] for found in COUNTED.findall(PAGE)}
    counted = states()[level]
    apply = LEVELS[level] - counted["n/a"]
    assert set(counted) <= set(STATES)
    assert told[level] == [*(counted[state] for state in STATES), counted["met"] + counted["operator"], apply]


def test_every_place_that_a_row_names_exists():
    files = [
        f"/{path.relative_to(ROOT).as_posix()}"
        for folder in ("forum", "tests", "docs", "static")
        for path in (ROOT / folder).rglob("*.*")
        if "node_modules" not in path.parts
    ] + [f"/{path.name}" for path in ROOT.iterdir()]
    named = {place for row in ROW.findall(PAGE) for place in PLACE.findall(row[3])}
    assert [place for place in sorted(named) if not any(file.endswith(f"/{place}") for file in files)] == []
    assert len(named) > 40
