"""Spanish and Portuguese are complete: every marked text, no doubtful one, the same placeholders."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from config import ROOT
from forum.core.catalogues import SOURCE

LOCALES = ("es", "pt_BR")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None}
_HOLDER = re.compile(r"%\((\w+)\)[sd]")


def catalogue(locale: str) -> Catalog:
    with (SOURCE / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=locale)


def sources() -> set[str | tuple[str, ...]]:
    options = {"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}}
    methods = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
    found: set[str | tuple[str, ...]] = set()
    for folder in ("forum", "templates"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), methods, options, keywords=KEYWORDS, directory_filter=lambda _folder: True
        ):
            found.add(message if isinstance(message, str) else tuple(message))
    return found


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_marked_text_is_translated(locale):
    known = {message.id: message for message in catalogue(locale) if message.id}
    missing = [source for source in sources() if source not in known or not all(texts(known[source]))]
    assert sorted(map(str, missing)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_doubtful_or_left_over(locale):
    present = sources()
    messages = [message for message in catalogue(locale) if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    assert [message.id for message in messages if message.id not in present] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_have_the_placeholders_of_their_source(locale):
    wrong = []
    for message in catalogue(locale):
        if not message.id:
            continue
        wanted = Counter(_HOLDER.findall(message.id if isinstance(message.id, str) else message.id[-1]))
        singular_may_omit = not isinstance(message.id, str)
        for number, text in enumerate(texts(message)):
            have = Counter(_HOLDER.findall(text))
            if set(have) != set(wanted) and not (singular_may_omit and number == 0 and set(have) <= set(wanted)):
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_plurals_have_all_the_forms_of_the_language(locale):
    have = catalogue(locale)
    assert [m.id for m in have if isinstance(m.id, tuple) and len(m.string) != have.num_plurals] == []


def test_the_template_names_all_sources():
    with (Path(SOURCE) / "messages.pot").open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} == sources()
