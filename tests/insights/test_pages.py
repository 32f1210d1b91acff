"""The page, the file and the report: who reads what, in how many statements, in which form."""

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from forum.core.db import session
from forum.core.db import transaction
from forum.insights import tasks
from forum.insights.commands import keep_tallies
from forum.insights.models import InsightCount
from forum.insights.models import MissedSearch
from forum.insights.periods import DAY
from forum.insights.periods import day_of
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.insights.seeded import MONDAY
from tests.insights.seeded import Community
from tests.insights.seeded import change

PAGE, CSV, REPORT = "/moderation/insights", "/moderation/insights.csv", "/moderation/insights/report"
ALL = (PAGE, CSV, REPORT)
PERIODS = ("4w", "13w", "12m", "all")


@pytest.fixture
def community(app):
    """Give a community that has written and was counted, three weeks later."""
    made = Community()
    made.grow()
    with time_machine.travel(MONDAY + timedelta(days=20), tick=False):
        tasks.roll_up_all()
        yield made


def rows(browser, query=""):
    """Return the lines of the file as (part, line, number of) → value."""
    answer = browser.get(f"{CSV}{query}")
    assert answer.status_code == 200
    lines = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    return {tuple(line[:3]): line[3] for line in lines[1:]}


def figures(browser, query=""):
    """Return what the figures say: label → text."""
    page = BeautifulSoup(browser.get(f"{PAGE}{query}").data, "html.parser")
    return {block.dt.text: block.dd.text for block in page.select(".kpis > div")}


@pytest.mark.parametrize("address", ALL)
def test_only_ril_and_leads_read_them(community, sign_in, visitor, address):
    assert visitor.get(address).status_code == visitor.get("/nowhere").status_code == 404
    for outsider in (make_user(), make_user(state="pending"), make_user(state="suspended")):
        assert sign_in(outsider).get(address).status_code == 404
    for reader in (community.staff, make_staff(role="administrator"), community.lead):
        assert sign_in(reader).get(address).status_code == 200


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("address", ALL)
def test_every_form_answers_for_every_period_in_both_languages(community, sign_in, address, period, language):
    answer = sign_in(community.staff).get(f"{address}?period={period}&ui={language}")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert {"es": "Temas por etapa", "pt": "Tópicos por etapa"}[language] in text


@pytest.mark.parametrize("address", ALL)
def test_before_anything_was_counted_it_says_so(app, sign_in, address):
    answer = sign_in(make_staff()).get(address)
    assert answer.status_code == 200
    if address == PAGE:
        assert "Todavía no se contó nada" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "query",
    ["period=1w", "period=%00", "country=XX", "country=%27--", "country=COL", "country=%F0%9F%98%80", "period="],
)
@pytest.mark.parametrize("address", ALL)
def test_what_is_no_period_and_no_country_is_a_bad_address(community, sign_in, address, query):
    expected = 200 if query == "period=" else 400
    assert sign_in(community.staff).get(f"{address}?{query}").status_code == expected


def test_the_numbers_of_ril(community, sign_in):
    browser = sign_in(community.staff)
    shown = figures(browser, "?period=4w")
    assert shown["Preguntas"] == "4"
    assert shown["Sin respuesta"] == "1"
    assert shown["Primera respuesta (mediana)"] == "5 h"
    assert shown["Ciudades activas"] == "2 de 2"
    assert shown["Integrantes con actividad"] == "3"
    numbers = rows(browser, "?period=4w")
    assert numbers["Temas por ciudad", "Rionegro", "Temas nuevos"] == "3"
    assert numbers["Temas por ciudad", "Recife", "Temas nuevos"] == "2"
    assert figures(browser, "?period=4w&country=BR")["Preguntas"] == "2"
    assert ("Temas por ciudad", "Rionegro", "Temas nuevos") not in rows(browser, "?period=4w&country=BR")


def test_a_period_is_compared_with_the_one_before(community, sign_in):
    with time_machine.travel(MONDAY + timedelta(days=34), tick=False):
        tasks.roll_up_all()
        page = BeautifulSoup(sign_in(community.staff).get(f"{PAGE}?period=4w").data, "html.parser")
    changes = {block.dt.text: block.select_one(".delta") for block in page.select(".kpis > div")}
    assert changes["Preguntas"].text.strip() == "−67\u00a0%"
    assert "is-bad" in changes["Preguntas"]["class"]


def test_while_the_first_count_goes_on_it_says_that_the_numbers_are_not_whole(app, sign_in, monkeypatch):
    community = Community()
    community.grow()
    monkeypatch.setattr(tasks, "TURN", 0.0)
    browser = sign_in(community.staff)
    with time_machine.travel(MONDAY + timedelta(days=20), tick=False):
        tasks.roll_up()
        assert "todavía no están completos" in browser.get(PAGE).get_data(as_text=True)
        while tasks.due_days():
            tasks.roll_up()
        assert "todavía no están completos" not in browser.get(PAGE).get_data(as_text=True)


@pytest.mark.parametrize("address", ALL)
def test_a_page_asks_the_database_few_times_however_much_there_is(community, sign_in, count_queries, address):
    browser = sign_in(community.staff)

    def asked():
        browser.get(f"{address}?period=all")
        with count_queries() as seen:
            assert browser.get(f"{address}?period=all").status_code == 200
        return [one for one in seen if one.lstrip().upper().startswith(("SELECT", "WITH"))]

    few = asked()
    with transaction():
        for back in range(40):
            day = day_of(MONDAY) - DAY * (back + 10)
            session.add_all(
                InsightCount(part="all", measure=measure, day=day, key=str(key), number=5)
                for measure in ("topics.city", "wait", "topics.practice")
                for key in range(40)
            )
    many = asked()
    assert len(many) == len(few) <= 10
    # Nothing is counted from topics and posts: those statements are the ones that every page of the desk makes.
    assert [one for one in many if "insight" in one and "topic." in one] == []


def crowd(community, number):
    """Have so many questions asked by people of the first city, and as many rooms' topics."""
    for hour in range(number):
        community.ask(24 * 10 + hour)
        community.ask(24 * 10 + hour, community.bia, audience="city", city=community.brazilian)
    tasks.roll_up_all()


def test_a_lead_is_shown_no_small_number_in_any_form(community, sign_in):
    crowd(community, 6)
    browser = sign_in(community.lead)
    for period in PERIODS:
        numbers = rows(browser, f"?period={period}")
        values = [value for (part, _line, _of), value in numbers.items() if part not in {"Período", "Cifras"}]
        assert "menos de 5" in values
        assert [value for value in values if value != "menos de 5" and int(value) < 5] == []
        shown = figures(browser, f"?period={period}")
        assert (shown["Preguntas"], shown["Ciudades activas"]) == ("9", "menos de 5")
        assert shown["Primera respuesta (mediana)"] == "menos de 5"
        for address in (PAGE, REPORT):
            page = BeautifulSoup(browser.get(f"{address}?period={period}").data, "html.parser").main
            cells = [cell.text for cell in page.select("table td.n")]
            assert [cell for cell in cells if cell.isdecimal() and int(cell) < 5] == []


def test_a_lead_is_shown_no_change_by_less_than_five(community, sign_in):
    for hour in range(9):
        community.ask(hour)
    for hour in range(11):
        community.ask(24 * 364 + hour)
    with time_machine.travel(MONDAY + timedelta(days=386), tick=False):
        tasks.roll_up_all()
        for reader, shown in ((community.staff, True), (community.lead, False)):
            page = BeautifulSoup(sign_in(reader).get(f"{PAGE}?period=12m").data, "html.parser")
            questions = next(block for block in page.select(".kpis > div") if block.dt.text == "Preguntas")
            assert questions.dd.text == "11"
            assert (questions.select_one(".delta") is not None) is shown


def test_a_lead_is_shown_one_period_so_that_none_is_reckoned_from_another(community, sign_in):
    crowd(community, 6)
    browser = sign_in(community.lead)
    shown = [rows(browser, f"?period={period}") for period in PERIODS]
    assert all(numbers == shown[0] for numbers in shown)


def test_a_lead_reads_of_no_city_but_the_own_and_chooses_no_country(community, sign_in):
    crowd(community, 6)
    browser = sign_in(community.lead)
    for query in ("?period=all", "?period=all&country=BR", "?period=all&country=XX"):
        for address in ALL:
            text = browser.get(f"{address}{query}").get_data(as_text=True)
            assert "Recife" not in text
            assert 'name="country"' not in text
    assert rows(browser, "?country=BR") == rows(browser)
    assert rows(browser)["Temas por ciudad", "Rionegro", "Temas nuevos"] == "8"


def test_what_is_written_in_a_room_changes_nothing_for_a_lead_of_another_city(community, sign_in):
    lead = make_user(city=community.brazilian, role="lead")
    crowd(community, 6)
    before = [sign_in(lead).get(address).get_data(as_text=True) for address in ALL]
    for hour in range(12):
        topic = community.ask(24 * 12 + hour, audience="city", city=community.colombian)
        community.answer(topic, 24 * 12 + hour + 1, community.lead)
    tasks.roll_up_all()
    after = [sign_in(lead).get(address).get_data(as_text=True) for address in ALL]
    assert [_plain(text) for text in before] == [_plain(text) for text in after]
    assert figures(sign_in(community.staff))["Preguntas"] != figures(sign_in(lead))["Preguntas"]


def _plain(text):
    return re.sub(r'value="[^"]{40,}"', "", text)


def test_words_that_nobody_found_are_for_ril_alone(community, sign_in):
    with transaction():
        session.add(MissedSearch(digest="x", members=63, cities=3, times=7, text="zqxilófonos", last_on=day_of(MONDAY)))
        session.add(MissedSearch(digest="y", members=1, cities=1, times=1, text="", last_on=day_of(MONDAY)))
    for address in (PAGE, CSV):
        assert "zqxilófonos" in sign_in(community.staff).get(address).get_data(as_text=True)
        assert "zqxilófonos" not in sign_in(community.lead).get(address).get_data(as_text=True)


def test_the_file_reckons_with_nothing(community, sign_in):
    city = make_city("=HYPERLINK(1)", country="Chile", country_code="CL")
    topic = community.ask(24, make_user(city=city))
    with transaction():
        session.add(MissedSearch(digest="x", members=63, cities=3, times=7, text="@sum(a1)", last_on=day_of(MONDAY)))
    tasks.roll_up_all()
    change(topic, author_city_id=city.id)
    answer = sign_in(community.staff).get(CSV)
    cells = [cell for line in csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))) for cell in line]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert answer.headers["Content-Disposition"] == "attachment; filename=indicadores-12m.csv"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_every_chart_has_words_and_a_table_and_no_style(community, sign_in):
    keep_tallies(day_of(MONDAY), {("all", "translations.read", "machine"): 7}, ())
    text = sign_in(community.staff).get(f"{PAGE}?period=4w").get_data(as_text=True)
    page = BeautifulSoup(text, "html.parser")
    assert "style=" not in text
    drawn = page.main.find_all("svg", role="img")
    # Questions, three of growth (nobody joined in these weeks), and a wait for each stage.
    assert len(drawn) == 1 + 3 + 8
    for svg in drawn:
        names = svg["aria-labelledby"].split()
        assert all(svg.find(id=name).text.strip() for name in names)
    assert len({node["id"] for node in page.find_all(id=True)}) == len(page.find_all(id=True))
    for figure in page.select("figure.chart"):
        assert figure.table is not None, figure.h2.text
        assert figure.select_one(".how").text.strip()
        assert all(header["scope"] for header in figure.find_all("th"))


def test_the_desk_leads_there(community, sign_in):
    for reader in (community.staff, community.lead):
        assert f'href="{PAGE}"' in sign_in(reader).get("/moderation").get_data(as_text=True)
