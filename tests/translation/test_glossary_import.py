"""RIL brings the glossary in as a file: all that is wrong is told, all that would change is shown, then it is done once."""

import io
import re
import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.events import Event
from forum.translation.commands.editing import add_term
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.importing import parse_glossary
from forum.translation.queries.glossary import glossary
from forum.translation.rows import Row
from forum.translation.rows import shipped_rows
from forum.translation.rows import to_csv
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.moderation.desk import text

HEAD = "es,pt,en,note_es,note_pt,kind,gender_es,gender_pt,steers"
LINE = "vereda,passeio,,,,noun,,,none"
#: A third of the rows that come with the forum, and one more.
SOME = (*shipped_rows()[:90], Row("vereda", "passeio"))


@pytest.fixture
def moderator(app):
    load_shipped_glossary(SYSTEM)
    return make_staff("Paula Ríos")


@pytest.fixture
def browser(moderator, sign_in):
    return sign_in(moderator)


def choose(browser, data, **more):
    data = data if isinstance(data, bytes) else data.encode()
    return browser.post("/glossary/files", data={"file": (io.BytesIO(data), "glosario.csv")} | more)


def confirm(browser, address):
    version = re.search(r'name="version" value="(\d+)"', text(browser, address))[1]
    return browser.post(f"{address}/confirmation", data={"version": version})


def english(sentence):
    """Return a lazy text as it stands in the code, whatever language the catalogues give."""
    return sentence._args[0] % sentence._kwargs


def rows():
    return list(present().rows)


def present():
    """Return the glossary as the next request finds it."""
    session.rollback()
    versions.forget()
    return glossary()


def tally(page):
    return [int(number) for number in re.findall(r"<li><b>(\d+)</b>", page)]


def test_what_is_downloaded_and_brought_in_again_changes_nothing(browser):
    version = present().version
    data = browser.get("/glossary.csv").get_data()
    answer = choose(browser, data, removes_rest="y")
    page = text(browser, answer.location)
    assert tally(page) == [0, 0, 0, len(shipped_rows())]
    assert "/confirmation" not in page
    assert present().version == version


def test_a_file_is_looked_at_before_it_changes_anything(browser):
    first = replace(shipped_rows()[0], note_es="Otra nota")
    answer = choose(browser, to_csv([first, *SOME[1:]]))
    assert answer.status_code == 303
    page = text(browser, answer.location)
    assert tally(page) == [1, 1, 0, len(shipped_rows()) - 1]
    assert "passeio" in page
    assert re.search(r"<ins>.*Otra.*</ins>", page)
    assert rows() == list(shipped_rows())
    assert confirm(browser, answer.location).status_code == 303
    assert set(rows()) == {first, *shipped_rows()[1:], SOME[-1]}


def test_rows_that_the_file_lacks_go_only_if_that_was_asked_for(browser):
    kept = choose(browser, to_csv(SOME)).location
    assert tally(text(browser, kept))[2] == 0
    whole = choose(browser, to_csv(SOME), removes_rest="y").location
    assert tally(text(browser, whole)) == [1, 0, len(shipped_rows()) - 90, 90]
    confirm(browser, whole)
    assert set(rows()) == set(SOME)


def test_a_yes_that_is_sent_twice_is_done_once(browser):
    address = choose(browser, to_csv(SOME), removes_rest="y").location
    version = re.search(r'name="version" value="(\d+)"', text(browser, address))[1]
    answers = [browser.post(f"{address}/confirmation", data={"version": version}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    session.rollback()
    facts = session.scalars(select(Event).where(Event.kind == "GlossaryFileLoaded")).all()
    assert [(fact.data["added"], fact.data["changed"]) for fact in facts] == [(1, 0)]
    assert set(rows()) == set(SOME)


def test_what_changed_since_it_was_shown_is_shown_again(browser, moderator):
    address = choose(browser, to_csv(SOME)).location
    version = re.search(r'name="version" value="(\d+)"', text(browser, address))[1]
    add_term(act(moderator), Row("vereda", "passeio", note_es="otra"))
    answer = browser.post(f"{address}/confirmation", data={"version": version})
    assert answer.status_code == 409
    assert tally(answer.get_data(as_text=True))[:2] == [0, 1]
    assert confirm(browser, address).status_code == 303
    assert Row("vereda", "passeio") in rows()


def test_a_file_that_another_took_the_place_of_is_not_loaded(browser):
    first = choose(browser, to_csv([Row("vereda", "passeio")])).location
    version = re.search(r'name="version" value="(\d+)"', text(browser, first))[1]
    choose(browser, to_csv([Row("vereda", "calçada")]))
    assert browser.post(f"{first}/confirmation", data={"version": version}).status_code == 409
    assert rows() == list(shipped_rows())


def test_nobody_else_says_yes_to_a_file(browser, sign_in):
    address = choose(browser, to_csv(SOME)).location
    other = sign_in(make_staff("Rui Sá"))
    assert other.get(address).status_code == 404
    assert other.post(f"{address}/confirmation", data={"version": present().version}).status_code == 404
    assert rows() == list(shipped_rows())


def test_changes_by_a_file_stand_in_the_history_row_by_row(browser):
    confirm(browser, choose(browser, to_csv([replace(shipped_rows()[0], note_es="Otra nota"), SOME[-1]])).location)
    page = text(browser, "/glossary/history")
    assert "passeio" in page
    assert re.search(r"<ins>.*Otra.*</ins>", page)
    assert page.count("<time ") == 2


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_are_read_as_spreadsheets_write_them(app, mark, sign, end):
    lines = [HEAD, LINE, "calçada,acera;senda,,,,noun,,,none".replace(";", "" if sign == ";" else ";"), ",,,,,,,,"]
    found, problems = parse_glossary(mark + (end.join(lines) + end).replace(",", sign).encode())
    assert not problems
    assert [row.es for row in found] == ["vereda", "calçada"]


def test_columns_may_stand_in_any_order(app):
    found, problems = parse_glossary(
        b"pt,es,en,note_es,note_pt,kind,gender_es,gender_pt,steers\npasseio,vereda,,,,noun,,,none\n"
    )
    assert not problems
    assert found == [Row("vereda", "passeio", steers="none")]


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "columns"),
        (b"es,pt\na,b\n", 1, "en, note_es, note_pt"),
        (f"{HEAD},extra\n{LINE},x\n".encode(), 1, "extra"),
        (f"{HEAD},es\n{LINE},x\n".encode(), 1, "twice"),
        (f"{HEAD}\n".encode(), 1, "no terms"),
        (f"{HEAD}\n{LINE}\na,b\n".encode(), 3, "number of columns"),
        (f"{HEAD}\n{LINE}\nVereda,  passeio,,,,noun,,,both\n".encode(), 3, "line 2 already"),
        (f"{HEAD}\n,passeio,,,,noun,,,none\n".encode(), 2, "needed"),
        (f"{HEAD}\na,b,,,,adverb,,,none\n".encode(), 2, "noun, verb"),
        (f"{HEAD}\na,b,,,,noun,,,fr\n".encode(), 2, "both, es"),
        (f"{HEAD}\na (b,b,,,,noun,,,none\n".encode(), 2, "parenthesis"),
        (f"{HEAD}\n=1+1,b,,,,noun,,,none\n".encode(), 2, "formula"),
        (f"{HEAD}\n\ta,b,,,,noun,,,none\n".encode(), 2, "cannot be used"),
        (f"{HEAD}\n a,b,@x,,,noun,,,none\n".encode(), 2, "formula"),
        (f"{HEAD}\n{LINE}\na,b\0,,,,noun,,,none\n".encode(), 3, "NUL"),
        (f'{HEAD}\n{LINE}\n"a,b,,,,noun,,,none\n{LINE}\n'.encode(), 3, "quotation mark"),
        (f'{HEAD}\n{LINE}\n"a"x,b,,,,noun,,,none\n'.encode(), 3, "quotation mark"),
        (f"{HEAD}\n{LINE}\nacción,ação,,,,noun,,,none\n".encode("latin-1"), 3, "Latin-1"),
        (f"{HEAD}\n{LINE}\n".encode("utf-16"), 1, "Latin-1"),
        (f"{HEAD}\n{'x' * 201},b,,,,noun,,,none\n".encode(), 2, "At most 200"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(app, data, line, word):
    [problem] = parse_glossary(data)[1]
    assert problem.line == line
    assert word in english(problem.sentence)


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_loaded(browser):
    lines = [HEAD, *(f"palabra {n},,,,,noun,,,none" for n in range(60)), LINE]
    answer = choose(browser, "\n".join(lines))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    listed = page.partition('class="file-problems"')[2].partition("</ul>")[0]
    assert listed.count("<li>") == 50
    assert "10" in page.partition('class="file-problems"')[2].partition("</form>")[0]
    assert rows() == list(shipped_rows())


def test_a_file_of_a_hundred_thousand_lines_is_refused_at_once(browser):
    data = (HEAD + "\n" + "a,b,,,,noun,,,none\n" * 100_000).encode()
    began = time.monotonic()
    answer = choose(browser, data)
    assert answer.status_code == 400
    assert time.monotonic() - began < 2
    assert rows() == list(shipped_rows())


def test_a_file_with_too_many_terms_is_refused(browser):
    data = "\n".join([HEAD, *(f"a{n},b{n},,,,noun,,,none" for n in range(5001))])
    assert choose(browser, data).status_code == 400
    assert choose(browser, data.rpartition("\n")[0]).status_code == 303


def test_the_largest_file_is_loaded_in_one_go(browser):
    data = "\n".join([HEAD, *(f"a{n},b{n},,,,noun,,,none" for n in range(5000))])
    address = choose(browser, data, removes_rest="y").location
    assert confirm(browser, address).status_code == 303
    assert len(rows()) == 5000


def test_a_form_without_a_file_says_so(browser):
    assert browser.post("/glossary/files", data={}).status_code == 400


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_reckon_with_goes_out_as_text(sign):
    assert (
        f",'{sign}1" in to_csv([Row("a", f"{sign}1")]).decode()
        or f"\"'{sign}1" in to_csv([Row("a", f"{sign}1")]).decode()
    )
