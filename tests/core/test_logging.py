"""Logs are JSON with the request's id, and hold nothing that is secret."""

import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError

from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.settings import Setting

TOKEN = "t0ken-of-a-one-time-link"


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO)

    def read():
        return [json.loads(record.getMessage()) for record in caplog.records if record.name.startswith("forum")]

    return read


def test_each_request_is_one_line_of_json_with_its_id(planted, lines):
    answer = planted.get("/planted/query?q=hola")
    (line,) = lines()
    assert line["event"] == "request"
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/planted/query", 200)
    assert line["ms"] >= 0


@pytest.mark.parametrize("path", [f"/planted/token/{TOKEN}", f"/planted/query?q={TOKEN[:15]}", f"/planted/{TOKEN}"])
def test_addresses_are_logged_without_what_may_be_secret(planted, lines, path):
    planted.get(path, headers={"Cookie": f"session={TOKEN}", "Authorization": f"Bearer {TOKEN}"})
    assert lines()
    assert TOKEN[:15] not in json.dumps(lines())


def test_an_error_is_logged_with_its_trace_for_us_only(planted, lines):
    planted.get("/planted/error/crash")
    (error,) = [line for line in lines() if line["level"] == "error"]
    assert "Traceback" in error["exception"]
    assert error["route"] == "/planted/error/<kind>"


def test_what_people_write_does_not_reach_the_log_through_a_database_error(app):
    with transaction():
        session.add(Setting(key="same", value=TOKEN))
    session.expunge_all()
    with pytest.raises(IntegrityError) as refused, transaction():
        session.add(Setting(key="same", value=TOKEN))
    assert TOKEN not in str(refused.value)
    assert db.engine.hide_parameters


def test_health_checks_do_not_fill_the_log(planted, lines):
    planted.get("/health/live")
    assert lines() == []
