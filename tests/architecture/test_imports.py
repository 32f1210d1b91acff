"""Who may import whom: the contracts of pyproject.toml."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT
from tests.architecture.source import Module
from tests.architecture.source import modules

#: Libraries that one module or package alone may import, so that it can be exchanged there.
OWNERS = {
    "markdown": "forum.core.rendering",
    "pymdownx": "forum.core.rendering",
    "pygments": "forum.core.rendering",
    "bleach": "forum.core.rendering.sanitise",
    "nh3": "forum.core.rendering.sanitise",
    "smtplib": "forum.core.postman",
    "huey": "forum.core",
    "argon2": "forum.accounts.passwords",
    "boto3": "forum.core.storage.s3",
    "botocore": "forum.core.storage.s3",
    "Stemmer": "forum.search.analyser",
}


def lint(*arguments, cwd=ROOT):
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
            *arguments,
        ],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept():
    result = lint()
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/planted.py", "from forum.accounts import models", "Layers"),
        ("accounts/models.py", "from forum.accounts import commands", "Inside a package"),
        ("accounts/planted.py", "from forum.cities import cli", "Entry points are protected"),
        ("accounts/planted.py", "from forum.accounts import forms", "Forms are seen by routes only"),
        ("core/rendering/planted.py", "from flask import Markup", "Rendering is pure"),
        ("accounts/queries.py", "from flask import request", "Domain without HTTP"),
    ],
)
def test_each_contract_breaks_when_it_is_violated(tmp_path, module, line, contract):
    copy = tmp_path / "forum"
    for package in ("core", "accounts", "cities"):
        for name in ("models", "commands", "queries", "policy", "events", "forms", "cli"):
            _write(copy / package / f"{name}.py", "")
        _write(copy / package / "__init__.py", "")
    _write(copy / "__init__.py", "")
    _write(copy / "core" / "rendering" / "__init__.py", "")
    _write(copy / "app.py", "")
    _write(copy / "site.py", "")
    _write(copy / module, line)
    (tmp_path / "pyproject.toml").write_text(_reduced(copy), encoding="utf-8")

    result = lint(cwd=tmp_path)

    broken = [row for row in result.stdout.splitlines() if row.rstrip().endswith("BROKEN")]
    assert len(broken) == 1, result.stdout + result.stderr
    assert broken[0].startswith(contract)


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _reduced(copy):
    """Return our own contracts for a forum of three packages: what is not there is optional."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = text[text.index("[tool.importlinter]") :]
    there = {path.name.removesuffix(".py") for path in copy.iterdir()}
    rows = []
    for row in contracts.splitlines():
        name = row.strip(' ",')
        if row.startswith("    ") and name.startswith("forum.") and "*" not in name:
            rows += [row] if name.removeprefix("forum.") in there else []
        elif row.startswith('    "') and name.isalpha() and name not in there:
            rows.append(f'    "({name})",')
        elif row.startswith('    "') and ("|" in name or ":" in name) and "(" not in name:
            rows.append(f'    "{" | ".join(f"({part})" for part in name.replace(":", "|").split(" | "))}",')
        else:
            rows.append(row)
    # What our own routes import is not there either.
    return "\n".join(rows).replace(
        'unmatched_ignore_imports_alerting = "error"', 'unmatched_ignore_imports_alerting = "none"'
    )


def strangers(module: Module) -> list[str]:
    """Return the libraries that a module imports though another owns them."""
    return [
        library
        for origin in module.imports.values()
        if (owner := OWNERS.get(library := origin.split(".")[0]))
        and not (module.name == owner or module.name.startswith(owner + "."))
    ]


def test_a_library_that_may_leave_is_imported_in_one_place():
    assert {module.name: found for module in modules() if (found := strangers(module))} == {}


def test_a_second_place_for_bleach_would_be_found():
    assert strangers(Module("forum.pages.commands", "import bleach")) == ["bleach"]


def hidden_imports(module: Module) -> list[int]:
    """Return the lines on which a function imports something: the mark of a circle."""
    return [
        inner.lineno
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def test_nothing_is_imported_inside_a_function():
    assert {module.name: found for module in modules() if (found := hidden_imports(module))} == {}


def test_an_import_inside_a_function_would_be_found():
    assert hidden_imports(Module("forum.x", "def f():\n    import json\n")) == [2]
