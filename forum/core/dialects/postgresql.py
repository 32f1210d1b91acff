"""PostgreSQL: row locks that workers skip, and a limit on the time of a statement."""

from contextlib import AbstractContextManager
from contextlib import nullcontext
from importlib import import_module
from typing import Any
from typing import Final

from sqlalchemy import Engine
from sqlalchemy import Select
from sqlalchemy import column
from sqlalchemy import event
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import table
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session


def prepare(engine: Engine) -> None:
    """Limit each statement to 10 s, speak UTC, and plan what is asked again and again once."""
    # By name, as in `insert`.
    lasting = import_module("forum.core.dialects.postgresql_connection")

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        return lasting.LastingConnection.connect(*arguments, **options)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '10s'")
            cursor.execute("SET lock_timeout = '10s'")
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.prepared_max = lasting.PREPARED
        connection.commit()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("forum_hasty"):
            driver: Any = connection.connection.driver_connection
            driver.execute("SET LOCAL lock_timeout = '250ms'")


def turn_to_write(*, hasty: bool) -> AbstractContextManager[None]:  # noqa: ARG001 - SQLite asks
    """Wait for nobody: rows are locked one by one."""
    return nullcontext()


def claim(statement: Select[Any]) -> Select[Any]:
    """Lock the rows found and pass over those that another worker holds."""
    return statement.with_for_update(skip_locked=True)


def lock(session: Session, name: str) -> None:
    """Take an advisory lock, which the transaction's end gives back; two names may share one, which only waits."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def insert(table: Any) -> Any:
    """Return PostgreSQL's INSERT … ON CONFLICT."""
    # By name, since it brings the whole dialect: a forum on SQLite loads this module too.
    return import_module("sqlalchemy.dialects.postgresql").insert(table)


#: The full-text side of `search_entry`: stems are made by our analyser, so `simple` is right.
FULLTEXT_DDL: Final = (
    "ALTER TABLE search_entry ADD COLUMN fts_document tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', body_stems), 'D') || "
    "setweight(to_tsvector('simple', mention_stems), 'C')) STORED",
    "CREATE INDEX fts_search_entry ON search_entry USING gin (fts_document)",
)
FULLTEXT_DROP: Final = (
    "DROP INDEX fts_search_entry",
    "ALTER TABLE search_entry DROP COLUMN fts_document",
)


def elements(listed: Any) -> Any:
    """Return the elements of a JSON list, as a call that yields rows."""
    return func.jsonb_array_elements_text(listed)


def match(groups: list[list[str]], *, with_mentions: bool) -> Select[Any]:
    """Return the ids of posts whose entries have a stem of every group."""
    weights = "" if with_mentions else ":AD"
    words = " & ".join("(" + " | ".join(f"'{stem}'{weights}" for stem in group) + ")" for group in groups)
    entry = table("search_entry", column("post_id"), column("fts_document"))
    query = func.to_tsquery("simple", words)
    return select(entry.c.post_id).where(entry.c.fts_document.op("@@")(query))
