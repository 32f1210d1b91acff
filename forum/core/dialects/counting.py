"""What a copy of a database holds, in numbers."""

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import table

#: The table in which migrations note where they are.
HEAD_TABLE = "alembic_version"


class CopyProblem(Exception):
    """A copy cannot be made, read or used; the text is a sentence for whoever operates the forum."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody found who read a database whole: its migration, and how many rows each table has."""

    schema: str | None
    rows: dict[str, int]


def seen(connection: Connection) -> Seen:
    """Count the rows of every table, the full-text side apart."""
    names = sorted(name for name in inspect(connection).get_table_names() if not name.startswith("fts_"))
    rows = {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}
    head = None
    if rows.get(HEAD_TABLE):
        head = connection.exec_driver_sql(f"SELECT version_num FROM {HEAD_TABLE}").scalar_one()  # noqa: S608
    return Seen(head, rows)
