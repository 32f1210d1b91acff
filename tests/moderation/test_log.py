"""The log of acts: who did what, when and why; filterable; and what leads may read of it."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from forum.accounts.commands.people import suspend
from forum.certification.queries import get_stage
from forum.core import clock
from forum.core.events import FACTS
from forum.core.events import audited_kinds
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import pin_topic
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.reading import log_staff_reading
from forum.discussion.commands.removal import hide_post
from forum.discussion.queries.details import details_of
from forum.moderation.labels import ACTS
from forum.moderation.queries.log import READINGS
from forum.moderation.queries.log import Wanted
from forum.moderation.queries.log import log_page
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import text


def acts(browser, query=""):
    """Return the acts in the log, in order."""
    return re.findall(r"<td><b>([^<]+)</b>", text(browser, f"/moderation/log{query}"))


def rename(topic, actor, **changes):
    before = details_of(topic)
    edit_topic(actor, topic.id, wanted=replace(before, **changes), base=before.fingerprint(), reason="Más claro")


@pytest.fixture
def moderator(app):
    return make_staff("Sofía Lima")


def test_every_kind_of_audited_event_has_words(app):
    # Facts that a test file invents for itself are not of the site.
    ours = {kind for kind in audited_kinds() if FACTS[kind].__module__.startswith("forum.")}
    assert ours | {READINGS[0]} <= set(ACTS)


def test_an_act_shows_who_what_why_and_what_changed(moderator, sign_in):
    topic = make_topic(title="Titulo viejo", stage="evidence")
    rename(topic, act(moderator), title="Título nuevo", stage_id=get_stage("validation").id)

    page = text(sign_in(make_staff()), "/moderation/log")

    assert "Sofía Lima" in page
    assert "Más claro" in page
    assert "<del>Titulo viejo</del>" in page
    assert f"<del>{get_stage('evidence').name('es')}</del>" in page
    assert get_stage("validation").name("es") in page
    assert f'href="/t/titulo-nuevo/{topic.id}"' in page


def test_the_log_is_narrowed_by_kind_person_city_and_day(moderator, sign_in):
    city = make_city("Rionegro", slug="rionegro")
    mate = make_user("Marta Mora", city=city)
    topic = make_topic(mate, audience="city", city=city)
    post = make_reply(topic, mate)
    with time_machine.travel(clock.now() - timedelta(days=10), tick=True):
        pin_topic(act(make_staff("Otra Persona")), topic.id)
    hide_post(act(moderator), post.id, reason="Prueba")
    suspend(act(moderator), mate.id, reason="Prueba", until=None)
    browser = sign_in(moderator)
    newest = acts(browser)[:2]
    today = clock.now().date()

    assert acts(browser, "?kind=PostHidden") == [newest[1]]
    assert len(acts(browser, "?person=otra.persona")) == 1
    assert acts(browser, "?person=otra.persona") == acts(browser, "?person=%40otra.persona")
    assert acts(browser, "?person=marta.mora")[0] == newest[0]
    assert len(acts(browser, "?city=rionegro&kind=TopicPinned")) == 1
    assert acts(browser, f"?since={today - timedelta(days=3)}&kind=TopicPinned") == []
    assert len(acts(browser, f"?until={today - timedelta(days=3)}&kind=TopicPinned")) == 1
    assert acts(browser, "?person=nobody") == []


@pytest.mark.parametrize(
    "query",
    ["kind=Nothing", "kind=UserRegistered", "city=atlantis", "since=yesterday", "since=0001-01-01", "until=9999-12-31",
     "after=zzz", "person=%00", "since=2026-13-01"],
)  # fmt: skip
def test_a_bad_address_is_refused(moderator, sign_in, query):
    assert sign_in(moderator).get(f"/moderation/log?{query}").status_code == 400


def test_readings_of_rooms_are_kept_apart_for_ril_and_shown_to_the_city_s_lead(moderator, sign_in):
    city = make_city("Rionegro")
    lead = make_user(city=city, role="lead")
    topic = make_topic(lead, title="Asunto", audience="city", city=city)
    log_staff_reading(act(moderator), topic.id, city_id=city.id)

    assert not any("Asunto" in row for row in [text(sign_in(moderator), "/moderation/log")])
    assert "Asunto" in text(sign_in(moderator), f"/moderation/log?kind={READINGS[0]}")
    page = text(sign_in(lead), "/moderation/log")
    assert "Asunto" in page
    assert "Sofía Lima" in page


def test_a_lead_reads_acts_of_the_own_city_only(moderator, sign_in):
    here, there = make_city("Rionegro"), make_city("Recife")
    lead = make_user(city=here, role="lead")
    for city in (here, there):
        mate = make_user(city=city)
        topic = make_topic(mate, title=f"Sala de {city.name}", audience="city", city=city)
        close_topic(act(moderator), topic.id, reason=f"Motivo de {city.name}")
    close_topic(act(moderator), make_topic(title="De todos").id, reason="Motivo general")
    browser = sign_in(lead)

    for query in ("", "?city=recife", f"?person={moderator.handle}", "?kind=TopicClosed"):
        page = text(browser, f"/moderation/log{query}")
        assert "Sala de Rionegro" in page
        assert "Motivo de Recife" not in page
        assert "Sala de Recife" not in page
        assert "Motivo general" not in page


def test_what_left_a_lead_s_sight_takes_title_and_reason_along(moderator, sign_in):
    city = make_city()
    lead = make_user(city=city, role="lead")
    topic = make_topic(lead, title="Palabra secreta", audience="city", city=city)
    rename(topic, act(moderator), title="Palabra cambiada")
    close_topic(act(moderator), topic.id, reason="Motivo secreto")
    change_audience(act(moderator), topic.id, audience="staff", reason="Motivo interno")

    page = text(sign_in(lead), "/moderation/log")

    for word in ("secreta", "cambiada", "secreto", "interno"):
        assert word not in page
    assert "Palabra cambiada" in text(sign_in(moderator), "/moderation/log")


def test_the_log_goes_on_by_key_and_back(moderator):
    for _number in range(35):
        close_topic(act(moderator), make_topic().id)
    actor = act(moderator)
    wanted = Wanted(kind="TopicClosed")

    first = log_page(actor, wanted)
    second = log_page(actor, wanted, after=first.older)
    back = log_page(actor, wanted, before=second.newer)

    assert (len(first.items), len(second.items)) == (30, 5)
    assert len({entry.id for page in (first, second) for entry in page.items}) == 35
    assert [e.id for e in back.items] == [e.id for e in first.items]
    assert (first.newer, second.older) == (None, None)


def test_the_log_keeps_to_its_budget_of_statements(moderator, sign_in, count_queries):
    for _number in range(5):
        close_topic(act(moderator), make_topic().id)
    browser = sign_in(moderator)
    browser.get("/moderation/log")

    with count_queries() as seen:
        browser.get("/moderation/log")

    assert len([s for s in seen if s.lstrip().upper().startswith(("SELECT", "WITH"))]) <= 8


def test_the_log_is_given_as_a_file_in_which_nothing_is_a_formula(app, sign_in):
    post = make_reply(make_topic(title="=1+1"), make_user())
    hide_post(act(make_staff("Sofía Lima")), post.id, reason="@cmd\nSegunda línea")
    answer = sign_in(make_staff()).get("/moderation/log.csv?kind=PostHidden")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    head, row = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert head == ["Cuándo", "Quién", "Qué", "Sobre qué", "Ciudad", "Antes", "Después", "Por qué"]
    assert row[1:4] == ["Sofía Lima", "Mensaje oculto", "'=1+1"]
    assert row[7] == "'@cmd\nSegunda línea"


def test_the_file_of_a_lead_has_their_own_city_only(app, sign_in):
    city = make_city()
    mate = make_user(city=city)
    room = make_reply(make_topic(mate, title="Cuarto propio", audience="city", city=city), mate)
    other = make_city()
    stranger = make_user(city=other)
    elsewhere = make_reply(make_topic(stranger, title="Cuarto ajeno", audience="city", city=other), stranger)
    for post in (room, elsewhere):
        hide_post(act(make_staff()), post.id, reason="Prueba")
    file = sign_in(make_user(city=city, role="lead")).get("/moderation/log.csv").get_data(as_text=True)
    assert "Cuarto propio" in file
    assert "Cuarto ajeno" not in file


@pytest.mark.parametrize("query", ["kind=Nothing", "city=nowhere", "since=yesterday"])
def test_a_file_of_acts_that_there_are_not_is_refused(app, sign_in, query):
    assert sign_in(make_staff()).get(f"/moderation/log.csv?{query}").status_code == 400
