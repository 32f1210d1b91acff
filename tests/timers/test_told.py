"""What of timers readers, who curates, and the log are told, and what it costs."""

from datetime import timedelta

import pytest

from forum.accounts.queries import get_user
from forum.core.db import transaction
from forum.discussion.commands.audience import change_audience
from forum.timers.commands import setting
from tests.factories.accounts import act
from tests.moderation.desk import text
from tests.timers.setting import LATER
from tests.timers.setting import NOW
from tests.timers.setting import at
from tests.timers.setting import plan


def page(browser, topic):
    return text(browser, f"/t/{topic.slug}/{topic.id}")


def listed(browser):
    """Return the acts of the log, without the filter that names all of them."""
    return text(browser, "/moderation/log").partition("<tbody>")[2]


@pytest.mark.parametrize(
    ("language", "closing", "opening"),
    [("es", "Se cerrará el", "Se reabrirá el"), ("pt", "Será fechado em", "Será reaberto em")],
)
def test_every_reader_reads_when_it_closes_and_opens_in_their_own_time(
    world, ril, sign_in, visitor, language, closing, opening
):
    topic = world.topic("public")
    with transaction():
        get_user(world.people["foreign member"].id).time_zone = "America/Noronha"
    plan(ril, topic, "close", LATER)
    plan(ril, topic, "reopen", LATER + timedelta(days=1))
    with at(NOW):
        for browser, hour in ((sign_in(world.people["foreign member"]), "13:00"), (visitor, "12:00")):
            shown = text(browser, f"/t/{topic.slug}/{topic.id}?ui={language}")
            assert closing in shown
            assert opening in shown
            assert f"2026, {hour}" in shown
            assert "Marta" not in shown.split(closing)[1].split("</ul>")[0], "who set it is for who may set it"
        setting.remove_timer(act(ril), topic.id, kind="close")
        assert closing not in text(visitor, f"/t/{topic.slug}/{topic.id}?ui={language}")


def test_when_something_is_published_is_known_to_ril_alone(world, ril, sign_in):
    topic = world.topic("staff")
    plan(ril, topic, "publish", audience="community")
    with at(NOW):
        assert "Se publicará para toda la comunidad el" in page(sign_in(ril), topic)
        change_audience(act(ril), topic.id, audience="city", city_id=world.city.id)
        for who in ("lead", "author", "moderator"):
            assert "Se publicará" not in page(sign_in(world.people[who]), topic), who
        assert "Se publicará" not in text(sign_in(world.people["lead"]), f"/topics/{topic.id}/timers")


def test_what_may_not_run_any_more_is_not_told(world, ril, sign_in):
    room, lead = world.topic("city"), world.people["lead"]
    plan(lead, room)
    reader = sign_in(world.people["author"])
    with at(NOW):
        assert "Se cerrará el" in page(reader, room)
        with transaction():
            get_user(lead.id).city_role = "member"
        assert "Se cerrará el" not in page(reader, room)


def test_the_log_says_what_was_set_and_until_when(world, ril, sign_in):
    topic = world.topic("city")
    plan(world.people["lead"], topic)
    with at(NOW):
        setting.remove_timer(act(ril), topic.id, kind="close")
        for who, hour in (("moderator", "12:00"), ("lead", "10:00")):
            log = listed(sign_in(world.people[who]))
            assert "<b>Tema programado</b>" in log
            assert f"Cerrar el tema: 18 nov 2026, {hour}" in log
            assert "<b>Programación de un tema quitada</b>" in log
            assert "<del>Cerrar el tema</del>" in log
        assert "Tema programado" not in listed(sign_in(world.people["foreign lead"]))


def test_a_page_costs_no_statement_more_for_timers_of_other_topics_and_one_or_two_for_its_own(
    world, ril, sign_in, count_queries
):
    topic, other = world.topic(), world.topic()

    def cost(browser):
        for _turn in range(2):
            page(browser, topic)
        with count_queries() as seen:
            page(browser, topic)
        return len(seen)

    reader, moderator = sign_in(world.people["foreign member"]), sign_in(ril)
    with at(NOW):
        before = cost(reader), cost(moderator)
        plan(ril, other)
        assert (cost(reader), cost(moderator)) == before
        plan(ril, topic)
        plan(ril, topic, "reopen", LATER + timedelta(days=1))
        setting.set_reminder(act(ril), topic.id, due_at=LATER)
        assert (cost(reader), cost(moderator)) == (before[0] + 1, before[1] + 2)


def test_the_page_says_who_set_what(world, ril, sign_in):
    topic = world.topic("city")
    plan(ril, topic)
    with at(NOW):
        shown = text(sign_in(world.people["lead"]), f"/topics/{topic.id}/timers")
    assert "Programado por Marta Vega" in shown
    assert "America/Bogota" in shown
