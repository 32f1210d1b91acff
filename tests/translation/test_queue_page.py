"""RIL sees what waits to be translated and what was given up, and has that tried again; nobody else knows of it."""

import pytest
from sqlalchemy import update

from forum.core import relay
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import NotFound
from forum.translation.commands.requesting import retry_failed
from forum.translation.models import TranslationRequest
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.moderation.desk import text

ADDRESS = "/moderation/translations"


@pytest.fixture
def topic(app):
    """Give a topic whose title and text wait, the text given up after eight tries."""
    topic = make_topic(title="Un título que espera", body="Un texto que espera.")
    relay.deliver_everything()
    with transaction():
        given_up = {"state": "failed", "attempts": 8, "last_error": "EngineAway"}
        session.execute(update(TranslationRequest).where(TranslationRequest.post_id.is_not(None)).values(**given_up))
    return topic


def test_ril_sees_what_waits_and_what_was_given_up_without_its_words(sign_in, topic):
    page = text(sign_in(make_staff()), ADDRESS)
    assert f"Título del tema {topic.id}" in page
    assert f"Mensaje 1 del tema {topic.id}" in page
    assert "EngineAway" in page
    assert "Un texto que espera" not in page
    assert "Un título que espera" not in page


def test_ril_has_what_was_given_up_tried_again(sign_in, topic):
    browser = sign_in(make_staff())
    assert browser.post(f"{ADDRESS}/retries").status_code == 303
    session.expire_all()
    assert {(one.state, one.attempts) for one in session.query(TranslationRequest)} == {("due", 0)}
    assert "1 texto se intentará de nuevo." in text(browser, ADDRESS)


def test_without_anything_that_waits_the_page_says_so(sign_in):
    assert "No hay nada en espera" in text(sign_in(make_staff()), ADDRESS)


def test_members_do_not_learn_that_there_is_a_queue(sign_in, topic):
    member = sign_in(make_user())
    assert member.get(ADDRESS).status_code == 404
    assert member.post(f"{ADDRESS}/retries").status_code == 404


def test_only_ril_has_texts_tried_again(topic):
    with pytest.raises(NotFound):
        retry_failed(act(make_user()))
