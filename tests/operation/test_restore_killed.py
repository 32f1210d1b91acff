"""A restore that is killed at any moment leaves the forum as it was, or restored; never half of each."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy import text

from config import ROOT
from config import load_config
from tests.server.conftest import environment
from tests.server.conftest import forum_database

__all__ = ["forum_database"]
pytestmark = pytest.mark.long

KILLS = 4
PRODUCTION = {
    "FORUM_ENV": "production",
    "FORUM_SECRET_KEY": "a-secret-of-this-test-with-more-than-32-characters",
    "FORUM_SMTP_URL": "smtp://127.0.0.1:9",
    "FORUM_URL": "https://foro.example.org",
    "FORUM_ADMIN_PASSWORD": "una-plaza-mayor-77",
}


class Deployment:
    """A forum that is not running, and its commands."""

    def __init__(self, settings):
        self.settings = settings

    def start(self, *words):
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=self.settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *words):
        process = self.start(*words)
        said = process.communicate(timeout=120)[0]
        return process.returncode, said

    def flask(self, *words):
        code, said = self.run("flask", "--app", "forum.app", *words)
        assert code == 0, said

    def appoint(self, name):
        address = f"{name}@ril.example"
        self.flask("accounts", "create-admin", "--email", address, "--name", name, "--language", "es")

    def restore(self, backup):
        """Begin to restore; return the process once it has begun to change something."""
        process = self.start("flask", "--app", "forum.app", "backup", "restore", "--replace", backup)
        sign = Path(self.settings["FORUM_DATA_DIR"]) / "restore-at-work.json"
        while not sign.exists():
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.002)
        return process

    def people(self):
        engine = create_engine(load_config(self.settings).sqlalchemy_url)
        with engine.connect() as connection:
            found = connection.execute(text("SELECT name FROM user_account ORDER BY id")).scalars().all()
        engine.dispose()
        return list(found)

    def prepares(self):
        return self.run("forum.server.preparing")


@pytest.fixture
def place(tmp_path, forum_database):
    place = Deployment(environment(tmp_path / "var", **PRODUCTION, **forum_database, PORT="8000"))
    code, said = place.prepares()
    assert code == 0, said
    return place


def test_a_restore_that_is_killed_leaves_one_or_the_other_and_is_repeated(place, tmp_path):
    place.appoint("Antes")
    backup = str(tmp_path / "backup.tar")
    place.flask("backup", "create", "--to", backup)
    place.appoint("Luego")
    restoring = place.restore(backup)
    started = time.monotonic()
    assert restoring.wait(60) == 0
    lasts = time.monotonic() - started
    assert place.people() == ["Antes"]

    cut_off = 0
    for number in range(KILLS):
        if place.people() == ["Antes"]:
            place.appoint("Luego")
        restoring = place.restore(backup)
        time.sleep(lasts * number / KILLS)
        os.killpg(restoring.pid, signal.SIGKILL)
        restoring.communicate()
        assert place.people() in (["Antes"], ["Antes", "Luego"]), f"after {number + 1} kills"
        code, said = place.prepares()
        if code:
            assert "was cut off" in said, said
            cut_off += 1
    place.flask("backup", "restore", "--replace", backup)
    assert place.people() == ["Antes"]
    assert place.prepares()[0] == 0
    assert cut_off, "no kill met a restore at work: this proves nothing"
