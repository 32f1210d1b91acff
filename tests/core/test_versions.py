"""The counters that caches are keyed by."""

from sqlalchemy import create_engine
from sqlalchemy import select
from sqlalchemy import text

from forum.certification.models import Stage
from forum.core import versions
from forum.core.db import db
from forum.core.db import session


def move_elsewhere():
    """Move a counter as another process would."""
    other = create_engine(db.engine.url)
    with other.begin() as connection:
        connection.execute(text("UPDATE data_version SET number = number + 1 WHERE name = 'content'"))
    other.dispose()


def test_counters_are_never_newer_than_what_is_read_after_them(app):
    session.rollback()
    before = versions.current(versions.CONTENT)
    session.rollback()
    versions.forget()
    session.scalars(select(Stage.id)).all()  # The session has its snapshot from here on.
    move_elsewhere()

    seen = versions.current(versions.CONTENT)
    data = session.scalar(text("SELECT number FROM data_version WHERE name = 'content'"))

    assert seen <= data
    assert data >= before


def test_a_new_request_sees_what_others_committed(app):
    session.rollback()
    before = versions.current(versions.CONTENT)
    move_elsewhere()
    session.rollback()
    versions.forget()

    assert versions.current(versions.CONTENT) == before + 1
