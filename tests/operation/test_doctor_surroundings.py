"""The doctor looks at what surrounds the forum: settings, worker, backups."""

from datetime import timedelta

import pytest

from forum.core import clock
from forum.core.folderlock import lock_folder
from forum.core.jobs import beat
from forum.operation.backups import keeping
from tests.operation.backing import data_folder
from tests.operation.examining import look
from tests.operation.examining import sentences


def test_a_worker_that_does_not_show_itself_is_found_while_the_forum_runs(app):
    assert look("worker").state == "note"
    with lock_folder(data_folder()):
        assert look("worker").state == "wrong"
        beat()
        assert look("worker").state == "ok"


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("PROXIES", 0, "No proxy is trusted"),
        ("SMTP_URL", "smtp://mail.example.org", "Mail leaves this machine unencrypted"),
    ],
)
def test_weak_settings_of_production_are_told(app, setting, value, words):
    app.config.update(ENV_NAME="production", PROXIES=1, SMTP_URL="smtps://mail.example.org")
    assert words not in sentences("settings")
    app.config[setting] = value
    assert words in sentences("settings")


def test_a_demonstration_that_others_can_reach_is_told(app):
    assert look("settings").state == "ok"
    app.config.update(URL="http://foro.example.org")
    assert look("settings").state == "note"


def test_backups_that_are_missing_old_or_never_read_are_told(app, tmp_path):
    app.config.update(DATA_DIR=str(tmp_path), ENV_NAME="production")
    file = tmp_path / "x.tar"
    file.touch()
    assert "No backup was ever made" in sentences("backups")
    keeping.note(tmp_path, "created", file, (clock.now() - timedelta(days=3)).isoformat())
    assert look("backups").state == "wrong"
    keeping.note(tmp_path, "created", file, clock.now().isoformat())
    assert look("backups").state == "note"
    keeping.note(tmp_path, "verified", file, clock.now().isoformat())
    assert look("backups").state == "ok"
