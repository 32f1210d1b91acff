"""What stands for a variable of a prepared reply is words, whatever others have chosen for a name."""

import pytest
from bs4 import BeautifulSoup

from forum.core.rendering.pipeline import render
from forum.core.rendering.scan import find_mentions
from forum.core.rendering.scan import find_quotes
from forum.core.rendering.scan import find_uploads
from forum.discussion.variables import as_words
from forum.discussion.variables import fill_in

#: Values that would be markup, a mention, a link, a file or an emoji as they stand.
HOSTILE = [
    "*a* **b** _c_ __d__ `e` ~~f~~",
    "[x](https://evil.example) ![y](https://evil.example/z.png)",
    "<script>alert(1)</script> <https://evil.example> <a@b.example>",
    "&amp; &#64;todos &lt;",
    "@todos y @ana.paz",
    "https://evil.example/x",
    "www.evil.example y WWW.evil.example",
    ":smile: a:heart:",
    "# título",
    "1. uno",
    "- lista",
    "+ lista",
    "---",
    "===",
    "> cita",
    "| a | b |",
    f"upload:{'a' * 32}",
    f"![x](upload:{'a' * 32})",
    "[^1] [ ] tarea",
    "```",
    "a\\",
    '[quote="ana, post:1, topic:1"]',
    "Ana\n# Paz\n\n[/quote]",
    "{name}",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("around", ["{name}", "Hola, {name}", "Hola\n{name}", "a\n\n{name}\n\nb", "{name}{name}"])
def test_a_value_is_words_whatever_stands_in_it(value, around):
    text = fill_in(around, {"name": value}, "es")
    made = render(text)

    assert not find_mentions(text)
    assert not find_uploads(text)
    assert not find_quotes(text)
    assert {found.name for found in BeautifulSoup(made.html, "html.parser").find_all()} <= {"p", "br"}
    assert made.text.split() == around.replace("{name}", " ".join(value.split())).split()


def test_common_names_and_titles_stay_as_they_are():
    for value in ("José María O’Higgins-Paz", "Evidencia: ¿cómo medir (2024)? 50 % y más.", "R. de la Cruz, Jr."):
        assert as_words(value) == value
