"""Files: short, with declared dependencies, and built from what they claim to be built from."""

import ast
import hashlib
import json
import re
import sys
import tomllib
from importlib import metadata

import pytest

from tests.architecture.source import ROOT
from tests.architecture.source import modules

LONGEST = 300
#: Longer, for a reason.
LONG_FILES = {
    "forum/migrations/versions/0001_first_tables.py": "every table, made at once",
}
#: Declared though no module imports them, and why.
INDIRECT = {
    "psycopg": "the driver that SQLAlchemy loads for PostgreSQL",
    "pygments": "colours code for pymdownx.highlight",
    "pymdown-extensions": "named as texts in the list of Markdown's extensions",
    "redis": "the client that huey loads when FORUM_JOBS_URL names a Redis server",
    "tzdata": "the time zones, where the system has none",
}


def own_files():
    for folder, pattern in (("forum", "*.py"), ("tests", "*.py"), ("static/src", "*.js")):
        yield from sorted(path for path in (ROOT / folder).rglob(pattern) if "node_modules" not in path.parts)
    yield ROOT / "config.py"


def test_no_file_is_longer_than_300_lines():
    long = {
        name: lines
        for path in own_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
        and (name := path.relative_to(ROOT).as_posix()) not in LONG_FILES
    }
    assert long == {}


def declared(*, dev=False):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = project["project"]["dependencies"] + (project["dependency-groups"]["dev"] if dev else [])
    return {re.split(r"[\[<>=~! ;]", row, maxsplit=1)[0].lower().replace("_", "-") for row in rows}


def imported(trees):
    """Return the distributions that modules import: library → names of distributions."""
    by_module = metadata.packages_distributions()
    found = {}
    for tree in trees:
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top not in {"forum", "config", "tests", "_typeshed"}:
                    found[top] = {d.lower().replace("_", "-") for d in by_module.get(top, [top])}
    return found


def test_what_is_imported_is_declared():
    libraries = imported(module.tree for module in modules())
    assert {name for name, known in libraries.items() if not known & declared()} == set()


def test_what_tests_import_is_declared():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("*.py")]
    assert {name for name, known in imported(trees).items() if not known & declared(dev=True)} == set()


def test_what_is_declared_is_used():
    used = set().union(*imported(module.tree for module in modules()).values())
    assert declared() - used - set(INDIRECT) == set()
    assert set(INDIRECT) <= declared()


def test_an_undeclared_library_would_be_found():
    assert not imported([ast.parse("import requests")])["requests"] & declared()


def test_every_dependency_is_locked_with_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {row.split("==")[0].split("[")[0].lower() for row in lock.splitlines() if re.match(r"^[a-z0-9]", row)}
    assert declared() <= locked
    assert lock.count("--hash=sha256:") >= len(locked)


def sources_hash(folder):
    """Return what `static/build.mjs` writes into the manifest."""
    digest = hashlib.sha256()
    for path in sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_built_assets_are_those_of_the_sources():
    manifest = json.loads((ROOT / "static" / "dist" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sources"] == sources_hash(ROOT / "static" / "src"), "run `make assets` and commit static/dist"


def test_a_changed_source_would_be_found(tmp_path):
    (tmp_path / "a.css").write_text("p{}")
    before = sources_hash(tmp_path)
    (tmp_path / "a.css").write_text("p{color:red}")
    assert sources_hash(tmp_path) != before


@pytest.mark.parametrize("word", ["TODO", "FIXME", "NotImplementedError"])
def test_nothing_is_left_for_later(word):
    here = {path.relative_to(ROOT).as_posix() for path in own_files() if word in path.read_text(encoding="utf-8")}
    assert here <= {"tests/architecture/test_files.py"}
