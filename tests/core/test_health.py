"""Alive and ready: the two questions of a supervisor."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from config import Config
from forum.app import create_app
from forum.core import clock
from forum.core import jobs
from forum.core.db import db


def test_a_living_process_says_so(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_it_is_ready_when_database_schema_and_worker_are(client):
    assert client.get("/health/ready").json == {
        "status": "not ready", "database": True, "schema": True, "worker": False,
    }  # fmt: skip
    jobs.beat()
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json["status"]) == (200, "ok")


def test_a_worker_that_fell_silent_is_noticed(client):
    jobs.beat()
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json["worker"]) == (503, False)


def test_a_missing_migration_is_noticed(client):
    with db.engine.begin() as connection:
        before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    try:
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.json["schema"]) == (503, False)
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": before})


@pytest.fixture
def without_database(tmp_path):
    """Give a visitor's browser on a forum whose database is away."""
    made = create_app(
        Config(
            env="testing", data_dir=tmp_path, url="http://localhost", database_url="postgresql://nobody@127.0.0.1:9/x"
        )
    )
    yield made.test_client()
    with made.app_context():
        db.engine.dispose()


def test_a_database_that_is_away_is_noticed_and_told(without_database):
    answer = without_database.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json["database"] is False
    assert "127.0.0.1" not in answer.text
    assert without_database.get("/health/live").status_code == 200


@pytest.mark.parametrize(("language", "tag"), [("es", "es"), ("pt", "pt-BR")])
def test_without_a_database_every_page_is_a_503_of_the_site(without_database, language, tag):
    answer = without_database.get("/search?q=hola", headers={"Accept-Language": language})
    assert answer.status_code == 503
    assert f'<html lang="{tag}"' in answer.text
    assert answer.headers["Retry-After"]
    assert "nobody" not in answer.text


def test_a_refusal_whose_page_needs_the_database_says_that_it_is_away(without_database):
    assert without_database.get("/nowhere").status_code == 503
