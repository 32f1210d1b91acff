"""How well the forum translates: the plain engine against ours, on sentences that people wrote and translated.

    python -m tests.bench.bench_translation [--show tuned] [--markdown FILE]

Half of the sentences (`tuned`) may be looked at while rules are written; the other half (`kept`) is for measuring only
and is never printed. Scores are sacrebleu's chrF and BLEU. A phrase that must come out is one of several alternatives,
whole words, whatever their case; a phrase that must not is one that would mislead or shame.
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any
from typing import Final

from sacrebleu.metrics import BLEU
from sacrebleu.metrics import CHRF

from config import ROOT
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.engines.here import ApertiumHere
from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows
from forum.translation.steering import Steering
from forum.translation.translator import Translator

SENTENCES: Final = Path(__file__).parent / "translation" / "sentences"
HALVES: Final = ("tuned", "kept")
#: To reach on the kept half.
CHRF_MORE: Final = 4.0
MUST: Final = 0.95
MUST_NOT: Final = 0.02
#: Cities of the forum, whose names stay as they are.
NAMES: Final = frozenset(
    line["name"] for line in csv.DictReader((ROOT / "forum/demo/data/cities.csv").open(encoding="utf-8"))
)


@dataclass(frozen=True)
class Sentence:
    """One sentence with its reference."""

    id: str
    source: str
    reference: str
    must: list[list[str]]
    must_not: list[str]


@dataclass(frozen=True)
class Score:
    """What one system reaches on one half."""

    chrf: float
    bleu: float
    must: float
    must_not: float


def main() -> int:
    """Measure, print the table; 1 when something is not reached on the kept half."""
    wanted = _arguments()
    engine, plain = ApertiumHere(), ApertiumHere(is_plain=True)
    if not engine.is_there():
        print("Apertium is missing: apt install apertium apertium-es-pt")
        return 2
    ours = Translator(engine, Steering(shipped_rows(), lexicon()), NAMES)
    scores: dict[tuple[str, str, str], Score] = {}
    for source in ("es", "pt"):
        for half in HALVES:
            sentences = read(source, half)  # type: ignore[arg-type]
            for system, translate in _systems(plain, ours, source).items():  # type: ignore[arg-type]
                outputs = [translate(sentence.source) for sentence in sentences]
                scores[source, half, system] = score(sentences, outputs)
                if system == "ours" and half == "tuned" and wanted.show == "tuned":
                    _show(sentences, outputs)
    engine.stop()
    plain.stop()
    print(_table(scores))
    if wanted.markdown:
        Path(wanted.markdown).write_text(_table(scores) + "\n", encoding="utf-8")
    return 0 if all(_is_reached(scores, source) for source in ("es", "pt")) else 1


def read(source: Language, half: str) -> list[Sentence]:
    """Return the sentences of a direction and half."""
    lines = (SENTENCES / f"{source}-{other(source)}.{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Sentence(**json.loads(line)) for line in lines]


def score(sentences: Sequence[Sentence], outputs: Sequence[str]) -> Score:
    """Return the scores of outputs, in the order of the sentences."""
    references = [[sentence.reference for sentence in sentences]]
    wanted = [
        any(_has(output, one) for one in entry)
        for sentence, output in zip(sentences, outputs, strict=True)
        for entry in sentence.must
    ]
    bad = [
        _has(output, phrase)
        for sentence, output in zip(sentences, outputs, strict=True)
        for phrase in sentence.must_not
    ]
    return Score(
        CHRF().corpus_score(list(outputs), references).score,
        BLEU().corpus_score(list(outputs), references).score,
        sum(wanted) / len(wanted),
        sum(bad) / len(bad),
    )


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def _systems(plain: ApertiumHere, ours: Translator, source: Language) -> dict[str, Callable[[str], str]]:
    return {
        "plain": lambda text: plain.translate([text], source, other(source))[0],
        "ours": lambda text: ours.translate(text, source),
    }


def _show(sentences: Sequence[Sentence], outputs: Sequence[str]) -> None:
    for sentence, output in zip(sentences, outputs, strict=True):
        missing = [entry for entry in sentence.must if not any(_has(output, one) for one in entry)]
        bad = [phrase for phrase in sentence.must_not if _has(output, phrase)]
        flag = "".join([f"  MISSING {missing}" if missing else "", f"  BAD {bad}" if bad else ""])
        print(f"{sentence.id}{flag}\n  {sentence.source}\n  {output}\n  {sentence.reference}\n")


def _table(scores: dict[tuple[str, str, str], Score]) -> str:
    lines = [
        f"{datetime.now(UTC).date()}, `make bench-translation`.",
        "",
        "| direction | half | system | chrF | BLEU | must come out | must not |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for (source, half, system), one in scores.items():
        target = "pt_BR" if source == "es" else "es"
        way = f"{'es' if source == 'es' else 'pt_BR'} → {target}"
        lines.append(
            f"| {way} | {half} | {system} | {one.chrf:.1f} | {one.bleu:.1f} | {one.must:.1%} | {one.must_not:.1%} |"
        )
    for source in ("es", "pt"):
        kept, plain = scores[source, "kept", "ours"], scores[source, "kept", "plain"]
        more = f"chrF {kept.chrf - plain.chrf:+.1f} (wanted +{CHRF_MORE:.0f})"
        reached = "reached" if _is_reached(scores, source) else "**not reached**"
        lines.append(f"\nFrom {source}, kept half: {more}, {reached}.")
    return "\n".join(lines)


def _is_reached(scores: dict[tuple[str, str, str], Score], source: str) -> bool:
    kept, plain = scores[source, "kept", "ours"], scores[source, "kept", "plain"]
    return kept.chrf - plain.chrf >= CHRF_MORE and kept.must >= MUST and kept.must_not <= MUST_NOT


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=["tuned"])
    parser.add_argument("--markdown")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
