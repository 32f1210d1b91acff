"""RIL edits the glossary; nobody's words are lost, and everybody reads and is translated by what stands there now."""

import re

import pytest
from sqlalchemy import select

from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.events import Event
from forum.translation.checking import problems_of
from forum.translation.commands.editing import add_term
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.models import GlossaryEntry
from forum.translation.queries.glossary import glossary
from forum.translation.queries.steering import steering
from forum.translation.rows import Row
from forum.translation.rows import shipped_rows
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.moderation.desk import text

FORM = {"es": "cordón cuneta", "pt": "guia e sarjeta", "kind": "noun", "steers": "both"}
KERB = Row("cordón", "meio-fio", note_es="AR")


@pytest.fixture
def browser(moderator, sign_in):
    return sign_in(moderator)


@pytest.fixture
def kerb(moderator):
    """Give the number of a term that a moderator added."""
    return add_term(act(moderator), KERB)


def rows():
    return list(present().rows)


def present():
    """Return the glossary as the next request finds it."""
    session.rollback()
    versions.forget()
    return glossary()


def events():
    session.rollback()
    return session.scalars(select(Event.kind).where(Event.kind.like("Glossary%")).order_by(Event.id)).all()


def form(row, **changes):
    return {"es": row.es, "pt": row.pt, "note_es": row.note_es, "kind": row.kind, "steers": row.steers} | changes


def test_a_moderator_adds_a_term_that_everybody_reads_and_that_steers(browser, visitor):
    answer = browser.post("/glossary/terms", data=FORM)
    assert answer.status_code == 303
    assert "guia e sarjeta" in text(visitor, "/glossary?q=cordon")
    guide, version, _names = steering()
    assert guide.prepare("el cordón cuneta", "es", phrases=True).owed
    assert version == present().version


def test_the_same_form_sent_twice_adds_one_term(browser):
    assert [browser.post("/glossary/terms", data=FORM).status_code for _ in range(2)] == [303, 303]
    assert len(rows()) == 1
    assert events() == ["GlossaryTermAdded"]


def test_a_term_that_is_edited_leaves_its_earlier_row_as_it_was(browser, kerb):
    before = present().version
    answer = browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    assert answer.status_code == 303
    assert [row.pt for row in rows()] == ["guia"]
    assert session.get_one(GlossaryEntry, kerb).pt == "meio-fio"
    assert present().version > before


def test_saving_what_stands_there_already_changes_nothing(browser, kerb):
    before = present().version
    assert browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB)).status_code == 303
    assert present().version == before
    assert events() == ["GlossaryTermAdded"]


def test_an_edit_that_is_sent_twice_is_done_once(browser, kerb):
    sent = form(KERB, pt="guia")
    assert [browser.post(f"/glossary/terms/{kerb}/edit", data=sent).status_code for _ in range(2)] == [303, 303]
    assert events() == ["GlossaryTermAdded", "GlossaryTermChanged"]


def test_every_change_moves_the_version(browser, kerb):
    seen = [present().version]
    for address, data in (
        (f"/glossary/terms/{kerb}/edit", form(KERB, pt="guia")),
        (f"/glossary/terms/{kerb + 1}/removal", {}),
        (f"/glossary/terms/{kerb}/restoration", {}),
        ("/glossary/terms", FORM),
    ):
        assert browser.post(address, data=data).status_code == 303
        seen.append(present().version)
    assert seen == sorted(set(seen))


def test_the_second_of_two_editors_sees_the_present_row_and_loses_nothing(browser, kerb, sign_in):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    other = sign_in(make_staff("Rui Sá"))
    answer = other.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="meio-fio da calçada"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert re.search(r"<del>.*guia.*</del>", page)
    assert 'value="meio-fio da calçada"' in page
    assert [row.pt for row in rows()] == ["guia"]
    address = re.search(r'action="(/glossary/terms/\d+/edit)"', page)[1]
    assert other.post(address, data=form(KERB, pt="meio-fio da calçada")).status_code == 303
    assert [row.pt for row in rows()] == ["meio-fio da calçada"]


def test_who_edits_what_somebody_else_removed_may_add_it_anew(browser, kerb, sign_in):
    browser.post(f"/glossary/terms/{kerb}/removal")
    other = sign_in(make_staff("Rui Sá"))
    answer = other.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'action="/glossary/terms"' in page
    assert 'value="guia"' in page
    assert rows() == []


def test_removing_asks_first_and_can_be_undone(browser, kerb):
    assert "meio-fio" in text(browser, f"/glossary/terms/{kerb}/removal")
    assert browser.post(f"/glossary/terms/{kerb}/removal").status_code == 303
    assert browser.post(f"/glossary/terms/{kerb}/removal").status_code == 303
    assert rows() == []
    assert events() == ["GlossaryTermAdded", "GlossaryTermRemoved"]
    assert browser.post(f"/glossary/terms/{kerb}/restoration").status_code == 303
    assert rows() == [KERB]


def test_what_somebody_else_changed_meanwhile_is_not_removed_unseen(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    answer = browser.post(f"/glossary/terms/{kerb}/removal")
    assert answer.status_code == 409
    assert "guia" in answer.get_data(as_text=True)
    assert [row.pt for row in rows()] == ["guia"]


def test_an_earlier_row_is_restored_in_the_place_of_the_present_one(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    browser.post(f"/glossary/terms/{kerb + 1}/edit", data=form(KERB, pt="sarjeta"))
    for _ in range(2):
        assert browser.post(f"/glossary/terms/{kerb}/restoration").status_code == 303
    assert rows() == [KERB]
    assert len(events()) == 4


def test_nothing_is_restored_beside_the_same_pair(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/removal")
    browser.post("/glossary/terms", data=form(KERB, es="Cordón"))
    assert browser.post(f"/glossary/terms/{kerb}/restoration").status_code == 409
    assert [row.es for row in rows()] == ["Cordón"]


@pytest.mark.parametrize(
    "change",
    [
        {"es": ""},
        {"pt": "   "},
        {"es": "x" * 201},
        {"note_es": "x" * 501},
        {"es": "tablero (de control"},
        {"pt": "painel) de controle("},
        {"es": "a ((b))"},
        {"pt": "(AR) / (1)"},
        {"es": "cor\x00dón"},
        {"pt": "guia\u202e"},
        {"note_es": "primera\nsegunda"},
        {"kind": "adverb"},
        {"steers": "fr"},
        {"gender_es": "x"},
        {"gender_pt": "m,f"},
        {"es": "=1+1"},
        {"pt": "+55"},
        {"en": "-kerb"},
        {"note_es": "@ana"},
    ],
)
def test_what_is_no_term_is_refused_and_stays_in_the_form(browser, change):
    answer = browser.post("/glossary/terms", data=FORM | change)
    assert answer.status_code == 400
    assert 'class="error"' in answer.get_data(as_text=True)
    assert rows() == []


@pytest.mark.parametrize("twin", [{}, {"es": "CORDÓN"}, {"pt": " meio-fio  "}])
def test_the_same_pair_is_not_added_twice_whatever_its_capitals(browser, kerb, twin):
    answer = browser.post("/glossary/terms", data=form(KERB, note_es="otra") | twin)
    assert answer.status_code == 400
    assert len(rows()) == 1


def test_a_term_does_not_become_the_pair_that_another_is(browser, kerb):
    browser.post("/glossary/terms", data=FORM)
    answer = browser.post(f"/glossary/terms/{kerb}/edit", data=FORM)
    assert answer.status_code == 400
    assert len(rows()) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/glossary/terms/new"),
        ("POST", "/glossary/terms"),
        ("GET", "/glossary/terms/{kerb}/edit"),
        ("POST", "/glossary/terms/{kerb}/edit"),
        ("GET", "/glossary/terms/{kerb}/removal"),
        ("POST", "/glossary/terms/{kerb}/removal"),
        ("POST", "/glossary/terms/{kerb}/restoration"),
        ("GET", "/glossary/history"),
        ("GET", "/glossary/files/new"),
        ("POST", "/glossary/files"),
    ],
)
@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_for_everybody_else_there_is_nothing_to_edit(kerb, sign_in, visitor, method, path, who):
    browser = visitor if who == "visitor" else sign_in(make_user(city=make_city(), role=who))
    assert browser.open(path.format(kerb=kerb), method=method, data=form(KERB, pt="guia")).status_code == 404
    assert rows() == [KERB]


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_whoever_may_not_edit_is_offered_nothing_of_it(kerb, sign_in, visitor, who):
    browser = visitor if who == "visitor" else sign_in(make_user())
    assert "/glossary/terms" not in text(browser, "/glossary")
    assert "/glossary/history" not in text(browser, "/glossary")


def test_a_moderator_is_led_from_the_glossary_to_each_term(browser, kerb):
    page = text(browser, "/glossary")
    assert f"/glossary/terms/{kerb}/edit" in page
    assert "/glossary/terms/new" in page


def test_an_old_link_to_an_edited_term_leads_to_what_it_is_now(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    assert 'value="guia"' in text(browser, f"/glossary/terms/{kerb}/edit")


def test_a_removed_term_is_not_loaded_again_with_the_forum(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/removal")
    assert load_shipped_glossary(SYSTEM) == 0


def test_every_shipped_row_could_be_written_in_the_form(app):
    assert [(row, list(problems_of(row))) for row in shipped_rows() if list(problems_of(row))] == []
