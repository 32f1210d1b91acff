"""The table of the thirty classes names tests that exist, and leaves no class out."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
_NODE = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> list[tuple[str, str, str, str]]:
    return _ROW.findall((ROOT / "docs" / "privacy-classes.md").read_text(encoding="utf-8"))


def test_all_thirty_are_there_in_order():
    assert [int(number) for number, *_rest in rows()] == list(range(1, 31))


def test_each_that_applies_names_a_test_and_each_test_exists():
    for number, name, state, shown in rows():
        nodes = _NODE.findall(shown)
        assert nodes or state.startswith("not yet"), f"{number} {name} is shown by nothing"
        for file, test in nodes:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert re.search(rf"^def {test}\(", text, re.MULTILINE), f"{number} {name}: {file}::{test}"
