"""What pages tell is counted without a row per reader, and words only become known that many looked for."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.leaving import leave
from forum.core import clock
from forum.core import tallies
from forum.core.db import db
from forum.core.db import session
from forum.core.retention import forget_all
from forum.insights.models import InsightCount
from forum.insights.models import MissedSearch
from forum.insights.readings import Readings
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.translation.correcting import translated

SECRET = "a secret of the forum that is long enough"


@pytest.fixture
def tally(app):
    """Count what pages tell, each at once."""
    made = Readings(SECRET, every=0.0)
    tallies.use(made)
    yield made
    tallies.use(None)


@pytest.fixture
def cities(app):
    """Give two cities."""
    return make_city("Rionegro"), make_city("Recife", country="Brasil", country_code="BR")


def counted(measure, part="all"):
    session.rollback()
    return session.scalar(
        select(func.coalesce(func.sum(InsightCount.number), 0)).where(
            InsightCount.measure == measure, InsightCount.part == part
        )
    )


def known():
    session.rollback()
    return list(session.scalars(select(MissedSearch.text).where(MissedSearch.text != "")))


def look_for(words, people, sign_in):
    for person in people:
        assert sign_in(person).get("/search", query_string={"q": words}).status_code == 200


def many(city, number):
    return [make_user(city=city) for _ in range(number)]


def test_words_are_unknown_until_several_members_of_two_cities_missed_them(tally, cities, sign_in):
    words = "Ordenanza de  Xilófonos"
    look_for(words, many(cities[0], 12), sign_in)
    assert known() == []
    look_for("ordenanza de xilofonos", many(cities[1], 1), sign_in)
    assert known() == ["ordenanza de xilofonos"]
    session.rollback()
    assert session.scalar(select(MissedSearch.times)) == 13
    assert counted("searches.missed") == counted("searches") == 13
    assert (counted("searches", "CO"), counted("searches", "BR")) == (12, 1)


def test_one_who_looks_again_and_again_makes_no_words_known(tally, cities, sign_in):
    for person in (make_user(city=cities[0]), make_user(city=cities[1])):
        look_for("xilófonos", [person] * 12, sign_in)
    assert known() == []


@pytest.mark.parametrize(
    "words", ["zz.perez@ejemplo.org", "expediente zz 12345", "zz 11.222.333-4", "https://zz.example/x", "zz " * 40]
)
def test_what_may_be_data_of_a_person_never_becomes_known(tally, cities, sign_in, words):
    look_for(words, [*many(cities[0], 9), *many(cities[1], 9)], sign_in)
    assert known() == []
    assert counted("searches.missed") == 18


def test_nobody_can_be_told_from_what_is_kept(tally, cities, sign_in):
    person = make_user(city=cities[0])
    look_for("zqpalabra secreta", [person], sign_in)
    session.rollback()
    with db.engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(select(MissedSearch.__table__))]
    assert len(rows) == 1
    digest, members, bits, *_rest = rows[0]
    assert "zqpalabra" not in repr(rows)
    assert members.bit_count() == bits.bit_count() == 1
    # With another secret there is another hash, and so there is no asking the table for a word.
    other = Readings("another secret, as long as it must be", every=0.0)
    assert other._hash("words", "zqpalabra secreta") != digest


def test_searches_of_ril_visitors_and_with_filters_are_not_counted(tally, cities, sign_in, visitor):
    look_for("xilófonos", [make_staff()], sign_in)
    visitor.get("/search?q=xilofonos")
    browser = sign_in(make_user(city=cities[0]))
    for query in ("q=xilofonos&lang=pt", "q=", "q=%21", "q=%00", "q=xilofonos&stage=evidence"):
        browser.get(f"/search?{query}")
    assert counted("searches") == counted("searches.missed") == 0


def test_a_search_that_finds_something_is_no_miss(tally, cities, sign_in, run_worker):
    make_topic(make_user(city=cities[0]), title="Ordenanza de xilófonos")
    run_worker()
    look_for("xilófonos", [make_user(city=cities[1])], sign_in)
    assert (counted("searches"), counted("searches.missed")) == (1, 0)


def test_what_is_told_within_a_minute_is_written_down_together(app, cities, sign_in, count_queries):
    tallies.use(Readings(SECRET, every=3600.0))
    try:
        browser = sign_in(make_user(city=cities[0]))
        browser.get("/search?q=xilofonos")
        assert counted("searches") == 1
        with count_queries() as statements:
            browser.get("/search?q=xilofonos")
        assert [one for one in statements if not one.lstrip().upper().startswith(("SELECT", "WITH", "BEGIN"))] == []
        assert counted("searches") == 1
    finally:
        tallies.use(None)


def test_what_could_not_be_written_comes_with_the_next(tally, cities, sign_in, monkeypatch):
    def away(*_arguments):
        message = "the database is busy"
        raise RuntimeError(message)

    people = many(cities[0], 2)
    with monkeypatch.context() as patch:
        patch.setattr("forum.insights.readings.keep_tallies", away)
        look_for("xilófonos", people[:1], sign_in)
    assert counted("searches") == 0
    look_for("xilófonos", people[1:], sign_in)
    assert counted("searches") == 2
    assert session.scalar(select(MissedSearch.times)) == 2


def test_translations_that_members_read_are_counted_by_whose_words_they_are(tally, cities, sign_in):
    topic = make_topic(make_user(city=cities[0]), title="Una pregunta", body="¿Cómo lo hicieron?")
    room = make_topic(make_user(city=cities[0]), audience="city", city=cities[0])
    for one in (topic, room):
        translated(one, text="Como fizeram?")
    reader, mate = make_user(city=cities[1]), make_user(city=cities[0])
    address = f"/t/{topic.slug}/{topic.id}"
    sign_in(reader).get(f"{address}?read=pt")
    sign_in(reader).get(f"{address}?read=both")
    sign_in(reader).get(f"{address}?read=original")
    sign_in(reader).get(f"{address}?read=es")
    sign_in(mate).get(f"/t/{room.slug}/{room.id}?read=pt")
    sign_in(make_staff()).get(f"{address}?read=pt")
    assert (counted("translations.read"), counted("translations.read", "open")) == (3, 2)
    assert (counted("translations.read", "BR"), counted("translations.read", "CO")) == (2, 1)


def test_words_that_name_who_leaves_go_with_them(tally, cities, sign_in, run_worker):
    leaver = make_user("Xiomara Núñez Ibarra", city=cities[0])
    everybody = [*many(cities[0], 9), *many(cities[1], 9)]
    for words in ("nunez ibarra", f"cargo de {leaver.handle}", "xilófonos de ibarra"):
        look_for(words, everybody, sign_in)
    assert len(known()) == 3
    leave(act(leaver), present=PASSWORD)
    run_worker()
    assert known() == ["xilófonos de ibarra"]


def test_words_are_forgotten_half_a_year_after_the_last_time(tally, cities, sign_in):
    look_for("xilófonos", [*many(cities[0], 9), *many(cities[1], 9)], sign_in)
    for days, left in ((179, 1), (182, 0)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            forget_all()
            assert len(known()) == left
