"""docs/limits.md tells the limits that the code has, and no others."""

import re

from flask import Flask

from forum.core import ratelimit
from forum.core import reading_limits
from forum.core.reading_limits import Reading
from tests.architecture.source import ROOT
from tests.architecture.source import modules

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
DEFINED = re.compile(r'Limit\("([a-z-]+)", ([0-9_]+), ([0-9_]+)\)')
COUNTED = re.compile(r"^\| ([a-z-]+) \| ([0-9]+) \| ([0-9]+) \| .+ \| `(.+)` \|$", re.MULTILINE)
READ = re.compile(r"^\| ([a-z]+) \| ([0-9]+) \| ([0-9]+) \|$", re.MULTILINE)


def defined() -> dict[str, tuple[int, int, str]]:
    """Return the limits in the database: name → number, seconds, file."""
    return {
        name: (int(number), int(seconds), module.name.removeprefix("forum.").replace(".", "/") + ".py")
        for module in modules()
        for name, number, seconds in DEFINED.findall(module.text)
    }


def test_every_limit_in_the_database_is_on_the_page():
    told = {name: (int(number), int(seconds), where) for name, number, seconds, where in COUNTED.findall(PAGE)}
    assert told == defined()
    assert len(told) > 15


def test_a_limit_is_written_so_that_it_is_found():
    made = sum(m.text.count("Limit(") for m in modules() if m.name not in {ratelimit.__name__, reading_limits.__name__})
    assert made == len(defined())


def test_every_limit_of_reading_is_on_the_page():
    told = {name: (int(visitors), int(members)) for name, visitors, members in READ.findall(PAGE)}
    known = [value for value in vars(reading_limits).values() if isinstance(value, Reading)]
    assert told == {reading.name: (reading.visitors, reading.members) for reading in known}


def test_what_is_dear_says_so(app: Flask):
    dear = {rule for rule, view in app.view_functions.items() if hasattr(view, "forum_reading")}
    assert dear == {
        "search.show_results",
        "discussion.list_mentions",
        "discussion.list_similar",
        "moderation.show_log_csv",
    }
