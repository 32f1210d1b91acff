"""Migrations run on both databases, up and down, with rows in the tables, and agree with the models."""

import json
import os

import alembic.command
import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy import inspect
from sqlalchemy import make_url
from sqlalchemy import select
from sqlalchemy import text

from config import Config
from forum.accounts.models import User
from forum.app import create_app
from forum.certification.commands import load_standard
from forum.certification.shipped import STANDARD
from forum.core import schema
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import record
from forum.core.settings import SettingChanged
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.search.commands import reindex
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

PLANTED = '''
"""change a table that others point to"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "planted", "{head}", None, None


def upgrade():
    with op.batch_alter_table("user_account") as batch:
        batch.add_column(sa.Column("planted", sa.String(10), server_default="x", nullable=False))
        batch.alter_column("name", type_=sa.String(200), existing_type=sa.String(80))


def downgrade():
    with op.batch_alter_table("user_account") as batch:
        batch.drop_column("planted")
        batch.alter_column("name", type_=sa.String(80), existing_type=sa.String(200))
'''


@pytest.fixture
def url(tmp_path):
    """Name an empty database of the kind that this run tests."""
    server = os.environ.get("FORUM_TEST_DATABASE_URL", "")
    if not server:
        yield f"sqlite:///{tmp_path / 'migrated.db'}"
        return
    address = make_url(server).set(drivername="postgresql+psycopg")
    name = f"{address.database}_migrated_{os.getpid()}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield address.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture
def site(url, tmp_path):
    """Give an application over an empty database; its context is open."""
    made = create_app(Config(env="testing", data_dir=tmp_path, database_url=url, url="http://localhost"))
    with made.app_context():
        versions.clear_caches()
        yield made
        session.remove()
        db.engine.dispose()
        versions.clear_caches()


def write_something():
    load_standard(SYSTEM, json.loads(STANDARD.read_text(encoding="utf-8")))
    author = make_user("Lucía Prieto")
    topic = make_topic(author, title="¿Cómo publicar datos?", body="Con **cuidado**, @nadie.")
    make_reply(topic, make_user("João Vale", language="pt"), body="Nós também.", language="pt")
    session.remove()


def found():
    session.rollback()
    users = session.scalars(select(User.name).order_by(User.id)).all()
    return (
        users,
        session.scalars(select(Topic.title)).all(),
        session.scalars(select(Post.number).order_by(Post.id)).all(),
    )


EVERYTHING = (["Lucía Prieto", "João Vale"], ["¿Cómo publicar datos?"], [1, 2])


def test_the_forum_knows_its_last_migration(site):
    assert not schema.is_current(), "there are no tables yet"
    flask_migrate.upgrade()
    assert schema.is_current()
    assert ScriptDirectory(site.extensions["migrate"].directory).get_current_head() == schema.HEAD
    flask_migrate.downgrade(revision="-1")
    assert not schema.is_current()


def test_models_and_migrations_agree(site):
    flask_migrate.upgrade()
    flask_migrate.check()


def test_a_difference_between_models_and_migrations_would_be_found(site):
    flask_migrate.upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE user_account DROP COLUMN bio"))
    with pytest.raises(SystemExit):
        flask_migrate.check()


def test_everything_goes_down_and_up_again_with_rows_in_it(site):
    flask_migrate.upgrade()
    write_something()
    assert found() == EVERYTHING
    session.remove()
    flask_migrate.downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names())
    assert left <= {"alembic_version"}
    flask_migrate.upgrade()
    versions.clear_caches()
    write_something()
    assert found() == EVERYTHING
    reindex()


def test_changing_a_table_keeps_the_rows_that_point_to_it(site, tmp_path):
    """On SQLite the table is copied; with foreign keys on, dropping the old one deletes what points to it."""
    flask_migrate.upgrade()
    write_something()
    folder = tmp_path / "more"
    folder.mkdir()
    config = site.extensions["migrate"].migrate.get_config(site.extensions["migrate"].directory)
    head = alembic.command.ScriptDirectory.from_config(config).get_current_head()
    (folder / "planted.py").write_text(PLANTED.format(head=head))
    config.set_main_option("path_separator", "os")
    here = os.path.join(site.extensions["migrate"].directory, "versions")
    config.set_main_option("version_locations", os.pathsep.join([here, str(folder)]))

    alembic.command.upgrade(config, "head")
    assert found() == EVERYTHING
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT DISTINCT planted FROM user_account")).scalars().all() == ["x"]
    session.remove()
    alembic.command.downgrade(config, "-1")
    assert found() == EVERYTHING
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_the_first_migration_makes_the_counters_that_caches_need(site):
    flask_migrate.upgrade()
    assert versions.data_versions() == (1, 1)
    with transaction():
        record(SYSTEM, SettingChanged())
    assert versions.data_versions() == (2, 2)
