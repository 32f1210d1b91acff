"""No engine: the forum works, and people translate."""

from collections.abc import Sequence

from forum.core.languages import Language
from forum.translation.engines.protocol import EngineAway


class Nobody:
    """Translates nothing."""

    name = ""

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:  # noqa: ARG002
        """Raise EngineAway."""
        raise EngineAway

    def is_there(self) -> bool:
        """Tell that it never would."""
        return False
