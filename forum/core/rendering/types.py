"""What goes into the renderer and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Final

#: Moves when the same text would give other HTML; `flask discussion rerender` then renews posts.
RENDERER_VERSION: Final = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Where a mention or a quote leads: an address of our own and the words shown."""

    url: str
    label: str
    #: Quotes: what stands for the label where a name may not be shown.
    nameless: str = ""
    #: Quotes: the language of their words (`es`, `pt`), where it is another than that of the text.
    language: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file that a text may show: addresses of our own, and what is said of it."""

    url: str
    name: str
    #: Type and size in words: `PDF · 1,2 MB`.
    about: str
    #: Pictures only: the small copy, and the size at which it is shown.
    preview_url: str = ""
    width: int = 0
    height: int = 0
    #: What a picture shows, when the text does not say it.
    alt: str = ""

    @property
    def is_picture(self) -> bool:
        """Tell whether it is shown rather than linked."""
        return bool(self.preview_url)


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A post that a quote names: `[quote="handle, post:3, topic:12"]`."""

    handle: str
    topic_id: int
    number: int


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What the renderer may know: resolved mentions, quotes and files, and what makes ids unique."""

    #: `es` or `pt`: language of the few words that the renderer adds.
    language: str = "es"
    #: Prefix of footnote ids, for example the post's id.
    prefix: str = "p"
    #: Folded handle or city slug → where it leads. Unknown ones stay plain text.
    mentions: Mapping[str, Link] = field(default_factory=dict)
    #: (topic id, post number) → where it leads. Unknown ones are shown without a source.
    quotes: Mapping[tuple[int, int], Link] = field(default_factory=dict)
    #: Quotes of posts that readers here may not read (hidden, deleted, moved, absent): their words are left out.
    withheld: frozenset[tuple[int, int]] = frozenset()
    #: Token of an upload → the file. Unknown ones become plain words.
    uploads: Mapping[str, File] = field(default_factory=dict)
    #: Host of the forum: links to it are not marked as foreign.
    own_host: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered text."""

    html: str
    #: Plain text, whole: what search indexes.
    text: str
    #: Plain text, at most 240 characters.
    excerpt: str
