"""The doctor says when nobody translates, and what waits or was given up."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from forum.core import clock
from forum.core import relay
from forum.core.db import transaction
from forum.translation.engines import choosing
from forum.translation.models import TranslationRequest
from tests.factories.discussion import make_topic
from tests.operation.examining import look
from tests.operation.examining import sentences


def change_requests(**values):
    with transaction() as open_session:
        open_session.execute(update(TranslationRequest).values(**values))


@pytest.fixture
def waiting(engine):
    make_topic()
    relay.deliver_everything()


def test_texts_that_are_translated_in_time_are_in_order(waiting):
    assert look("translation").state == "ok"


def test_texts_that_were_given_up_are_worth_a_look(waiting):
    change_requests(state="failed")
    assert look("translation").state == "note"
    assert "The translation of 2 texts was given up." in sentences("translation")


def test_texts_that_wait_for_more_than_an_hour_are_wrong(waiting):
    change_requests(created_at=clock.now() - timedelta(hours=2))
    assert look("translation").state == "wrong"
    assert "2 texts wait" in sentences("translation")


def test_an_engine_that_is_away_is_told(engine, tmp_path):
    engine.config["DATA_DIR"] = str(tmp_path)
    assert "The translation engine does not answer." in sentences("translation")


def test_who_wants_no_translation_hears_nothing_of_it(app):
    app.config["TRANSLATION"] = "none"
    assert look("translation").state == "ok"


def test_a_machine_without_the_engine_is_told_how_to_install_it(app, monkeypatch):
    monkeypatch.setattr(choosing, "is_installed", lambda: False)  # As on a machine without Debian's packages.
    app.config["TRANSLATION"] = ""
    assert look("translation").state == "note"
    assert "apt install apertium apertium-es-pt" in sentences("translation")
