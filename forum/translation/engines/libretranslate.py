"""A service that speaks LibreTranslate's HTTP: texts leave this machine, so it is used only where its address is set."""

import html
import json
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote
from urllib.parse import urlsplit

from forum.core import outgoing
from forum.core.languages import Language
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import LAST_MARK
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.protocol import mark

#: Seconds for one request, for somebody who waits before a page, and bytes of an answer.
PATIENCE: Final = 30.0
HASTE: Final = 2.0
LARGEST: Final = 2 * 1024 * 1024
_MARK: Final = re.compile(ANY_MARK)
_TAG: Final = re.compile(r'<span id="m(\d{1,4})">\s*</span>')
_REFUSED: Final = frozenset({400, 403, 404, 413, 422})


class LibreTranslate:
    """Asks a service by its address; a key stands before the host, as in `https://KEY@translate.example.org`."""

    def __init__(self, url: str, *, private: bool = False, hasty: bool = False) -> None:
        """Take the address apart; `private` allows one of this machine's own networks."""
        parts = urlsplit(url)
        self._key = unquote(parts.username or "")
        host = parts.netloc.rpartition("@")[2]
        self._url = f"{parts.scheme}://{host}{parts.path.rstrip('/')}/translate"
        self._private = private
        self._seconds = HASTE if hasty else PATIENCE
        self.name = f"libretranslate {parts.hostname}"

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[str]:
        """Return the translations; raises EngineAway, EngineFailed."""
        asked = {"q": [_as_html(text) for text in texts], "source": source, "target": target, "format": "html"}
        body = json.dumps(asked | ({"api_key": self._key} if self._key else {})).encode()
        try:
            answer = outgoing.post(
                self._url,
                body,
                {"Content-Type": "application/json", "Accept": "application/json"},
                seconds=self._seconds,
                largest=LARGEST,
                private=self._private,
            )
        except outgoing.Unreachable as error:
            raise EngineAway from error
        if answer.status in _REFUSED:
            raise EngineFailed
        if answer.status != 200:
            raise EngineAway
        try:
            told = json.loads(answer.body)["translatedText"]
            return [_as_text(str(text)) for text in ([told] if isinstance(told, str) else told)]
        except (ValueError, KeyError, TypeError) as error:
            raise EngineFailed from error

    def is_there(self) -> bool:
        """Tell whether it is to be asked: whether it answers shows when it is."""
        return True


def _as_html(text: str) -> str:
    return _MARK.sub(lambda found: f'<span id="m{ord(found[0]) - FIRST_MARK}"></span>', html.escape(text, quote=False))


def _as_text(answer: str) -> str:
    return html.unescape(
        _TAG.sub(lambda found: mark(int(found[1])) if int(found[1]) <= LAST_MARK - FIRST_MARK else "", answer)
    )
