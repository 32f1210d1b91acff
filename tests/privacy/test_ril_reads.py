"""Whatever RIL reads of a post in a city's room is on record for the city's lead, or is not shown."""

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.core.events import Event
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

WORD = "zqreservadoenlasala"


def readings() -> int:
    return session.scalar(select(func.count()).where(Event.kind == "CityTopicReadByStaff")) or 0


@pytest.mark.parametrize("act", ["hiding", "deletion", "reports"])
def test_a_refused_form_that_shows_a_post_is_a_reading(app: Flask, sign_in, act):
    city = make_city()
    topic = make_topic(make_user(city=city), audience="city", city=city)
    post = make_reply(topic, make_user(city=city), body=f"Dato {WORD}")
    answer = sign_in(make_staff()).post(f"/posts/{post.id}/{act}", data={"reason": ""})
    assert answer.status_code == 422
    assert WORD in answer.text
    assert readings() == 1


def test_a_notice_and_its_letter_tell_ril_nothing_of_the_text(app: Flask, sign_in, run_worker, mails):
    city = make_city()
    member, mate, staff = make_user(city=city), make_user(city=city), make_staff()
    named = f"@{staff.handle} @{mate.handle} {WORD}"
    make_topic(member, title="Una consulta interna", body=named, audience="city", city=city)
    run_worker()
    letters = {mail.user_id: f"{mail.text} {mail.html}" for mail in mails()}
    for reader, reads in ((mate, True), (staff, False)):
        for page in ("/notices", "/notices/panel"):
            text = sign_in(reader).get(page).text
            assert "Una consulta interna" in text, page
            assert (WORD in text) == reads, page
        assert "Una consulta interna" in letters[reader.id]
        assert (WORD in letters[reader.id]) == reads
    assert readings() == 0
