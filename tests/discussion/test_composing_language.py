"""Which language a text looks like: silent when in doubt, never wrong about what the cities write."""

import json
from pathlib import Path

import pytest

from forum.core.detection import looks_like
from forum.demo.loading import __file__ as demo


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cómo lo hicieron en su ciudad?", "es"),
        ("Nosotros lo hicimos con las áreas de planeación y de hacienda.", "es"),
        ("Como vocês fizeram isso na prefeitura?", "pt"),
        ("Nós não temos os dados, mas a equipe pode pedir.", "pt"),
        ("", None),
        ("OK", None),
        ("DM2, OD1 · 2026", None),
        ("Recife, São Paulo, Bogotá", None),
        ("```\nnão são os dados da prefeitura\n```", None),
        ("https://exemplo.example/os-dados-da-prefeitura-nao-sao @nao.sei", None),
        ("\x00\ud800" * 50, None),
    ],
)
def test_what_a_text_looks_like(text, language):
    assert looks_like(text) == language


def test_no_text_of_the_demonstration_is_taken_for_the_other_language():
    threads = json.loads((Path(demo).parent / "data" / "threads.json").read_text(encoding="utf-8"))
    threads = threads if isinstance(threads, list) else threads["threads"]
    texts = [(t["lang"], f"{t['title']}\n{t['body']}") for t in threads]
    texts += [(r["lang"], r["body"]) for t in threads for r in t["replies"]]
    seen = [(lang[:2], looks_like(text)) for lang, text in texts]

    assert [pair for pair in seen if pair[1] not in {None, pair[0]}] == []
    assert sum(found is not None for _lang, found in seen) > 0.8 * len(seen)


def test_a_very_long_text_takes_no_time():
    assert looks_like("a" * 10_000_000) is None
    assert looks_like("`" * 4_000 + "[quote" * 4_000) is None
