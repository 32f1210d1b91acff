"""What of a Markdown text is translated, and what survives unharmed."""

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies

from forum.core.rendering.scan import MENTION
from forum.translation.engines.protocol import is_mark
from forum.translation.texts import divide
from forum.translation.texts.blocks import LONGEST

KEPT = [
    "`datos_abiertos.csv`",
    "``dos `comillas` dentro``",
    "https://datos.example.org/api?x=1&y=2",
    "<https://datos.example.org/a_b>",
    "@maria.lopez",
    "maria.lopez@ejemplo.org",
    ":smile:",
    "👍🏽",
    "DM2",
    "LGPD",
    "Ley 25.326",
    "Lei 14.133/2021",
    "Lei nº 13.709",
    "R$ 3.000.000,00",
    "2024-05-01",
    "45 %",
    "inventario_final.xlsx",
    "[^1]",
    "Rosario",
    "La Plata",
]


def words_sent(text: str, **options: object) -> str:
    """Return what an engine would be sent of a text, with a dot for each fixed piece."""
    document = divide(text, ["Rosario", "La Plata"], **options)  # type: ignore[arg-type]
    return " / ".join("".join("·" if is_mark(c) else c for c in part.text) for part in document.passages())


def shouted(text: str, **options: object) -> str:
    """Return a text as an engine would give it that answers in capitals."""
    document = divide(text, ["Rosario", "La Plata"], **options)  # type: ignore[arg-type]
    return document.join([part.text.upper() for part in document.passages()])


@pytest.mark.parametrize("piece", KEPT)
def test_what_is_no_prose_comes_back_as_it_was(piece: str) -> None:
    assert shouted(f"miren {piece}, por favor") == f"MIREN {piece}, POR FAVOR"


def test_words_of_links_and_pictures_are_translated_and_their_addresses_kept() -> None:
    text = 'ver [el pliego](https://x.example/z_(1) "título") y ![plano](upload:0123456789abcdef0123456789abcdef)'
    assert shouted(text) == (
        'VER [EL PLIEGO](https://x.example/z_(1) "título") Y ![PLANO](upload:0123456789abcdef0123456789abcdef)'
    )


def test_emphasis_stays_around_its_words() -> None:
    assert shouted("un **tablero** y *otro* y ~~nada~~") == "UN **TABLERO** Y *OTRO* Y ~~NADA~~"


def test_brackets_that_are_no_link_are_words() -> None:
    assert words_sent("esto [sic] queda") == "esto [sic] queda"


def test_code_blocks_are_kept() -> None:
    text = "antes\n\n```sql\nselect tablero from datos\n```\n\ndespués"
    assert shouted(text) == "ANTES\n\n```sql\nselect tablero from datos\n```\n\nDESPUÉS"


def test_code_that_begins_behind_the_mark_of_a_list_is_kept() -> None:
    text = "- ```\n  el pliego\n  ```\n- otro\n\n1. paso\n\n   ~~~\n   el tablero\n   ~~~"
    assert shouted(text) == "- ```\n  el pliego\n  ```\n- OTRO\n\n1. PASO\n\n   ~~~\n   el tablero\n   ~~~"


def test_lists_headings_and_tasks_keep_their_marks() -> None:
    text = "## título\n\n- uno\n  - dos\n1. tres\n- [x] hecho\n> cita\n\n---\n[^1]: nota"
    assert shouted(text) == "## TÍTULO\n\n- UNO\n  - DOS\n1. TRES\n- [x] HECHO\n> CITA\n\n---\n[^1]: NOTA"


def test_tables_keep_their_cells() -> None:
    text = "| área | total |\n|:---|---:|\n| salud | 3 |\n| `a|b` | obras |"
    assert shouted(text) == "| ÁREA | TOTAL |\n|:---|---:|\n| SALUD | 3 |\n| `a|b` | OBRAS |"


def test_a_quote_keeps_its_source_and_is_translated_from_the_language_of_the_text() -> None:
    text = '[quote="ana, post:3, topic:12"]\nhola\n[/quote]\n\nsí'
    assert shouted(text) == '[quote="ana, post:3, topic:12"]\nHOLA\n[/quote]\n\nSÍ'


def test_a_quote_that_is_in_the_readers_language_already_is_kept() -> None:
    text = '[quote="ana, post:3, topic:12"]\nolá a todos\n[/quote]\n\nsí'
    assert shouted(text, target="pt", language_of=lambda quoted: "pt" if quoted.number == 3 else None) == (
        '[quote="ana, post:3, topic:12"]\nolá a todos\n[/quote]\n\nSÍ'
    )


def test_a_sentence_that_a_mail_broke_goes_whole() -> None:
    assert words_sent("la ciudad que\nmás avanzó") == "la ciudad que\nmás avanzó"
    assert words_sent("primera línea.\nsegunda línea") == "primera línea. / segunda línea"


def test_a_shouted_text_is_translated_all_the_same() -> None:
    assert words_sent("NECESITAMOS AYUDA CON LA AUTOEVALUACIÓN") == "NECESITAMOS AYUDA CON LA AUTOEVALUACIÓN"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "👍 👍", "```\ncode\n```", "123", "---", "@ana", "🇧🇷\n:smile:"])
def test_where_there_are_no_words_there_is_nothing_to_translate(text: str) -> None:
    assert list(divide(text).passages()) == []
    assert divide(text).join([]) == text


def test_a_long_text_goes_in_pieces_that_end_with_sentences() -> None:
    sentence = "La ciudad publicó su inventario de datos. "
    passages = list(divide(sentence * 400).passages())
    assert max(len(part.text) for part in passages) <= 1_500
    assert all(part.text.endswith(".") for part in passages)


@settings(max_examples=300, deadline=None)
@given(strategies.text(alphabet='ab .|`*_[]()!#>-\n\\:@/1A~^\ue000\u202e"=é', max_size=120))
def test_whatever_the_text_is_its_parts_make_it_whole(text: str) -> None:
    document = divide(text, ["ab"])
    assert document.join([part.text for part in document.passages()]) == text


@pytest.mark.parametrize(
    "text",
    [
        "-¿@teresa.olarte, lo viste?",
        "Gracias por los datos.¿@teresa.olarte puede?",
        "ciudad/¿@teresa.olarte sabe?",
        "gracias~@teresa.olarte",
        "@teresa.olarte¿@otro",
        "gracias\u00ad@teresa.olarte",
    ],
)
def test_who_is_mentioned_still_is_when_an_engine_drops_what_stood_before(text: str) -> None:
    document = divide(text)
    made = document.join([part.text.replace("¿", "").replace("~", "").upper() for part in document.passages()])
    assert MENTION.findall(made) == MENTION.findall(text)


@pytest.mark.parametrize(
    "piece",
    [
        "https://example.org/camino/muy/largo",
        "[los datos](https://example.org/a)",
        "[![foto](https://example.org/f.png)](https://example.org/a)",
        "`el gato come`",
        "@ana.ciudad",
    ],
)
def test_a_long_passage_without_sentences_is_never_cut_within_what_is_no_prose(piece: str) -> None:
    for before in range(LONGEST - len(piece) - 3, LONGEST + 3):
        text = "a " * (before // 2) + piece + " fin" * 100
        assert piece in shouted(text).replace("LOS DATOS", "los datos").replace("FOTO", "foto")


def test_code_over_two_lines_is_code() -> None:
    assert shouted("vean `el gato\ncome` hoy") == "VEAN `el gato\ncome` HOY"


@pytest.mark.parametrize(
    "text", ["a " * 16_000, ":( " + "a " * 16_000, "[" * 200 + "a " * 15_000, "¿Qué? ¿Cómo? " * 2_000]
)
def test_a_long_passage_is_cut_whatever_it_is_made_of_and_comes_back_whole(text: str) -> None:
    document = divide(text)
    assert document.join([part.text for part in document.passages()]) == text
    assert max(len(part.text) for part in document.passages()) <= LONGEST
