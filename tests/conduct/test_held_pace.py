"""Slow mode counts what waits for RIL like what is there."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.cities.models import City
from forum.conduct.commands.holding import reject_held
from forum.conduct.models import HeldPost
from forum.core.db import session
from forum.discussion.commands.pacing import slow_down
from forum.discussion.models import Post
from tests.discussion.pace.pausing import at
from tests.discussion.pace.pausing import send
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic

TEXT = "Vendo un chivo en la plaza"


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto")


def number_of(thing):
    session.rollback()
    return session.scalar(select(func.count()).select_from(thing))


def test_in_slow_mode_a_text_that_waits_counts_like_one_that_is_there(ril, ana, sign_in):
    topic = make_topic(make_user())
    browser, colleague = sign_in(ana), sign_in(make_user(city=session.get_one(City, ana.city_id)))
    with at(0):
        slow_down(act(ril), topic.id, minutes=15)
        assert send(browser, topic, TEXT, request_id="uno").status_code == 303
    with at(5):
        refused = [send(browser, topic, words, request_id="dos") for words in (TEXT, "Esto no espera a nadie.")]
        assert [answer.status_code for answer in refused] == [429, 429]
        assert "Esto no espera a nadie." in refused[1].text, "what was written is not lost"
        assert send(browser, topic, TEXT, request_id="uno").status_code == 303, "the same form sent again"
        assert send(colleague, topic, "Esto lo escribe otra persona.").status_code == 303
    assert (number_of(HeldPost), number_of(Post)) == (1, 3)
    with at(15):
        assert send(browser, topic, "Ahora sí.", request_id="tres").status_code == 303


def test_in_slow_mode_a_text_that_was_rejected_counts_no_more(ril, ana, sign_in):
    topic = make_topic(make_user())
    with at(0):
        slow_down(act(ril), topic.id, minutes=15)
        assert send(sign_in(ana), topic, TEXT).status_code == 303
        reject_held(act(ril), session.scalars(select(HeldPost.id)).one(), reason="No es de aquí.")
    with at(5):
        assert send(sign_in(ana), topic, "Otra cosa, entonces.").status_code == 303
