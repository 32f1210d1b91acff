"""Takes a person out of texts: handles after an @, in quotes and in addresses; e-mail addresses; names in papers.

Pure: it is told how to recognise the person and reads no database.
"""

import html as html_module
import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import Final

#: Stands for the handle of somebody who left. Its form is reserved, so nobody can ever have it.
NOBODY: Final = "ex-integrante"
#: Stands for a name in a language of the forum.
GONE: Final = {"es": "Ex integrante", "pt": "Ex-integrante"}
#: Stands for an e-mail address.
NO_ADDRESS: Final = "…"

#: What a handle stands behind.
MARKS: Final = ("@", "[quote=", "/u/")
#: A handle where it names somebody: after an @ that is not within an address, in a quote's mark, in a page's address.
_NAMED: Final = re.compile(
    r'(?P<before>(?<![\w.\-])@|\[quote=(?:"|&quot;|&#34;)|/u/)(?P<handle>[A-Za-z0-9](?:[A-Za-z0-9_.\-]*[A-Za-z0-9])?)'
)
_MENTION: Final = re.compile(r'<a class="mention" href="/u/(?P<handle>[^"]*)">@[^<]*</a>')


@dataclass(frozen=True, slots=True)
class Eraser:
    """Knows a person by handles, addresses and name."""

    #: Tells whether a handle is, or was, the person's.
    is_handle: Callable[[str], bool]
    addresses: tuple[str, ...] = ()
    name: str = ""
    _name: re.Pattern[str] | None = field(init=False, default=None)
    _html_name: re.Pattern[str] | None = field(init=False, default=None)
    _file_name: re.Pattern[str] | None = field(init=False, default=None)
    _address: re.Pattern[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Make the patterns once: they are used on thousands of texts."""
        # A name of one word is also a word: `Esperanza`. Only a first and a last name together are a person.
        words = self.name.split()
        if len(words) > 1:
            object.__setattr__(self, "_name", _words(words))
            escaped = [html_module.escape(word, quote=False) for word in words]
            object.__setattr__(self, "_html_name", _words(escaped, r"(?:\s|<br ?/?>)+"))
            apart = r"(?<![^\W_])" + r"[\W_]*".join(map(re.escape, words)) + r"(?![^\W_])"
            object.__setattr__(self, "_file_name", re.compile(apart, re.IGNORECASE))
        if self.addresses:
            either = "|".join(re.escape(address) for address in self.addresses)
            object.__setattr__(self, "_address", re.compile(rf"(?<![\w.+\-])(?:{either})(?![\w\-])", re.IGNORECASE))

    def words(self, text: str) -> str:
        """Return a text of somebody else without the person's handle and address; their sentences stay."""
        text = _NAMED.sub(self._nobody, text)
        return self._address.sub(NO_ADDRESS, text) if self._address is not None else text

    def papers(self, text: str, language: str = "es") -> str:
        """Return the person's own text, or one about them that only RIL reads, without the full name too.

        RIL writes in Spanish mostly, and nobody says in what: so it is the language of what has none.
        """
        text = self.words(text)
        return self._name.sub(GONE[language], text) if self._name is not None else text

    def html(self, html: str) -> str:
        """Return rendered words of somebody else, as they would be rendered after `words`."""
        return self.words(_MENTION.sub(self._plain, html))

    def own_html(self, html: str, language: str) -> str:
        """Return the person's own rendered words, as they would be rendered after `papers`."""
        html = self.html(html)
        return self._html_name.sub(GONE[language], html) if self._html_name is not None else html

    def file_name(self, name: str) -> str:
        """Return the name of the person's own file without theirs, however its words are joined."""
        name = self.words(name)
        return self._file_name.sub(NOBODY, name) if self._file_name is not None else name

    def _nobody(self, found: re.Match[str]) -> str:
        return found["before"] + NOBODY if self.is_handle(found["handle"]) else found[0]

    def _plain(self, found: re.Match[str]) -> str:
        return f"@{NOBODY}" if self.is_handle(found["handle"]) else found[0]


def _words(words: list[str], between: str = r"\s+") -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + between.join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
