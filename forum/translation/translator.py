"""From a person's Markdown to what a reader of the other language gets: the whole way through an engine."""

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from threading import Thread
from typing import Protocol
from typing import cast

from forum.core.languages import LANGUAGES
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation import careful
from forum.translation import literals
from forum.translation.engines.protocol import Engine
from forum.translation.steering import Steered
from forum.translation.steering import Steering
from forum.translation.texts import Passage
from forum.translation.texts import divide
from forum.translation.texts.blocks import LanguageOf


class Rules(Protocol):
    """What the rules do to a passage."""

    def without_articles(self, text: str, fixed: Sequence[str], source: Language) -> str:
        """Return it without articles before percentages, which are among what its marks stand for."""

    def written_out(self, text: str, source: Language) -> str:
        """Return it with what was written in haste written out."""

    def before(self, text: str, source: Language) -> str:
        """Return it said as the engine understands it."""

    def after(self, text: str, source: Language) -> str:
        """Return what the engine made of it, mended."""


@lru_cache(maxsize=1)
def _rules() -> Rules:
    """Return the rules, loaded with the first text: they take 30 MB of a process that may never translate."""
    return cast("Rules", import_module("forum.translation.rules"))


def are_rules_ready(*, within: float) -> bool:
    """Tell whether a text may be translated at once; wait so many seconds for rules that are not loaded yet.

    They go on being loaded when the time is over, so that the next one who asks finds them.
    """
    loading = _loading()
    loading.join(within)
    return not loading.is_alive()


@lru_cache(maxsize=1)
def _loading() -> Thread:
    thread = Thread(target=_load, name="rules of translation", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for language in LANGUAGES:
        _rules().after(_rules().before("", language), language)


class Translator:
    """An engine, steered by a glossary and helped by rules."""

    def __init__(self, engine: Engine, steering: Steering, names: Collection[str] = ()) -> None:
        """Take the parts together; `names` of places stay as they are."""
        self._engine = engine
        self._steering = steering
        self._names = names

    def translate(self, text: str, source: Language, *, language_of: LanguageOf | None = None) -> str:
        """Return a Markdown text in the other language; raises EngineAway, EngineFailed."""
        document = divide(text, self._names, target=other(source), language_of=language_of)
        return document.join(self._passages(list(document.passages()), source))

    def translate_quotes(self, text: str, target: Language, *, language_of: LanguageOf) -> str:
        """Return a text in its own language, with what it quotes from the other one translated; raises as above."""
        document = divide(text, self._names, target=target, language_of=language_of, quoted_only=True)
        return document.join(self._passages(list(document.passages()), other(target)))

    def _passages(self, passages: Sequence[Passage], source: Language) -> list[str]:
        texts: list[str | None] = [None] * len(passages)
        # The engine may take a stand-in for something else: then others, and in the end none.
        for turn in (0, 1, 2, None):
            left = [number for number, text in enumerate(texts) if text is None]
            if not left:
                break
            prepared = [self._prepare(passages[number], source, turn) for number in left]
            answers = careful.translate(self._engine, [one.text for one in prepared], source, other(source))
            for number, one, answer in zip(left, prepared, answers, strict=True):
                texts[number] = one.finish(answer)
        return [_rules().after(text or "", source) for text in texts]

    def _prepare(self, passage: Passage, source: Language, turn: int | None) -> "_Prepared":
        """Say a passage as the engine translates it best: terms of several words first, since rules are about words."""
        owed: tuple[tuple[str, str], ...] = ()
        text = _rules().without_articles(passage.text, passage.fixed, source)
        text = _rules().written_out(text, source)
        if turn is not None:
            phrases = self._steering.prepare(text, source, phrases=True, turn=turn)
            text, owed = phrases.text, phrases.owed
        text, words = literals.take_out(_rules().before(text, source))
        if turn is not None:
            terms = self._steering.prepare(text, source, phrases=False, turn=turn)
            text, owed = terms.text, owed + terms.owed
        return _Prepared(text, Steered(text, owed), words)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A passage as it goes to the engine, and what is owed to its answer."""

    text: str
    steered: Steered
    literals: tuple[tuple[str, str], ...]

    def finish(self, answer: str) -> str | None:
        steered = self.steered.finish(answer)
        # Engines give some phrases without the capital that began them: *Bom fim de semana*.
        if steered is not None and self.text[:1].isupper() and steered[:1].islower():
            steered = steered[:1].upper() + steered[1:]
        return None if steered is None else literals.put_in(steered, self.literals)
