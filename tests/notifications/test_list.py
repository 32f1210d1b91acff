"""The list of notices: who has one, taking notices as read, going on by key."""

import re

import pytest

from forum.notifications.queries import unread_count
from tests.answers import without_token
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.notifications.bell import at
from tests.notifications.bell import notices


@pytest.fixture
def asker(app):
    """Give somebody who asks, and whom others may name."""
    return make_user("Lucía Prieto", shown_outside=True)


def test_one_notice_or_all_are_taken_as_read_by_buttons_and_by_nothing_else(asker, sign_in, run_worker):
    topic = make_topic(asker)
    for _number in range(3):
        make_reply(topic)
    run_worker()
    browser = sign_in(asker)
    first = re.search(r'action="(/notices/\d+/reading)"', browser.get("/notices").get_data(as_text=True)).group(1)
    browser.get("/notices/panel")
    assert unread_count(act(asker)) == 3

    assert browser.get(first).status_code == 405
    assert browser.post(first).status_code == 303
    assert [new for _url, new in notices(browser)] == [False, True, True]
    assert notices(browser, "/notices?show=unread") == [(at(topic, 3), True), (at(topic, 2), True)]

    assert browser.post("/notices/reading").headers["Location"] == "/notices"
    assert unread_count(act(asker)) == 0
    assert notices(browser, "/notices?show=unread") == []


def test_another_s_notice_and_an_absent_one_answer_alike(asker, sign_in, run_worker):
    make_reply(make_topic(asker))
    run_worker()
    number = re.search(r"/notices/(\d+)/reading", sign_in(asker).get("/notices").get_data(as_text=True)).group(1)
    other = sign_in(make_user())

    theirs, absent = other.post(f"/notices/{number}/reading"), other.post("/notices/999999/reading")

    assert theirs.status_code == absent.status_code == 404
    assert without_token(theirs.text) == without_token(absent.text)
    assert unread_count(act(asker)) == 1


def test_reading_the_topic_takes_its_notices_as_read(asker, sign_in, run_worker):
    topic = make_topic(asker)
    make_reply(topic)
    run_worker()
    browser = sign_in(asker)
    assert browser.get(at(topic, 2)).status_code == 200

    assert unread_count(act(asker)) == 0


@pytest.mark.parametrize("address", ["/notices", "/notices/panel", "/settings/notices"])
@pytest.mark.parametrize("state", ["visitor", "pending", "suspended"])
def test_only_members_have_notices(app, client, sign_in, address, state):
    browser = client if state == "visitor" else sign_in(make_user(state=state))

    assert browser.get(address).status_code == 404


def test_the_list_goes_on_by_key_without_gap_or_repetition(asker, sign_in, run_worker):
    topic, replier = make_topic(asker), make_user()
    for _number in range(35):
        make_reply(topic, replier)
    for _round in range(3):
        run_worker()
    browser = sign_in(asker)

    page = browser.get("/notices").get_data(as_text=True)
    older = re.search(r'href="([^"]+)" rel="next"', page).group(1)
    first, second = notices(browser), notices(browser, older)
    back = re.search(r'href="([^"]+)" rel="prev"', browser.get(older).get_data(as_text=True)).group(1)

    assert [len(first), len(second)] == [30, 5]
    assert len({url for url, _new in first + second}) == 35
    assert notices(browser, back) == first


@pytest.mark.parametrize("query", ["after=zzz", "before=%00", "show=some", "after=" + "A" * 500])
def test_a_bad_address_is_refused(asker, sign_in, query):
    assert sign_in(asker).get(f"/notices?{query}").status_code == 400


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_list_is_in_the_reader_s_language_and_within_its_budget(app, sign_in, run_worker, count_queries, language):
    reader = make_user(language=language)
    topic = make_topic(reader)
    for _number in range(5):
        make_reply(topic)
    run_worker()
    browser = sign_in(reader)
    browser.get("/notices")

    with count_queries() as seen:
        page = browser.get("/notices")

    assert f'<html lang="{"pt-BR" if language == "pt" else "es"}"' in page.get_data(as_text=True)
    assert len([s for s in seen if s.lstrip().upper().startswith(("SELECT", "WITH"))]) <= 8
