"""What commands of a terminal say when they cannot do what was asked."""

import subprocess
import sys

from sqlalchemy import update

from config import ROOT
from forum.accounts.models import User
from forum.core.db import session
from forum.core.db import transaction
from tests.factories.accounts import make_user
from tests.server.conftest import environment

NOBODY_LISTENS = "postgresql://forum:hidden-word@127.0.0.1:9/forum"


def said(folder, *words, **variables):
    """Run a command that fails in a process of its own; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "forum.app", *words],
        cwd=ROOT,
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_wrong_setting_is_named(tmp_path):
    assert said(tmp_path, "search", "reindex", FORUM_ENV="production").splitlines()[0] == (
        "Error: FORUM_SECRET_KEY must be set to a secret of at least 32 characters in production."
    )


def test_a_database_without_tables_is_told_with_what_makes_them(tmp_path):
    assert "does not have the tables of this version: start the forum" in said(tmp_path, "search", "reindex")


def test_a_database_that_is_away_is_told_without_its_password(tmp_path):
    answer = said(tmp_path, "demo", "remove", FORUM_DATABASE_URL=NOBODY_LISTENS)

    assert "cannot be reached" in answer
    assert "hidden-word" not in answer


def test_a_refusal_is_a_sentence_in_english(app):
    arguments = ["accounts", "create-admin", "--email", "admin", "--name", "Marta", "--language", "pt"]

    result = app.test_cli_runner().invoke(args=arguments, env={"FORUM_ADMIN_PASSWORD": "una-plaza-mayor-77"})

    assert result.exit_code == 1
    assert "Error: This is not an e-mail address" in result.output


def test_the_relay_says_whether_more_is_due(app):
    assert app.test_cli_runner().invoke(args=["events", "relay"]).output == "Nothing is due any more.\n"


def test_a_second_demonstration_is_refused(app):
    person = make_user()
    with transaction():
        session.execute(update(User).where(User.id == person.id).values(is_demo=True))

    again = app.test_cli_runner().invoke(args=["demo", "load"])

    assert (again.exit_code, again.output) == (1, "Error: Demo data are loaded already.\n")


def test_a_standard_that_is_no_json_is_refused(app, tmp_path):
    file = tmp_path / "standard.json"
    file.write_text("{")

    result = app.test_cli_runner().invoke(args=["certification", "load", str(file)])

    assert result.exit_code == 1
    assert "is not JSON in UTF-8" in result.output


def test_the_tables_are_made_and_looked_at_by_commands(app):
    runner = app.test_cli_runner()

    assert "upgrade" in runner.invoke(args=["db", "--help"]).output
    assert runner.invoke(args=["db", "upgrade"]).exit_code == 0
    assert runner.invoke(args=["db", "check"]).exit_code == 0
