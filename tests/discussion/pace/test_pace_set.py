"""Slow mode: who sets it, which pauses there are, and what readers and the log are told of it."""

import pytest

from forum.core.errors import Invalid
from forum.discussion.commands.pacing import slow_down
from forum.discussion.commands.pacing import speed_up
from tests.discussion.pace.pausing import at
from tests.discussion.pace.pausing import now
from tests.discussion.pace.pausing import page
from tests.discussion.world import KINDS
from tests.discussion.world import OUTSIDE
from tests.discussion.world import STAFF
from tests.discussion.world import events
from tests.discussion.world import row_counts
from tests.discussion.world import sees
from tests.factories.accounts import act
from tests.moderation.desk import text

# Who sets it.


@pytest.mark.parametrize("audience", KINDS)
def test_whoever_may_close_a_topic_may_slow_it_down_and_nobody_else(world, sign_in, visitor, audience):
    topic = world.topic(audience)
    for who, browser in world.browsers(sign_in, visitor).items():
        curates = who in STAFF or (who == "lead" and audience in {"public", "city"})
        expected = 303 if curates else 403 if sees(audience, who) and who not in OUTSIDE else 404
        before = row_counts()
        assert browser.get(f"/topics/{topic.id}/pace").status_code == (200 if curates else expected), who
        assert browser.post(f"/topics/{topic.id}/pace", data={"pace": "15"}).status_code == expected, who
        assert (now(topic).slow_minutes == 15) is curates, who
        assert browser.post(f"/topics/{topic.id}/pace/removal").status_code == expected, who
        assert now(topic).slow_minutes is None
        if not curates:
            assert row_counts() == before


@pytest.mark.parametrize(
    ("form", "minutes"),
    [
        ({"pace": "5"}, 5),
        ({"pace": "1440"}, 1440),
        ({"pace": "own", "minutes": "1"}, 1),
        ({"pace": "own", "minutes": "10080"}, 10080),
        ({"pace": "60", "minutes": "7"}, 60),
    ],
)
def test_a_pause_is_one_of_those_offered_or_ones_own(world, ril, sign_in, form, minutes):
    topic = world.topic()
    assert sign_in(ril).post(f"/topics/{topic.id}/pace", data=form).status_code == 303
    assert now(topic).slow_minutes == minutes
    assert "10080" in sign_in(ril).get(f"/topics/{topic.id}/pace").text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"pace": "7"},
        {"pace": "own"},
        {"pace": "own", "minutes": "0"},
        {"pace": "own", "minutes": "-5"},
        {"pace": "own", "minutes": "10081"},
        {"pace": "own", "minutes": "9" * 400},
        {"pace": "own", "minutes": "un rato"},
        {"pace": "15", "until": "2026-11-16T11:59"},
        {"pace": "15", "until": "2029-01-01T00:00"},
        {"pace": "15", "until": "0001-01-01T00:00"},
        {"pace": "15", "until": "9999-12-31T23:59"},
        {"pace": "15", "until": "mañana"},
    ],
)
def test_what_is_no_pause_or_no_moment_to_come_is_refused(world, ril, sign_in, form):
    topic = world.topic()
    with at(0):
        assert sign_in(ril).post(f"/topics/{topic.id}/pace", data=form).status_code == 422
    assert now(topic).slow_minutes is None


@pytest.mark.parametrize("minutes", [0, -1, 10081])
def test_the_command_refuses_it_too(world, ril, minutes):
    with pytest.raises(Invalid):
        slow_down(act(ril), world.topic().id, minutes=minutes)


# What is told of it.


@pytest.mark.parametrize(
    ("language", "minutes", "line"),
    [
        ("es", 15, "Modo pausado: un mensaje cada 15 minutos"),
        ("pt", 15, "Modo pausado: uma mensagem a cada 15 minutos"),
        ("es", 60, "Modo pausado: un mensaje cada hora"),
        ("pt", 2880, "Modo pausado: uma mensagem a cada 2 dias"),
        ("es", 1, "Modo pausado: un mensaje cada minuto"),
        ("es", 90, "Modo pausado: un mensaje cada 90 minutos"),
    ],
)
def test_readers_see_it_at_the_reply_box_and_as_a_notice(world, ril, sign_in, visitor, language, minutes, line):
    topic = world.topic("public")
    slow_down(act(ril), topic.id, minutes=minutes)
    browser = sign_in(world.people["foreign member"])
    for address in (f"/t/{topic.slug}/{topic.id}", f"/topics/{topic.id}/posts/new"):
        shown = text(browser, f"{address}?ui={language}")
        assert line in shown.partition('id="pace"')[2].partition("</ul>")[0], address
    notice = page(browser, topic, f"?ui={language}").partition("post--notice")[2].partition("</article>")[0]
    assert line in notice
    assert 'id="pace"' not in page(visitor, topic), "who cannot write needs no pause"


def test_the_log_has_it_and_the_same_form_sent_twice_is_one_act(world, ril, sign_in):
    topic = world.topic("city")
    for _turn in range(2):
        slow_down(act(ril), topic.id, minutes=15)
    slow_down(act(world.people["lead"]), topic.id, minutes=60)
    speed_up(act(ril), topic.id)
    assert [event.actor_id for event, _detail in events("TopicSlowed")] == [ril.id, world.people["lead"].id]
    log = text(sign_in(world.people["lead"]), "/moderation/log").partition("<tbody>")[2]
    for words in ("<b>Modo pausado activado</b>", "cada 15 minutos", "cada hora", "<b>Modo pausado terminado</b>"):
        assert words in log
    assert "Modo pausado" not in text(sign_in(world.people["foreign lead"]), "/moderation/log").partition("<tbody>")[2]


def test_the_page_of_a_slow_topic_costs_no_statement_more(world, ril, sign_in, count_queries):
    topic = world.topic()

    def cost(browser):
        for _turn in range(2):
            page(browser, topic)
        with count_queries() as seen:
            page(browser, topic)
        return len(seen)

    browsers = sign_in(world.people["foreign member"]), sign_in(ril)
    before = [cost(browser) for browser in browsers]
    slow_down(act(ril), topic.id, minutes=15)
    assert [cost(browser) for browser in browsers] == before
