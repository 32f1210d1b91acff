"""From a person's Markdown to what a reader of the other language gets: the whole way through an engine."""

from collections.abc import Collection
from collections.abc import Sequence

from forum.core.languages import Language
from forum.core.languages import other
from forum.translation import careful
from forum.translation import rules
from forum.translation.engines.protocol import Engine
from forum.translation.steering import Steering
from forum.translation.texts import Passage
from forum.translation.texts import divide
from forum.translation.texts.blocks import LanguageOf


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

    def _passages(self, passages: Sequence[Passage], source: Language) -> list[str]:
        prepared = [rules.before(passage.text, source) for passage in passages]
        steered = [self._steering.prepare(text, source) for text in prepared]
        answers = careful.translate(self._engine, [one.text for one in steered], source, other(source))
        finished = [one.finish(answer) for one, answer in zip(steered, answers, strict=True)]
        # The engine took a stand-in for something else: without them these few, then.
        lost = [number for number, text in enumerate(finished) if text is None]
        plain = careful.translate(self._engine, [prepared[number] for number in lost], source, other(source))
        again = dict(zip(lost, plain, strict=True))
        texts = [again[number] if text is None else text for number, text in enumerate(finished)]
        return [rules.after(text, source) for text in texts]
