"""What a database finds out about itself, where it can."""

from typing import Any
from typing import Final

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

_FULLTEXT: Final = "INSERT INTO fts_search(fts_search, rank) VALUES ('integrity-check', 1)"
_REBUILD: Final = "INSERT INTO fts_search(fts_search) VALUES ('rebuild')"


def damage(session: Session) -> list[str]:
    """Return what is damaged in the file of a SQLite database; PostgreSQL tells in its own log."""
    if not _is_file(session):
        return []
    found = session.connection().exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
    return [] if found == ["ok"] else [str(line) for line in found]


def fulltext_is_sound(session: Session) -> bool:
    """Tell whether the full-text side agrees with its table; PostgreSQL computes it itself. In a transaction."""
    if not _is_file(session):
        return True
    try:
        with session.begin_nested():
            session.connection().exec_driver_sql(_FULLTEXT)
    except DatabaseError:
        return False
    return True


def rebuild_fulltext(session: Session) -> None:
    """Make the full-text side anew from its table. In a transaction."""
    if _is_file(session):
        session.connection().exec_driver_sql(_REBUILD)


def database_facts(session: Session) -> tuple[str, int]:
    """Return the version of the database's software, and the bytes that the database takes."""
    if _is_file(session):
        command = (
            "SELECT sqlite_version(), (SELECT page_count FROM pragma_page_count) * page_size FROM pragma_page_size"
        )
    else:
        command = "SELECT current_setting('server_version'), pg_database_size(current_database())"
    version, size = session.connection().exec_driver_sql(command).one()
    return str(version), int(size)


def _is_file(session: Session) -> Any:
    return session.get_bind().dialect.name == "sqlite"
