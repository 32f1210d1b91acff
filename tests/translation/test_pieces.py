"""A text is edited in pieces, and what was reviewed is carried over to where the original stayed the same."""

import pytest

from forum.translation.texts.pieces import carry_over
from forum.translation.texts.pieces import cut
from forum.translation.texts.pieces import join
from forum.translation.texts.pieces import pair

TEXT = """Un párrafo
de dos líneas.

- una lista
- de dos

```python
a = 1

b = 2
```

[quote="ana, post:1, topic:2"]
Dicho.

Y más.
[/quote]

Fin."""


def test_paragraphs_lists_quotes_and_code_are_pieces_of_their_own():
    assert [piece.split("\n")[0] for piece in cut(TEXT)] == [
        "Un párrafo",
        "- una lista",
        "```python",
        '[quote="ana, post:1, topic:2"]',
        "Fin.",
    ]


@pytest.mark.parametrize(
    "text", [TEXT, "", "una", "a\n\n\n\nb", "```\nsin cerrar\n\nnunca", '[quote="a, post:1, topic:1"]\n\nx']
)
def test_pieces_put_together_are_the_text_again(text):
    assert cut(join(cut(text))) == cut(text)


def test_a_text_without_a_translation_has_empty_pieces_beside_it():
    assert pair("uno\n\ndos", "") == [("uno", ""), ("dos", "")]


def test_texts_that_do_not_have_the_same_pieces_stand_beside_each_other_as_a_whole():
    assert pair("uno\n\ndos", "um e dois") == [("uno\n\ndos", "um e dois")]


def test_reviewed_words_stay_where_the_original_stayed_and_fresh_ones_stand_where_it_changed():
    made = carry_over("a\n\nb\n\nc", "A!\n\nB!\n\nC!", "a\n\nx\n\nc\n\nd", "a\n\nX\n\nc\n\nD")
    assert made == "A!\n\nX\n\nC!\n\nD"


def test_nothing_is_carried_over_when_pieces_cannot_be_told():
    assert carry_over("a\n\nb", "tudo junto", "a\n\nc", "A\n\nC") is None


def test_texts_of_thousands_of_equal_pieces_are_not_compared():
    many = "\n\n".join("a" for _ in range(8_000))
    assert carry_over(many, many, many + "\n\nb", many + "\n\nc") is None
