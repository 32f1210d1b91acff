"""What keeps the forum from starting: one sentence per problem, and nothing is left running."""

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from config import DEMO_SECRET
from config import ROOT
from tests.server.conftest import PRODUCTION
from tests.server.conftest import environment
from tests.server.conftest import free_port

pytestmark = pytest.mark.long

ADD_DEMO_CITY = """
from forum.app import create_app
from forum.cities.commands import create_city
from forum.core.actor import SYSTEM
values = {"name": "Demo", "country": "Colombia", "country_code": "CO", "time_zone": "America/Bogota"}
with create_app().app_context():
    create_city(SYSTEM, {**values, "language": "es", "is_demo": True})
"""


def refused(folder, **variables):
    """Start the forum, expect that it refuses, and return what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "forum.server"],
        cwd=ROOT,
        env=environment(folder, **{"PORT": str(free_port()), **variables}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {1, 2}, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"FORUM_SECRET_KEY": ""}, "FORUM_SECRET_KEY must be set to a secret of at least 32 characters"),
        ({"FORUM_SECRET_KEY": DEMO_SECRET}, "FORUM_SECRET_KEY must be set to a secret of at least 32 characters"),
        ({"FORUM_SECRET_KEY": "short"}, "FORUM_SECRET_KEY must be set to a secret of at least 32 characters"),
        ({"FORUM_SMTP_URL": ""}, "FORUM_SMTP_URL must name the mail server in production"),
        ({"FORUM_URL": "http://foro.example.org"}, "FORUM_URL must be the public https address"),
        ({"FORUM_URL": ""}, "FORUM_URL must be the public https address"),
        ({"FORUM_ENV": "staging"}, "FORUM_ENV must be development, production or testing."),
        ({"PORT": "eighty"}, "PORT must be a whole number from 1 to 65535."),
        ({"FORUM_PROXIES": "-1"}, "FORUM_PROXIES must be a whole number from 0 to 10."),
        ({"FORUM_THREADS": "0"}, "FORUM_THREADS must be a whole number from 1 to 512."),
        ({"FORUM_READING_LIMITS": "perhaps"}, "FORUM_READING_LIMITS must be on or off."),
        ({"FORUM_SECRET_KEY_FALLBACKS": "short"}, "FORUM_SECRET_KEY_FALLBACKS must hold secrets of at least 32"),
        ({"FORUM_SECRET_KEY_FALLBACKS": DEMO_SECRET}, "FORUM_SECRET_KEY_FALLBACKS must hold secrets of at least 32"),
        ({"FORUM_DATABASE_URL": "mysql://forum@127.0.0.1/forum"}, "FORUM_DATABASE_URL must be an address such as"),
        ({"FORUM_SMTP_URL": "localhost:25"}, "FORUM_SMTP_URL must be an address such as smtp+starttls://"),
        ({"FORUM_MAIL_FROM": "Foro"}, "FORUM_MAIL_FROM must hold an address"),
        ({"FORUM_JOBS_URL": "amqp://127.0.0.1"}, "FORUM_JOBS_URL must be an address such as redis://"),
        ({"FORUM_BIND": "192.0.2.1"}, "FORUM_BIND names 192.0.2.1, which is no network address of this machine."),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, changes, sentence):
    assert sentence in refused(tmp_path, **{**PRODUCTION, **changes})


def test_all_problems_are_told_at_once(tmp_path):
    said = refused(tmp_path, FORUM_ENV="production")

    assert [line.split()[0] for line in said.splitlines()] == ["FORUM_SECRET_KEY", "FORUM_SMTP_URL", "FORUM_URL"]


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, **PRODUCTION, PORT=str(port))

    assert f"Port {port} on 127.0.0.1 is taken or not allowed" in said


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    assert "cannot be written; set FORUM_DATA_DIR" in refused(tmp_path / "file" / "var", **PRODUCTION)


def test_a_database_that_is_away_is_told_without_its_password(tmp_path):
    url = f"postgresql://forum:hidden-word@127.0.0.1:{free_port()}/forum"

    said = refused(tmp_path, **PRODUCTION, FORUM_DATABASE_URL=url)

    assert "cannot be reached" in said
    assert "hidden-word" not in said


def test_a_second_forum_on_the_same_folder_is_refused(start, tmp_path):
    server = start(**PRODUCTION)
    server.wait_until_ready()

    assert "Another forum already runs" in refused(tmp_path / "var", **PRODUCTION)


def test_a_database_of_a_later_version_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "forum.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")

    said = refused(tmp_path, **PRODUCTION)

    assert "its migration 9999 is unknown here" in said
    assert "Run that version or a later one" in said


def test_production_refuses_a_database_with_demonstration_accounts(start, tmp_path, forum_database):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    server.stop()
    subprocess.run(
        [sys.executable, "-c", ADD_DEMO_CITY],
        cwd=ROOT,
        env=environment(tmp_path / "var", **PRODUCTION, **forum_database),
        check=True,
    )

    said = refused(tmp_path / "var", **PRODUCTION, **forum_database)

    assert "holds demonstration data" in said
