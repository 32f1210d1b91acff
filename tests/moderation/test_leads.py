"""What leads decide in their own city, what they never see, and the trace that RIL leaves in rooms."""

import pytest

from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.discussion.commands.audience import change_audience
from forum.moderation.commands import close_report
from forum.moderation.commands import report_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import cases
from tests.moderation.desk import text


@pytest.fixture
def town(app):
    """Give a city, its lead and a member."""
    city = make_city("Rionegro")
    return city, make_user("Lidia Lead", city=city, role="lead"), make_user("Marta Mora", city=city)


def test_a_lead_decides_in_the_own_city_s_topics_without_learning_who_reported(town, sign_in):
    city, lead, mate = town
    room_post = make_reply(make_topic(mate, title="Asunto", audience="city", city=city), mate)
    report = report_post(act(make_user("Nora Nome", city=city)), room_post.id, reason="needs_ril", note="Está mal")
    browser = sign_in(lead)

    assert cases(browser) == [f"/reports/{report.id}"]
    for address in ("/moderation", f"/reports/{report.id}"):
        assert "Nora Nome" not in text(browser, address)
        assert "Está mal" in text(browser, address)
    assert browser.post(f"/moderation/cases/report/{report.id}/decision", data={"outcome": "kept"}).status_code == 303


def test_a_lead_sees_no_report_of_elsewhere_on_ril_or_on_leads(town, sign_in):
    city, lead, mate = town
    topic = make_topic(mate, audience="city", city=city)
    others = [
        make_reply(make_topic(mate)),  # For the whole community.
        make_reply(topic, make_staff()),
        make_reply(topic, lead),
        make_reply(topic, make_user(city=city, role="lead")),
    ]
    reports = [
        report_post(act(mate if post.author_id != mate.id else make_user()), post.id, reason="needs_ril")
        for post in others
    ]
    browser = sign_in(lead)

    assert cases(browser) == []
    for report in reports:
        assert browser.get(f"/reports/{report.id}").status_code == 404
        assert (
            browser.post(f"/moderation/cases/report/{report.id}/decision", data={"outcome": "kept"}).status_code == 404
        )
    assert len(cases(sign_in(make_staff()))) == 4


def test_the_lead_of_another_city_sees_nothing_of_it(town, sign_in):
    city, _lead, mate = town
    room_post = make_reply(make_topic(mate, title="Asunto interno", audience="city", city=city), mate)
    report = report_post(act(make_user(city=city)), room_post.id, reason="needs_ril")
    browser = sign_in(make_user(role="lead"))

    assert "Asunto interno" not in text(browser, "/moderation")
    assert browser.get(f"/reports/{report.id}").status_code == 404
    with pytest.raises(NotFound):
        close_report(act(make_user(role="lead")), report.id, outcome="kept")


def test_ril_opens_a_case_of_a_city_s_room_only_with_a_trace(town, sign_in):
    city, _lead, mate = town
    room_post = make_reply(make_topic(mate, audience="city", city=city), mate, body="Texto reservado")
    report = report_post(act(make_user(city=city)), room_post.id, reason="needs_ril")
    browser = sign_in(make_staff())

    assert "Texto reservado" not in text(browser, "/moderation")
    assert session.query(Event).filter_by(kind="CityTopicReadByStaff").count() == 0
    assert "Texto reservado" in text(browser, f"/reports/{report.id}")
    assert session.query(Event).filter_by(kind="CityTopicReadByStaff").count() == 1


def test_a_report_leaves_a_lead_s_desk_when_its_topic_leaves_the_room(town, sign_in):
    city, lead, mate = town
    topic = make_topic(mate, title="Asunto", audience="city", city=city)
    post = make_reply(topic, mate)
    report_post(act(make_user(city=city)), post.id, reason="needs_ril")
    assert len(cases(sign_in(lead))) == 1

    change_audience(act(make_staff()), topic.id, audience="staff")

    assert cases(sign_in(lead)) == []
