"""In each language, no page has a text that only the other catalogue has."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from bs4 import NavigableString
from bs4 import Tag
from sqlalchemy import select

from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.privacy.addresses import addresses
from tests.privacy.world import World

pytestmark = pytest.mark.long

CATALOGUES = {"es": "translations/es/LC_MESSAGES/messages.po", "pt": "translations/pt_BR/LC_MESSAGES/messages.po"}
HTML_LANG = {"es": "es", "pt": "pt-BR"}
#: What languages call themselves is the same in both.
NAMES = {"Español", "Português"}
#: Values of attributes that are read out or shown.
SHOWN = ("alt", "title", "aria-label", "placeholder")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def texts_of(language: str) -> set[str]:
    """Return all texts of a catalogue, with something that matches anything in the place of what is put in."""
    found: set[str] = set()
    root = Path(__file__).parent.parent.parent
    with (root / CATALOGUES[language]).open("rb") as file:
        for message in read_po(file):
            strings = message.string if isinstance(message.string, tuple | list) else [message.string]
            found.update(" ".join(text.split()) for text in strings if message.id and text)
    return found


def pattern_of(texts: set[str]) -> re.Pattern[str]:
    """Return what matches any of these texts as a whole, whatever is put in."""
    # A text that is hardly more than what is put in would match anything.
    telling = [text for text in texts if len(re.sub(r"\W", "", _PLACEHOLDER.sub("", text))) > 3]
    return re.compile("|".join(".+?".join(map(re.escape, _PLACEHOLDER.split(text))) for text in sorted(telling)))


class Foreign:
    """Tells what only the catalogue of the other language has."""

    def __init__(self, language: str) -> None:
        """Take the language that pages are to be in."""
        own, theirs = texts_of(language), texts_of("pt" if language == "es" else "es")
        self._own, self._theirs = pattern_of(own), pattern_of(theirs - own - NAMES)
        # The same menus stand on every page, and these patterns are long.
        self._found: dict[str, bool] = {}

    def __contains__(self, text: str) -> bool:
        """Tell whether a text of a page is one of the other language's."""
        if text not in self._found:
            self._found[text] = self._theirs.fullmatch(text) is not None and self._own.fullmatch(text) is None
        return self._found[text]


def speaks(element: Tag | None) -> str:
    """Return the language that an element is in: its own, or that of what it lies in."""
    while element is not None:
        if element.has_attr("lang"):
            return str(element["lang"])
        element = element.parent
    return ""


def texts(page: BeautifulSoup, language: str) -> Iterator[str]:
    """Yield each text of a page that is in its language."""
    for node in page.find_all(string=True):
        parent = node.parent
        read = type(node) is NavigableString and parent is not None and parent.name not in {"script", "style"}
        if read and node.strip() and speaks(parent) in {language, ""}:
            yield " ".join(node.split())
    for name in SHOWN:
        for element in page.find_all(attrs={name: True}):
            if speaks(element) in {language, ""}:
                yield " ".join(str(element[name]).split())


#: What stands between tags, and in attributes that are read out: found far faster than by reading the page as a tree.
_BETWEEN_TAGS = re.compile(rf">([^<>]+)<|(?:{'|'.join(SHOWN)})=\"([^\"]*)\"")


def rough_texts(page: str) -> set[str]:
    """Return each text of a page, whatever language it is said to be in."""
    return {" ".join(html.unescape(one or other).split()) for one, other in _BETWEEN_TAGS.findall(page)}


def test_the_catalogues_differ_enough_to_tell_them_apart():
    assert "Melhorar esta tradução" in Foreign("es")
    assert "Mejorar esta traducción" in Foreign("pt")
    assert "Melhorar esta tradução" not in Foreign("pt")
    assert "Traducción del mensaje 7" in Foreign("pt")


@pytest.mark.parametrize("language", ["es", "pt"])
def test_no_page_has_a_text_of_the_other_language(app, world: World, sign_in, client, language):
    foreign = Foreign(language)
    wrong: dict[str, str] = {}
    seen = 0
    for browser in (client, sign_in(world.people["lead_a"]), sign_in(world.people["admin"])):
        browser.post("/language", data={"language": language, "next": "/"})
        for _rule, address in addresses(app, world):
            if "ui=" in address or "?q=" in address:
                continue  # It asks for a language of its own, or shows what was asked for.
            response = browser.get(address)
            if response.mimetype != "text/html" or response.status_code in {301, 302, 303, 308}:
                continue
            body = response.get_data(as_text=True)
            # A part of a page is in the language of the page.
            said = re.search(r'<html\b[^>]* lang="([^"]*)"', body)
            assert said is None or said[1] == HTML_LANG[language], address
            seen += 1
            if not any(text in foreign for text in rough_texts(body)):
                continue
            for text in texts(BeautifulSoup(body, "html.parser"), HTML_LANG[language]):
                if text in foreign:
                    wrong.setdefault(text[:90], address)
    assert seen > 100
    assert not wrong, "\n".join(f"{address}: {text}" for text, address in wrong.items())


def test_no_letter_has_a_text_of_the_other_language(app, world: World, run_worker):
    run_worker()
    session.rollback()
    foreign = {language: Foreign(language) for language in CATALOGUES}
    letters = session.scalars(select(OutgoingMail).where(OutgoingMail.text.is_not(None))).all()
    wrong: list[str] = []
    for letter in letters:
        page = BeautifulSoup(letter.html or "", "html.parser")
        lines = [letter.subject or "", *(letter.text or "").splitlines(), *texts(page, HTML_LANG[letter.language])]
        wrong += [f"{letter.kind}: {line}" for line in lines if " ".join(line.split()) in foreign[letter.language]]
    assert len({letter.kind for letter in letters}) > 5
    assert {letter.language for letter in letters} == {"es", "pt"}
    assert not wrong, "\n".join(wrong)
