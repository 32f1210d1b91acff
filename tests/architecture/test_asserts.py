"""`assert` tells types and no more: the processes that serve run without it."""

import ast

from tests.architecture.source import Module
from tests.architecture.source import modules


def tells_a_type(test: ast.expr) -> bool:
    """Tell whether an assertion is `x is not None` or `isinstance(x, …)`."""
    if isinstance(test, ast.Compare):
        return isinstance(test.ops[0], ast.IsNot) and ast.unparse(test.comparators[0]) == "None"
    return isinstance(test, ast.Call) and ast.unparse(test.func) == "isinstance"


def other_assertions(module: Module) -> list[str]:
    """Return the assertions of a module that decide something."""
    return [
        f"{module.name}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assert) and not tells_a_type(node.test)
    ]


def test_assertions_tell_types_only():
    assert [found for module in modules() for found in other_assertions(module)] == []


def test_a_rule_in_an_assertion_would_be_found():
    planted = Module("forum.accounts.commands.people", "def raise_role(actor):\n    assert actor.is_administrator\n")
    assert other_assertions(planted) == ["forum.accounts.commands.people: assert actor.is_administrator"]
    assert other_assertions(Module("forum.x", "assert out is not None\nassert isinstance(out, str)")) == []
