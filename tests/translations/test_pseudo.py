"""In a language in which every marked text stands in ⟦brackets⟧, pages have no other words but people's own."""

import re
from collections.abc import Iterator
from typing import Any

import flask_babel
import pytest
from babel.support import NullTranslations
from bs4 import BeautifulSoup
from bs4 import NavigableString
from sqlalchemy import JSON
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import select

from forum.core import translating
from forum.core.db import db
from forum.core.db import session
from tests.privacy.addresses import addresses
from tests.privacy.world import World
from tests.translations.test_both_languages import rough_texts

pytestmark = pytest.mark.long

#: Words that are the same in every language: names of the site, of languages, of units and of files.
NAMES = (
    "Foro de la Comunidad",
    "Fórum da Comunidade",
    "Foro de la Comunidad (demo)",
    "What Works Cities",
    "Español",
    "Português",
    "RIL",
    "ES",
    "PT",
    "KB",
    "MB",
    "GB",
)
#: What people wrote, dates and numbers, what is data, and what stands there in a language of its own.
DATA = "script, style, time, .prose, code, option, pre, .bio, [data-text], blockquote, body [lang]"
_DATE = re.compile(r"\b\d{1,2} [a-z]{3,4}\b")
_MARKED = re.compile(r"⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOWN = ("alt", "title", "aria-label", "placeholder")


class Brackets(NullTranslations):
    """A catalogue that marks what came through it."""

    def gettext(self, message: str) -> str:
        """Return the text in brackets."""
        return f"⟦{message}⟧"

    ugettext = gettext

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form for the number, in brackets."""
        return f"⟦{singular if number == 1 else plural}⟧"

    ungettext = ngettext


@pytest.fixture
def brackets(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda self: Brackets())
    translating.forget()
    yield
    monkeypatch.undo()
    translating.forget()


def own_words() -> set[str]:
    """Return every word in a text column of the database."""
    words: set[str] = set()
    for table in db.metadata.sorted_tables:
        columns = [c for c in table.columns if isinstance(c.type, String | Text | JSON)]
        if columns:
            for row in session.execute(select(*columns)):
                for value in row:
                    words.update(_WORD.findall(str(value or "").lower()))
    return words


def texts(page: BeautifulSoup) -> Iterator[str]:
    for gone in page.select(DATA):
        gone.decompose()
    for node in page.find_all(string=True):
        if type(node) is NavigableString:
            yield str(node)
    for name in _SHOWN:
        for element in page.find_all(attrs={name: True}):
            yield str(element[name])


def test_every_text_of_every_page_comes_from_the_catalogues(app, world: World, sign_in, client, brackets):
    unmarked: dict[str, str] = {}
    seen = 0
    browsers = [client, sign_in(world.people["lead_a"]), sign_in(world.people["admin"])]
    known = own_words() | {word.lower() for name in NAMES for word in _WORD.findall(name)}
    for browser in browsers:
        for _rule, address in addresses(app, world):
            if "?q=" in address or "title=" in address:
                continue  # It shows what was asked for.
            response = browser.get(address)
            if response.mimetype != "text/html" or response.status_code in {301, 302, 303, 308}:
                continue
            seen += 1
            body = response.get_data(as_text=True)
            if not any(_strange(text, known) for text in rough_texts(body)):
                continue
            for text in texts(BeautifulSoup(body, "html.parser")):
                if rest := _strange(text, known):
                    unmarked.setdefault(rest[:90], address)
    assert seen > 100
    assert not unmarked, "\n".join(f"{address}: {text}" for text, address in unmarked.items())


def _strange(text: str, known: set[str]) -> str:
    """Return what is left of a text without what is marked, if there is a word in it that is not known."""
    rest = _DATE.sub(" ", _MARKED.sub(" ", text))
    return rest.strip() if any(word.lower() not in known for word in _WORD.findall(rest)) else ""
