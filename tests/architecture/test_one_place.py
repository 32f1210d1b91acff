"""What may stand in one place only: SQL dialects, commits, the rows of a package."""

import ast

from sqlalchemy import inspect

from forum.core.db import Base
from tests.architecture.source import Module
from tests.architecture.source import modules

#: Where the name of a database may stand beside `core/dialects`, and why.
DIALECT_PLACES = {
    "config": "reads the database's address, and picks driver and pool by it",
    "forum.core.file_queue": "the job queue has a file of its own",
    "forum.migrations.env": "on SQLite a table is changed by copying it, with foreign keys off meanwhile",
}
#: Who may end a transaction, and why.
ENDS = {
    "forum.core.db": {"commit", "rollback", "begin_nested"},
    # Alembic owns the transaction of a migration.
    "forum.migrations.env": {"rollback"},
    # The answer is an error page: what was read is dropped.
    "forum.core.errorpages": {"rollback"},
    # The health check reads a database that may be away.
    "forum.core.health": {"rollback"},
    # A full-text side that fails its check undoes that statement only.
    "forum.core.dialects.damage": {"begin_nested"},
    # The connection is closed after it was prepared, before the forum uses it.
    "forum.core.dialects.postgresql": {"commit"},
    # It is the ROLLBACK of that driver.
    "forum.core.dialects.postgresql_connection": {"rollback"},
}
#: Rows that another module than its own package's commands makes, and why.
FOREIGN_ROWS: dict[tuple[str, str], str] = {}
WRITES = {"insert", "update", "delete"}


def dialect_words(module: Module) -> list[str]:
    """Return the imports and texts (not docstrings) of a module that belong to one database."""
    found = [
        origin for origin in module.imports.values() if origin.startswith(("sqlalchemy.dialects", "sqlite3", "psycopg"))
    ]
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            text = node.value.lower()
            found += [word for word in ("sqlite", "postgres", "pragma ", "fts5", "tsvector") if word in text]
    return found


def test_only_core_dialects_names_a_database():
    allowed = ("forum.core.dialects", *DIALECT_PLACES)
    assert {m.name: found for m in modules() if not m.name.startswith(allowed) and (found := dialect_words(m))} == {}


def test_a_dialect_elsewhere_would_be_found():
    assert dialect_words(Module("forum.x", "from sqlalchemy.dialects.sqlite import insert"))
    assert dialect_words(Module("forum.x", "if engine.name == 'postgresql': pass"))
    assert not dialect_words(Module("forum.x", '"""Works on SQLite and PostgreSQL."""'))


def endings(module: Module) -> set[str]:
    """Return which of commit and rollback a module calls."""
    return {
        node.func.attr
        for node, _origin in module.calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"commit", "rollback", "begin_nested"}
    }


def test_only_core_db_commits():
    assert {m.name: found for m in modules() if (found := endings(m) - ENDS.get(m.name, set()))} == {}


def test_a_commit_elsewhere_would_be_found():
    assert endings(Module("forum.x", "def f(session):\n    session.commit()\n")) == {"commit"}


def tables(app) -> dict[str, str]:
    """Return full class name → package for every table."""
    return {
        f"{m.class_.__module__}.{m.class_.__name__}": m.class_.__module__.split(".")[1] for m in Base.registry.mappers
    }


def foreign_writes(module: Module, owners: dict[str, str]) -> list[str]:
    """Return the tables that a module writes though another package's commands should."""
    found = []
    for node, origin in module.calls():
        table = origin
        if origin.rsplit(".", 1)[-1] in WRITES and origin.startswith(("sqlalchemy.", "forum.core.dialects")):
            table = next((name for argument in node.args if (name := module.origin(argument)) in owners), "")
        if table not in owners:
            continue
        owner = owners[table]
        # What leaving does to the rows of a package is a step of a command.
        own = (f"forum.{owner}.commands", f"forum.{owner}.own_data")
        at_home = module.name.startswith(own) or (owner == "core" and module.package == "core")
        if not at_home and (module.name, table.rsplit(".", 1)[-1]) not in FOREIGN_ROWS:
            found.append(table)
    return found


def test_rows_of_a_package_are_made_and_changed_in_bulk_by_its_own_commands(app):
    owners = tables(app)
    assert {m.name: found for m in modules() if (found := foreign_writes(m, owners))} == {}


def test_a_row_made_by_another_package_would_be_found(app):
    owners = tables(app)
    planted = "from forum.cities.models import City\nfrom sqlalchemy import delete\nCity()\ndelete(City)\n"
    assert len(foreign_writes(Module("forum.accounts.commands.people", planted), owners)) == 2
    assert foreign_writes(Module("forum.cities.commands", planted), owners) == []


def test_relations_never_load_by_themselves(app):
    lazy = [
        f"{mapper.class_.__name__}.{relation.key}: {relation.lazy}"
        for mapper in Base.registry.mappers
        for relation in inspect(mapper.class_).relationships
        if relation.lazy != "raise_on_sql"
    ]
    assert lazy == []


def test_exceptions_that_are_no_longer_needed_are_removed(app):
    by_name = {module.name: module for module in modules()}
    assert {name for name, allowed in ENDS.items() if not allowed <= endings(by_name[name])} == set()
    assert {name for name in DIALECT_PLACES if not dialect_words(by_name[name])} == set()
