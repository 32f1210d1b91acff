"""One list for all that waits for a decision: order, filters, pages, and whose it is."""

import re

import pytest

from forum.accounts.models import AdmissionRequest
from forum.certification.queries import stages_in_order
from forum.core.db import session
from forum.moderation.commands import report_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import rows
from tests.moderation.desk import text


def test_all_kinds_stand_in_one_list_the_most_urgent_first(desk, sign_in):
    page = text(sign_in(make_staff()), "/moderation")
    assert rows(page)[0] == "report"
    assert set(rows(page)[1:3]) == {"admission", "application"}
    assert rows(page)[3] == "proposal"
    for said in ("Hay un teléfono", "Marcela Toral", "Igarapava", "Um texto para traduzir."):
        assert said in page
    assert "4 casos" in page


def test_the_longest_wait_stands_first_if_asked_for(desk, sign_in):
    assert rows(text(sign_in(make_staff()), "/moderation?order=oldest"))[-1] == "report"


@pytest.mark.parametrize("kind", ["report", "admission", "application", "proposal"])
def test_the_list_is_narrowed_to_a_kind(desk, sign_in, kind):
    assert rows(text(sign_in(make_staff()), f"/moderation?kind={kind}")) == [kind]


def test_the_list_is_narrowed_by_city_stage_language_and_whose_it_is(desk, sign_in):
    browser = sign_in(make_staff())
    assert rows(text(browser, "/moderation?city=renca")) == ["admission"]
    stage = next(stage for stage in stages_in_order() if stage.id == desk.topic.stage_id)
    other = next(stage for stage in stages_in_order() if stage.id != desk.topic.stage_id)
    assert rows(text(browser, f"/moderation?stage={stage.slug}&kind=report")) == ["report"]
    assert rows(text(browser, f"/moderation?stage={other.slug}&kind=report")) == []
    assert "report" in rows(text(browser, "/moderation?lang=es"))
    assert set(rows(text(browser, "/moderation?lang=pt"))) == {"application", "proposal"}
    assert rows(text(browser, "/moderation?mine=1")) == []
    browser.post(f"{desk.at('report')}/claim")
    assert rows(text(browser, "/moderation?mine=1")) == ["report"]


@pytest.mark.parametrize(
    "query", ["kind=nothing", "lang=fr", "stage=nowhere", "city=nowhere", "after=x", "order=1", "done=x", "mine=2"]
)
def test_an_address_of_the_list_that_is_none_is_refused(desk, sign_in, query):
    assert sign_in(make_staff()).get(f"/moderation?{query}").status_code == 400


def test_the_list_has_pages(app, sign_in):
    topic = make_topic()
    for number in range(23):
        report_post(act(make_user()), make_reply(topic, make_user()).id, reason=["spam", "off_topic"][number % 2])
    browser = sign_in(make_staff())
    first = text(browser, "/moderation")
    older = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = text(browser, older)
    assert (len(rows(first)), len(rows(second))) == (20, 3)
    seen = re.findall(r'id="report-(\d+)"', first + second)
    assert len(set(seen)) == 23
    newer = re.search(r'href="([^"]+)" rel="prev"', second)[1].replace("&amp;", "&")
    assert re.findall(r'id="report-(\d+)"', text(browser, newer)) == re.findall(r'id="report-(\d+)"', first)


def test_a_lead_sees_what_is_theirs_and_no_other_kind(app, sign_in):
    city = make_city()
    lead = make_user(city=city, role="lead")
    waiting, elsewhere = make_user(state="pending"), make_user(state="pending")
    for person, place in ((waiting, city), (elsewhere, make_city())):
        session.query(AdmissionRequest).filter_by(user_id=person.id).one().city_id = place.id
    session.commit()
    mate = make_user(city=city)
    room = make_reply(make_topic(mate, audience="city", city=city), mate)
    report_post(act(lead), room.id, reason="spam")
    report_post(act(lead), make_reply(make_topic(), make_user()).id, reason="spam")
    page = text(sign_in(lead), "/moderation")
    assert sorted(rows(page)) == ["admission", "report"]
