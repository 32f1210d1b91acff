"""Who changed what in the glossary, and when: in its history and in the log of acts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts.commands.leaving import anonymise_person
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.translation.commands.editing import add_term
from forum.translation.commands.files import keep_file
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.models import GlossaryFile
from forum.translation.rows import Row
from forum.translation.rows import to_csv
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.moderation.desk import text
from tests.translation.test_glossary_editing import KERB
from tests.translation.test_glossary_editing import form


@pytest.fixture
def browser(moderator, sign_in):
    return sign_in(moderator)


@pytest.fixture
def kerb(moderator):
    """Give the number of a term that a moderator added."""
    return add_term(act(moderator), KERB)


def test_the_history_tells_what_was_before_by_whom_and_offers_it_back(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia", note_es="BR"))
    browser.post(f"/glossary/terms/{kerb + 1}/removal")
    page = text(browser, "/glossary/history")
    assert "Paula Ríos" in page
    assert re.search(r"<del>.*meio-fio.*</del>", page)
    assert re.search(r"<ins>.*guia.*</ins>", page)
    assert page.index(f"/glossary/terms/{kerb + 1}/restoration") < page.index(f"/glossary/terms/{kerb}/restoration")


def test_a_restored_term_leaves_its_removal_in_the_history(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/removal")
    browser.post(f"/glossary/terms/{kerb}/restoration")
    page = text(browser, "/glossary/history")
    assert page.count("<time ") == 3
    assert f"/glossary/terms/{kerb}/restoration" in page


def test_the_history_has_pages_and_none_of_what_came_with_the_forum(browser, moderator):
    load_shipped_glossary(SYSTEM)
    assert "<time " not in text(browser, "/glossary/history").partition('id="main"')[2]
    moment = clock.now()
    for number in range(35):
        with clock.pretend(moment + timedelta(seconds=number)):
            add_term(act(moderator), Row(f"palabra {number}", f"palavra {number}"))
    first = text(browser, "/glossary/history")
    older = text(browser, re.search(r'href="([^"]*after=[^"]+)"', first)[1].replace("&amp;", "&"))
    assert [n for n in range(35) if f"palavra {n}<" in first] == list(range(5, 35))
    assert [n for n in range(35) if f"palavra {n}<" in older] == list(range(5))
    back = text(browser, re.search(r'href="([^"]*before=[^"]+)"', older)[1].replace("&amp;", "&"))
    assert [n for n in range(35) if f"palavra {n}<" in back] == list(range(5, 35))


def test_the_log_of_acts_tells_of_it(browser, kerb):
    browser.post(f"/glossary/terms/{kerb}/edit", data=form(KERB, pt="guia"))
    page = text(browser, "/moderation/log?kind=GlossaryTermChanged")
    assert "cordón · meio-fio" in page
    assert "cordón · guia" in page


def test_what_somebody_changed_stays_when_they_leave_and_names_them_no_more(browser, kerb, moderator, sign_in):
    keep_file(act(moderator), to_csv([Row("vereda", "passeio")]).decode("utf-8-sig"))
    anonymise_person(act(make_staff(role="administrator")), moderator.id, reason="Por carta")
    session.rollback()
    assert session.scalars(select(GlossaryFile)).all() == []
    page = text(sign_in(make_staff()), "/glossary/history")
    assert "Paula Ríos" not in page
    assert "meio-fio" in page
