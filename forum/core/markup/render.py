"""The pipeline: Markdown without raw HTML, then the sanitisers, then what lists and search need."""

import html as html_module
import re
import threading
import unicodedata
from typing import Final

from markdown import Markdown

from forum.core.markup import limits
from forum.core.markup.extensions import extend
from forum.core.markup.sanitise import sanitise
from forum.core.markup.scan import without_blocks
from forum.core.markup.types import RenderContext
from forum.core.markup.types import Rendered
from forum.core.text import normalise

EXCERPT: Final = 240

_CHECKBOX: Final = re.compile(r'<input type="checkbox" disabled(?:="")?( checked(?:="")?)?\s*/?>')
_TAG: Final = re.compile(r"<[^>]*>")
#: A quote without another in it: taken out again and again, none is left.
_QUOTED: Final = re.compile(r"<blockquote[^>]*>(?:(?!</?blockquote).)*</blockquote>", re.DOTALL)
#: What is to be clicked or ticked, and says nothing: numbers of footnotes, the way back from them, boxes of tasks;
#: and how large a file is, and whose words a quote has.
_ASIDE: Final = re.compile(
    r'<sup id="[^"]*"><a class="footnote-ref"[^>]*>[^<]*</a></sup>'
    r'|<a class="footnote-backref"[^>]*>[^<]*</a>'
    r'|<span class="task">[^<]*</span>'
    r'|<span class="file-about">[^<]*</span>'
    r'|<p class="quote-by">.*?</p>',
    re.DOTALL,
)
_PICTURE: Final = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_BLOCK_END: Final = re.compile(r"</(?:p|li|h[3-6]|td|th|tr|pre|blockquote|div)>|<br ?/?>")

_local = threading.local()


def _markdown(*, coloured: bool) -> Markdown:
    """Return this thread's parser, one that colours code or one that does not: a shared one mixes up texts."""
    name = "coloured" if coloured else "plain"
    md: Markdown | None = getattr(_local, name, None)
    if md is None:
        md = Markdown(
            extensions=[
                "markdown.extensions.tables",
                "markdown.extensions.sane_lists",
                "markdown.extensions.nl2br",
                "markdown.extensions.footnotes",
                "pymdownx.superfences",
                "pymdownx.highlight",
                "pymdownx.tilde",
                "pymdownx.tasklist",
                "pymdownx.betterem",
            ],
            extension_configs={
                "markdown.extensions.footnotes": {"BACKLINK_TEXT": "↩"},
                "pymdownx.highlight": {"guess_lang": False, "noclasses": False, "use_pygments": coloured},
                "pymdownx.tilde": {"subscript": False},
            },
            output_format="html",
            tab_length=2,
        )
        # Raw HTML is off: what looks like a tag is text.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # With lists nested by two spaces, indented code would be everywhere; fences are the way.
        md.parser.blockprocessors.deregister("code")
        extend(md)
        setattr(_local, name, md)
    return md


def render(text: str, context: RenderContext | None = None) -> Rendered:
    """Render a text; raise TooComplex when it is beyond the bounds."""
    context = context or RenderContext()
    text = prepare(text)
    limits.check(text)
    text = text.replace("\t", limits.TAB)
    coloured = without_blocks(text)[2] <= limits.MAX_COLOURED
    md = _markdown(coloured=coloured)
    md.reset()
    md.forum_context = context  # type: ignore[attr-defined]
    try:
        html = md.convert(text)
    except RecursionError:
        _local.coloured = _local.plain = None
        raise limits.TooComplex from None
    html = _CHECKBOX.sub(lambda m: f'<span class="task">{"☑" if m.group(1) else "☐"}</span>', html)
    html = sanitise(html)
    return Rendered(html=html, text=plain_text(html), excerpt=excerpt_of(html))


def excerpt_of(html: str) -> str:
    """Return how rendered HTML begins, in plain words: quoted ones only where there are no others."""
    return shorten(plain_text(_own_words(html)) or plain_text(html))


def plain_text(html: str) -> str:
    """Return the words of rendered HTML; those that describe a picture are among them."""
    words = _TAG.sub("", _BLOCK_END.sub(" ", _PICTURE.sub(r" \1 ", _ASIDE.sub(" ", html))))
    return " ".join(html_module.unescape(words).split())


def _own_words(html: str) -> str:
    found = 1
    while found:
        html, found = _QUOTED.subn(" ", html)
    return html


def shorten(text: str, limit: int = EXCERPT) -> str:
    """Return at most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(",.;: ") + "…"


def prepare(text: str) -> str:
    """Return the text with plain line ends and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return normalise(text)
