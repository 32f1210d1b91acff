"""PostgreSQL: row locks that workers skip, and a limit on the time of a statement."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy import Select
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert


def prepare(engine: Engine) -> None:
    """Limit each statement to 10 s and speak UTC."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '10s'")
            cursor.execute("SET lock_timeout = '10s'")
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.commit()


def claim(statement: Select[Any]) -> Select[Any]:
    """Lock the rows found and pass over those that another worker holds."""
    return statement.with_for_update(skip_locked=True)


def insert(table: Any) -> Any:
    """Return PostgreSQL's INSERT … ON CONFLICT."""
    return postgresql_insert(table)
