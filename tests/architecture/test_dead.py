"""What nobody uses is taken out: imports and macros of templates, functions and classes of the forum."""

import ast

import pytest
from jinja2 import nodes

from tests.architecture.source import ROOT
from tests.architecture.source import Module
from tests.architecture.source import modules
from tests.architecture.templates import FOLDER
from tests.architecture.templates import WORDS
from tests.architecture.templates import paths

#: Used by tests alone, by the reason.
FOR_TESTS = {
    "can_see_use": "the rule about files as a question; its twin in SQL decides, and a test compares the two",
    "stop_children": "ends the children of this process, so that a test begins without one",
}
names = [path.relative_to(FOLDER).as_posix() for path in paths()]


@pytest.fixture(scope="module")
def trees(application):
    """Return name → parsed template."""
    return {name: application.jinja_env.parse((FOLDER / name).read_text(encoding="utf-8")) for name in names}


def unused_imports(tree: nodes.Template) -> set[str]:
    """Return what a template imports and never names."""
    imported = {
        name[1] if isinstance(name, tuple) else name
        for found in tree.find_all(nodes.FromImport)
        for name in found.names
    }
    return imported - {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}


def test_templates_import_only_what_they_use(trees):
    assert {name: unused for name, tree in trees.items() if (unused := unused_imports(tree))} == {}


def test_an_import_that_is_not_used_would_be_found(application):
    parse = application.jinja_env.parse
    assert unused_imports(parse('{% from "x" import icon, plate as p %}{{ icon("a") }}')) == {"p"}
    assert not unused_imports(parse('{% from "x" import icon %}{% block main %}{{ icon("a") }}{% endblock %}'))


def test_every_macro_is_called_by_somebody(trees):
    macros = {macro.name for tree in trees.values() for macro in tree.find_all(nodes.Macro)}
    called = {found.name for tree in trees.values() for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    called |= {node.attr for module in modules() for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    assert macros - called == set()


def defined(module: Module) -> set[str]:
    """Return the functions and classes of a module that nothing registers by a decorator."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {node.name for node in module.tree.body if isinstance(node, kinds) and not node.decorator_list}


def named(module: Module) -> set[str]:
    """Return what a module names otherwise than by defining or importing it."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


def test_every_function_and_class_of_the_forum_is_used():
    used = {name for module in modules() for name in named(module)}
    others = [*paths(), *(ROOT / "forum" / "migrations").rglob("*.py")]
    used |= {word for path in others for word in WORDS.findall(path.read_text(encoding="utf-8"))}
    dead = {f"{m.name}.{name}" for m in modules() for name in defined(m) if name not in used and name not in FOR_TESTS}
    assert dead == set()


def test_a_function_that_nobody_uses_would_be_found():
    module = Module("forum.x", "import y\ndef used(): pass\ndef dead(): pass\ndef _go(): used()\n")
    assert defined(module) - named(module) == {"dead", "_go"}
