"""Names of files: shown, never believed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies

from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.media.names import LONGEST
from forum.media.names import clean_alt
from forum.media.names import clean_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("acta.pdf", "acta.pdf"),
        ("Acta de la reunión (2).PDF", "Acta de la reunión (2).pdf"),
        ("v1.2 plan.docx", "v1.2 plan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ana\\acta.doc", "acta.pdf"),
        ("..\\..\\acta", "acta.pdf"),
        ("acta.html.png", "acta.pdf"),
        ("factura.pdf.exe", "factura.pdf"),
        ("acta\x00.php.pdf", "acta.pdf"),
        ("ac\r\nta: 1.pdf", "ac ta- 1.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("a\u200bc\u2066t\u00ada\ufeff.pdf", "acta.pdf"),
        ("ac\u3164ta.pdf", "acta.pdf"),
        ("\ud800acta.pdf", "acta.pdf"),
        ("", "documento.pdf"),
        ("   ", "documento.pdf"),
        ("....", "documento.pdf"),
        (".pdf", "documento.pdf"),
        ("\u202e\u200b", "documento.pdf"),
        ("---", "documento.pdf"),
        ("NUL.txt", "NUL_.pdf"),
        ("com1", "com1_.pdf"),
        ("\u00e1\u0301\u0301\u0301.pdf", "\u00e1\u0301\u0301.pdf"),
        ("acta%2e%2e.pdf", "acta-2e-2e.pdf"),
        ('<script>"|?*.pdf', "-script-----.pdf"),
        ("Ação.pdf", "Ação.pdf"),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert clean_name(name, "pdf", fallback="documento") == cleaned


@pytest.mark.parametrize("name", ["e" + "\u0301" * 300 + ".pdf", "x" * 300 + ".pdf", "ñ" * 5000, "a/" * 3000 + "b"])
def test_a_name_has_150_characters_at_most_and_no_towers_of_marks(name):
    cleaned = clean_name(name, "pdf", fallback="documento")
    assert len(cleaned) <= LONGEST
    assert sum(1 for c in cleaned if unicodedata.combining(c)) <= 2


def test_no_file_is_called_like_the_small_copy():
    assert clean_name("preview.png", "webp", fallback="foto") == "preview_.webp"
    assert clean_name("PREVIEW.webp", "webp", fallback="foto") == "PREVIEW_.webp"


@given(strategies.text(max_size=400))
def test_any_name_becomes_one_that_may_be_stored_shown_and_put_into_an_address(name):
    cleaned = clean_name(name, "pdf", fallback="documento")
    assert 5 <= len(cleaned) <= LONGEST
    assert cleaned.endswith(".pdf")
    assert not set(cleaned) & set('/\\<>:"|?*%')
    assert not any(unicodedata.category(c)[0] == "C" for c in cleaned)
    assert clean_name(cleaned, "pdf", fallback="documento") == cleaned
    assert file_address("0" * 32, cleaned).isascii()


@given(strategies.text(max_size=3000))
def test_any_alternative_text_becomes_one_line(text):
    cleaned = clean_alt(text)
    assert len(cleaned) <= 500
    assert "\n" not in cleaned
    assert clean_alt(cleaned) == cleaned


def test_addresses_are_made_of_token_and_name():
    assert file_address("3f" * 16, "Acta nº 1.pdf") == f"/files/{'3f' * 16}/Acta%20n%C2%BA%201.pdf"
    assert preview_address("3f" * 16) == f"/files/{'3f' * 16}/preview.webp"
