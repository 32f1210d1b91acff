"""What a request brings is read in core only, where it is typed; a template reads nothing of it."""

import ast
import re

from tests.architecture.source import ROOT
from tests.architecture.source import Module
from tests.architecture.source import modules

#: What clients write freely. Method, path (parsed by converters) and address are not among them.
READING = {"args", "form", "values", "json", "get_json", "files", "data", "get_data", "stream", "input_stream"}
IN_TEMPLATES = re.compile(r"\brequest\.(?:args|form|values|json|files|data|cookies)\b")
#: A header or a cookie that a view reads, and why.
HEADERS = {
    "forum.accounts.login": "the cookies of session and device",
    "forum.accounts.routes.answers": "the device's cookie, and what browser it is, in a few words",
    "forum.discussion.routes.completion": "whether a fragment or JSON is asked for",
    "forum.discussion.routes.editing": "whether htmx asks for a part of the page",
    "forum.operation.routes": "the token with which measurements are asked for",
}


def reads(module: Module, names: set[str]) -> set[str]:
    """Return which of these parts of a request a module reads."""
    return {
        node.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in names
        and isinstance(node.value, ast.Name)
        and module.origin(node.value) in {"flask.request", "flask.globals.request"}
    }


def test_input_is_read_by_the_typed_layer_only():
    outside = [module for module in modules() if module.package != "core"]
    assert {m.name: found for m in outside if (found := reads(m, READING))} == {}


def test_headers_and_cookies_are_read_where_it_is_known_why():
    names = {"headers", "cookies", "environ"}
    found = {m.name for m in modules() if m.package != "core" and reads(m, names)}
    assert found == set(HEADERS)


def test_templates_read_no_input():
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file() and IN_TEMPLATES.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_input_read_elsewhere_would_be_found():
    planted = Module("forum.x.routes", "from flask import request\ndef f():\n    return request.args.get('a')\n")
    assert reads(planted, READING) == {"args"}
    assert IN_TEMPLATES.search("{{ request.args.get('q') }}")
    assert not reads(Module("forum.x.routes", "from flask import request\nrequest.method\n"), READING)


def test_a_view_asks_whether_a_form_was_sent_since_head_is_no_form():
    found = [
        m.name for m in modules() if re.search(r'request\.method == "(?:GET|POST)"', m.text) and m.package != "core"
    ]
    assert found == []
