"""Which PDFs can do something when they are opened: told from a bounded look, of hostile ones too."""

import io
import os
import tracemalloc

import pytest

from forum.media.activity import is_active
from tests.quarantine.pdfs import HARMLESS
from tests.quarantine.pdfs import HOSTILE
from tests.quarantine.pdfs import packed
from tests.quarantine.pdfs import pdf


def look(content):
    return is_active(io.BytesIO(content), len(content))


@pytest.mark.parametrize("what", HOSTILE)
def test_what_acts_is_found(what):
    assert look(HOSTILE[what])


@pytest.mark.parametrize("what", HARMLESS)
def test_what_only_shows_is_not(what):
    assert not look(HARMLESS[what])


def test_what_is_no_pdf_at_all_within_is_looked_at_too():
    assert not look(b"%PDF-1.7\n" + bytes(range(256)) * 400)
    assert not look(b"%PDF-")


def test_a_large_file_is_looked_at_in_pieces():
    content = pdf(os.urandom(12_000_000), *(packed(os.urandom(500)) for _ in range(200)))
    stream = io.BytesIO(content)
    tracemalloc.start()
    is_active(stream, len(content))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 6 * 1024 * 1024
