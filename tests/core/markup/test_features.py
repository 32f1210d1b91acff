"""What members can write, and what becomes of it."""

import pytest
from bs4 import BeautifulSoup

from forum.core.markup import Link
from forum.core.markup import RenderContext
from forum.core.markup import find_mentions
from forum.core.markup import find_quotes
from forum.core.rendering.pipeline import render
from forum.core.rendering.types import QuoteRef

CONTEXT = RenderContext(
    language="es",
    prefix="p7",
    mentions={"ana": Link("/u/ana", "Ana Ríos"), "recife": Link("/g/recife", "Recife")},
    quotes={(12, 3): Link("/t/x/12/3", "Ana Ríos"), (12, 5): Link("/t/x/12/5", "Bia")},
    withheld=frozenset({(12, 4)}),
    own_host="foro.example.org",
)


def html(text, context=CONTEXT):
    return render(text, context).html


def soup(text, context=CONTEXT):
    return BeautifulSoup(html(text, context), "html.parser")


def test_emphasis_and_struck_words():
    assert html("**a** *b* ~~c~~ a_b_c") == "<p><strong>a</strong> <em>b</em> <del>c</del> a_b_c</p>"


def test_a_line_break_is_kept():
    assert html("uno\ndos").replace("\n", "") == "<p>uno<br>dos</p>"


def test_headings_stand_below_the_title_of_the_page():
    found = soup("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f")
    assert [h.name for h in found.find_all()] == ["h3", "h4", "h5", "h6", "h6", "h6"]


def test_tables_with_alignment_by_class():
    table = soup("| a | b |\n|:--|--:|\n| 1 | 2 |").table
    assert [cell["class"] for cell in table.find_all("td")] == [["align-left"], ["align-right"]]
    assert "style" not in str(table)


def test_code_is_coloured_by_classes():
    block = soup("```python\ndef f():\n    return 1\n```").find("div", class_="highlight")
    assert block.find("span", class_="k").text == "def"
    assert "style" not in str(block)
    assert block.text.strip() == "def f():\n    return 1"


def test_code_keeps_its_tabs_as_spaces_and_its_tags_as_text():
    block = soup("```html\n\t<b onclick='x()'>&amp;</b>\n```")
    assert block.text.strip("\n") == "    <b onclick='x()'>&amp;</b>"
    assert block.find("b") is None


def test_long_code_is_shown_without_colours():
    found = soup("```python\n" + "x = 1\n" * 1200 + "```")
    assert found.find("span") is None
    assert found.text.count("x = 1") == 1200


def test_a_fence_works_within_lists_and_quotes():
    found = soup("- uno\n\n  ```\n  a\n  ```\n\n> ```\n> b\n> ```")
    assert found.li.pre.text.strip() == "a"
    assert found.blockquote.pre.text.strip() == "b"


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_lists_nest_by_two_to_four_spaces(indent):
    found = soup(f"- a\n{' ' * indent}- b\n- c")
    assert found.ul.li.ul.li.text.strip() == "b"


def test_a_list_may_begin_right_after_a_line():
    found = soup("Faltan:\n- uno\n- dos")
    assert [li.text for li in found.find_all("li")] == ["uno", "dos"]


def test_an_ordered_list_keeps_its_first_number():
    assert soup("3. tres\n4. cuatro").ol["start"] == "3"


def test_task_lists_show_marks_and_no_controls():
    found = soup("- [x] hecho\n- [ ] falta")
    assert [span.text for span in found.find_all("span", class_="task")] == ["☑", "☐"]
    assert found.find("input") is None


def test_footnotes_of_two_posts_on_one_page_do_not_meet():
    text = "a[^1]\n\n[^1]: nota"
    one, two = soup(text), soup(text, RenderContext(language="pt", prefix="p8"))
    ids = [{tag["id"] for tag in page.find_all(id=True)} for page in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for page in (one, two):
        for anchor in page.select("a[href^='#']"):
            assert page.find(id=anchor["href"][1:]), "each link within the post finds its target"
    assert one.find(class_="footnote-backref")["title"] == "Volver al texto"
    assert two.find(class_="footnote-backref")["title"] == "Voltar ao texto"


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("https://a.org/b_c_d.", "https://a.org/b_c_d", "https://a.org/b_c_d"),
        ("www.a.org/x, y", "https://www.a.org/x", "www.a.org/x"),
        ("(https://a.org/b)", "https://a.org/b", "https://a.org/b"),
        ("(ver https://a.org/b_(c))", "https://a.org/b_(c)", "https://a.org/b_(c)"),
        ("«https://a.org»", "https://a.org", "https://a.org"),
        ("<https://a.org/?a=b&c=d>", "https://a.org/?a=b&c=d", "https://a.org/?a=b&c=d"),
        ("[aquí](https://a.org)", "https://a.org", "aquí"),
    ],
)
def test_addresses_become_links(text, target, words):
    (anchor,) = soup(text).find_all("a")
    assert (anchor["href"], anchor.text) == (target, words)
    assert set(anchor["rel"]) == {"nofollow", "ugc", "noopener"}


@pytest.mark.parametrize(
    "text", ["archivo.md", "a.b.py", "`https://a.org`", "ana@example.org", "http://", "https://ana:x@a.org"]
)
def test_what_only_looks_like_an_address_is_left_alone(text):
    assert soup(text).find("a") is None


def test_links_within_the_forum_are_not_marked_as_foreign():
    for text in ("[a](/t/x/1)", "https://foro.example.org/t/x/1"):
        assert "rel" not in soup(text).a.attrs


def test_pictures_of_other_sites_become_links():
    found = soup("![Plaza](https://a.org/p.png) ![](https://a.org/q.png)")
    assert found.find("img") is None
    assert [(a["href"], a.text) for a in found.find_all("a")] == [
        ("https://a.org/p.png", "Plaza"),
        ("https://a.org/q.png", "https://a.org/q.png"),
    ]


def test_emoji_codes_become_characters_and_unknown_ones_stay():
    assert soup(":smile: :gracias: :desconocido: 10:30:45 a:smile:b").text == "😄 🙏 :desconocido: 10:30:45 a:smile:b"
    assert soup("`:smile:`").text == ":smile:"


def test_members_and_cities_that_are_known_become_links():
    found = soup("@ana, @RECIFE y @nadie; ana@example.org, `@ana`")
    assert [(a["href"], a.text) for a in found.find_all("a", class_="mention")] == [
        ("/u/ana", "@Ana Ríos"),
        ("/g/recife", "@Recife"),
    ]
    assert "@nadie" in found.text


def test_mentions_are_found_before_rendering_and_not_in_code():
    assert find_mentions("@Ana y @bia.luz, `@no` x@y\n\n```\n@tampoco\n```\n> @carla-1") == {
        "ana",
        "bia.luz",
        "carla-1",
    }


def quote(number, words, handle="ana"):
    return f'[quote="{handle}, post:{number}, topic:12"]\n{words}\n[/quote]\n'


def test_a_quote_says_whom_it_is_from():
    (block,) = soup(quote(3, "Hola")).find_all("blockquote")
    assert block["class"] == ["quote"]
    assert block.find("p", class_="quote-by").a["href"] == "/t/x/12/3"
    assert block.text.split() == ["Ana", "Ríos", "Hola"]


def test_the_words_of_a_post_that_may_not_be_read_are_left_out():
    rendered = render(quote(4, "Secreto") + "\nYa veo.", CONTEXT)
    assert "Secreto" not in rendered.html + rendered.text
    assert "El mensaje citado no está disponible." in rendered.text
    assert rendered.excerpt == "Ya veo."


def test_quotes_that_follow_each_other_stay_apart():
    found = soup("> mía\n\n" + quote(3, "uno") + quote(5, "dos") + quote(4, "tres") + "> también mía\n")
    blocks = found.find_all("blockquote")
    assert [block.get("class") for block in blocks] == [None, ["quote"], ["quote"], ["quote"], None]
    assert [block.text.split()[-1] for block in blocks] == ["mía", "uno", "dos", "disponible.", "mía"]


def test_a_quote_within_a_quote():
    found = soup(quote(3, "fuera\n" + quote(5, "dentro") + "después"))
    outer = found.blockquote
    assert outer.blockquote.find("p", class_="quote-by").text == "Bia"
    assert outer.find_all("p")[-1].text == "después"
    assert "\x01" not in str(found)


def test_an_unknown_source_shows_the_words_without_a_name():
    found = soup(quote(9, "palabras"))
    assert found.find(class_="quote-by") is None
    assert "palabras" in found.text


def test_a_quote_that_is_never_closed_ends_with_the_text():
    assert soup('[quote="ana, post:3, topic:12"]\nHola').blockquote.text.split()[-1] == "Hola"


@pytest.mark.parametrize(
    "text", ["[quote]\na\n[/quote]", '[quote="a"]', "[/quote]", "\x010\x01", "> forumquote0source"]
)
def test_what_is_no_quote_of_ours_is_text(text):
    assert soup(text).find(class_="quote") is None


def test_quotes_are_found_before_rendering():
    assert find_quotes(quote(3, "a") + quote(3, "b") + "```\n" + quote(5, "c") + "```\n") == (QuoteRef("ana", 12, 3),)


def test_what_looks_like_html_is_text():
    text = "<b>a</b> <br> <!-- b --> &copy; &#64; <x-y z>"
    found = soup(text)
    assert found.find_all(True) == [found.p]
    assert "<b>a</b> <br> <!-- b -->" in found.text


def test_excerpts_are_short_plain_and_of_ones_own_words():
    rendered = render(quote(3, "citado") + "**Uno** & `dos` <3 " + "palabra " * 80, CONTEXT)
    assert rendered.excerpt.startswith("Uno & dos <3 palabra")
    assert rendered.excerpt.endswith("…")
    assert len(rendered.excerpt) <= 240
    assert render(quote(3, "solo cita"), CONTEXT).excerpt


def test_excerpts_and_search_texts_hold_nothing_to_click_or_tick():
    text = "Dato[^1] cierto.\n\n- [x] Hecho\n- [ ] Por hacer\n\n[^1]: La fuente."
    rendered = render(text, CONTEXT)
    assert rendered.excerpt == rendered.text == "Dato cierto. Hecho Por hacer La fuente."
    assert "☑" in rendered.html
    assert "↩" in rendered.html
    assert render("¿☑ o ☐?", CONTEXT).excerpt == "¿☑ o ☐?"


def test_an_excerpt_of_a_quote_alone_does_not_say_whose_it_is():
    link = Link("/posts/3", "Ana Prieto · Rionegro", "#3")
    excerpt = render(quote(3, "solo cita"), RenderContext(quotes={(12, 3): link})).excerpt
    assert excerpt == "solo cita"


def test_the_same_text_gives_the_same_html_every_time():
    text = "a[^1] :smile: [x][y]\n\n[^1]: n\n\n[y]: https://a.org\n\n" + quote(3, "q")
    assert len({html(text) for _ in range(5)}) == 1
    assert html("[x][y] [^1]") == html("[x][y] [^1]"), "references of one text are not known in the next"
    assert "<a" not in html("[x][y]")


@pytest.mark.parametrize("text", ["", "\n", " ", "\u200b", "\x00\x01\x02"])
def test_empty_texts_are_empty(text):
    assert soup(text).text.strip("\u200b \n") == ""
