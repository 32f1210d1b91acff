"""Apertium within this process: for commands and measurements, where no forum need be running."""

from collections.abc import Sequence

from forum.core.languages import Language
from forum.translation.engines.modes import find_mode
from forum.translation.engines.pipes import Pipe
from forum.translation.engines.protocol import EngineAway


class ApertiumHere:
    """Holds the programs of both directions open for as long as it lives."""

    name = "apertium es-pt"

    def __init__(self, *, is_plain: bool = False) -> None:
        """Start nothing yet; plain: as Apertium comes, to be compared with."""
        self._is_plain = is_plain
        self._pipes: dict[tuple[Language, Language], Pipe] = {}

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translations; raises EngineAway, EngineFailed."""
        pipe = self._pipes.get((source, target))
        if pipe is None:
            mode = find_mode(source, target)
            if mode is None:
                raise EngineAway
            pipe = self._pipes[source, target] = Pipe(mode, is_plain=self._is_plain)
        return pipe.translate(texts, seconds=120)

    def is_there(self) -> bool:
        """Tell whether both directions are installed."""
        return find_mode("es", "pt") is not None and find_mode("pt", "es") is not None

    def stop(self) -> None:
        """End the programs."""
        for pipe in self._pipes.values():
            pipe.stop()
