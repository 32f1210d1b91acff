"""Files in a text: pictures that are shown, documents that are linked, and what the text may not use."""

import pytest

from forum.core.markup import File
from forum.core.markup import RenderContext
from forum.core.markup import find_uploads
from forum.core.markup import render_bounded
from forum.core.rendering.counting import MAX_FILES
from forum.core.rendering.counting import Beyond
from forum.core.rendering.pipeline import render
from forum.discussion.masking import mask_mentions
from forum.search.words import words_of

PLAN, MINUTES, UNKNOWN = "a1" * 16, "b2" * 16, "c3" * 16
FILES = {
    PLAN: File(f"/files/{PLAN}/plano.png", "plano.png", "PNG · 1,4 MB", f"/files/{PLAN}/preview.webp", 720, 405),
    MINUTES: File(f"/files/{MINUTES}/acta.pdf", "acta.pdf", "PDF · 38 KB"),
}
CONTEXT = RenderContext(uploads=FILES)


def html(text: str, **more: object) -> str:
    return render(text, RenderContext(uploads=FILES, **more)).html  # type: ignore[arg-type]


def test_a_picture_is_shown_small_with_its_size_and_leads_to_the_whole():
    shown = html(f"![Plano del parque](upload:{PLAN})")
    assert f'<a class="shot" href="/files/{PLAN}/plano.png"><img ' in shown
    for attribute in (
        f'src="/files/{PLAN}/preview.webp"',
        'alt="Plano del parque"',
        'width="720"',
        'height="405"',
        'loading="lazy"',
        'decoding="async"',
    ):
        assert attribute in shown


def test_a_picture_that_nobody_described_is_called_by_its_name():
    assert 'alt="Imagen: plano.png"' in html(f"![](upload:{PLAN})")
    assert 'alt="Imagem: plano.png"' in html(f"![ ](upload:{PLAN})", language="pt")


def test_a_document_is_a_link_that_says_type_and_size():
    link = f'<a class="file" href="/files/{MINUTES}/acta.pdf" rel="nofollow ugc noopener">'
    about = '<span class="file-about">PDF · 38 KB</span></a>'
    assert f"{link}El acta {about}" in html(f"[El acta](upload:{MINUTES})")
    assert f"{link}acta.pdf {about}" in html(f"[](upload:{MINUTES})")
    assert f"{link}acta.pdf {about}" in html(f"![](upload:{MINUTES})")


@pytest.mark.parametrize("text", ["![Las palabras](upload:{})", "[Las palabras](upload:{})"])
def test_a_file_that_the_text_may_not_use_leaves_its_words(text):
    shown = html(text.format(UNKNOWN))
    assert shown == "<p><span>Las palabras</span></p>"
    assert UNKNOWN not in html(f"![](upload:{UNKNOWN}) [](upload:{UNKNOWN})")


def test_a_picture_may_lead_elsewhere():
    shown = html(f"[![Plano](upload:{PLAN})](https://datos.example.org)")
    assert shown.count("<a ") == 1
    assert '<a href="https://datos.example.org"' in shown
    assert f'src="/files/{PLAN}/preview.webp"' in shown


def test_what_stands_in_code_is_no_file():
    text = f"`![a](upload:{PLAN})`\n\n```\n![a](upload:{PLAN})\n```"
    assert "<img" not in html(text)
    assert find_uploads(text) == ()


def test_files_are_found_before_rendering():
    text = f"![a](upload:{PLAN}) y [b](upload:{MINUTES}), otra vez ![a](upload:{PLAN}); no upload:{PLAN}ff"
    assert find_uploads(text) == (PLAN, MINUTES)


def test_more_files_than_anybody_sends_are_refused():
    assert render(f"![](upload:{PLAN})\n\n" * MAX_FILES, CONTEXT).html.count("<img") == MAX_FILES
    with pytest.raises(Beyond):
        render(f"![](upload:{PLAN})\n\n" * (MAX_FILES + 1), CONTEXT)


def test_excerpts_and_search_know_descriptions_and_names_but_no_sizes():
    rendered = render(f"Miren ![el plano del parque](upload:{PLAN}) y [](upload:{MINUTES}).", CONTEXT)
    assert rendered.text == "Miren el plano del parque y acta.pdf ."
    assert rendered.excerpt == rendered.text
    assert words_of(rendered.html).own == rendered.text


def test_visitors_read_no_handle_in_a_description():
    shown = render(f"![Foto de @ana.prieto](upload:{PLAN})", CONTEXT).html
    assert "ana.prieto" in shown
    assert "ana.prieto" not in mask_mentions(shown)
    words = words_of(shown)
    assert "ana.prieto" not in words.own
    assert words.mentions == "ana.prieto"


def test_the_child_process_makes_the_same_of_it():
    text = f"![Plano](upload:{PLAN}) [acta](upload:{MINUTES})"
    assert render_bounded(text, CONTEXT) == render(text, CONTEXT)
