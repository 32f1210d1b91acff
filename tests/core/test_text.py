"""Texts that may be stored, and texts that look alike."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.languages import negotiate
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.core.languages import to_html
from forum.core.languages import to_locale
from forum.core.rendering.words import prepare
from forum.core.text import _MAY_BE_MARK
from forum.core.text import fold
from forum.core.text import is_clean
from forum.core.text import normalise
from forum.core.text import slugify


@pytest.mark.parametrize("text", ["a\x00", "\ud800", "\x07", "\x7f", "\x9b", "\uffff", "\ufdd0"])
def test_what_no_text_has_is_refused_in_every_text(text):
    assert not is_clean(text)
    assert not is_clean(text, multiline=True)


@pytest.mark.parametrize("text", ["a\nb", "a\u202eb", "a\u200bb", "\ufeffa", "a\ue000"])
def test_what_deceives_is_refused_in_one_line(text):
    assert not is_clean(text)
    assert is_clean(text, multiline=True)


@pytest.mark.parametrize("text", ["ação ñandú", "👩🏽‍💻", "\U0001fae8", "עברית", "a\u0301"])
def test_what_people_write_is_welcome(text):
    assert is_clean(text)


@given(st.text())
def test_what_is_clean_can_be_encoded(text):
    if is_clean(text, multiline=True):
        text.encode()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Córdoba", "cordoba"),
        ("São Paulo", "SAO PAULO"),
        ("аdmin", "admin"),
        ("ａｄｍｉｎ", "admin"),
        ("ad\u200bmin", "admin"),
        ("ad\u202emin", "admin"),
        ("Straße", "STRASSE"),
        ("ﬁn", "fin"),
    ],
)
def test_names_that_look_alike_are_equal_when_folded(one, two):
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("¿Cómo midieron los tiempos?", "como-midieron-los-tiempos"),
        ("  --  ", "tema"),
        ("日本", "tema"),
        ("a" * 200, "a" * 80),
        ("../../etc", "etc"),
        ("Açaí & Cia.", "acai-cia"),
    ],
)
def test_slugs_are_ascii_and_short(text, slug):
    assert slugify(text) == slug


def test_marks_heaped_on_one_letter_take_no_time():
    heap = "a" + "\u0345\u0301\u0323" * 10_000
    start = time.process_time()
    assert len(normalise(heap)) < 20
    fold(heap)
    assert time.process_time() - start < 0.3, "sorting them takes seconds"
    assert normalise("a\u0301") == "\u00e1"


@given(st.text(max_size=300))
def test_a_slug_is_always_one(text):
    slug = slugify(text)
    assert slug
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_each_language_has_one_name_per_surface():
    assert [parse_language(s) for s in ("es", "ES-419", "pt", "pt_BR", "PT-br", "en", "", None)] == [
        "es", "es", "pt", "pt", "pt", None, None, None,
    ]  # fmt: skip
    assert (to_locale("pt"), to_html("pt"), to_locale("es"), to_html("es")) == ("pt_BR", "pt-BR", "es", "es")
    assert (other("es"), other("pt")) == ("pt", "es")
    assert negotiate(["de", "pt-PT", "es"]) == "pt"
    assert negotiate(["de"]) == "es"


EVERY = [chr(point) for point in range(0x110000)]


@pytest.mark.parametrize("multiline", [False, True])
def test_a_text_is_clean_exactly_when_each_of_its_characters_is(multiline):
    """Most texts are told at a glance; the glance may not let pass what the second look would refuse."""
    hidden = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")
    allowed = {"\n", "\r", "\t"} if multiline else {"\t"}
    for character in EVERY:
        category = unicodedata.category(character)
        refused = (
            category == "Cs"
            or (category == "Cc" and character not in allowed)
            or (category == "Cn" and not "\U0001f000" <= character <= "\U0001faff")
            or (not multiline and (category == "Co" or character in hidden))
        )
        assert is_clean(f"á {character}b", multiline=multiline) is not refused, hex(ord(character))


def test_a_text_without_marks_of_its_own_is_normalised_as_any_other():
    for character in EVERY:
        if unicodedata.category(character) != "Cs":
            assert normalise(f"a{character}b") == unicodedata.normalize("NFC", f"a{character}b")
    assert all(_MAY_BE_MARK.search(c) for c in EVERY if unicodedata.combining(c))


def test_what_is_rendered_has_no_control_characters_but_line_ends_and_tabs():
    kept = [c for c in EVERY if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}]
    gone = [c for c in EVERY if c not in "\n\t\r" and unicodedata.category(c) in {"Cc", "Cs"}]
    assert prepare("a" + "".join(gone) + "b\r\nc\rd") == "ab\nc\nd"
    assert all(prepare(f"a{c}b") != "ab" for c in kept)
