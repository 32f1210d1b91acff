"""Words: what is rendered, made plain and fit to be measured; and what lists and search need of rendered HTML."""

import html as html_module
import re
from typing import Final

from forum.core.text import normalise

EXCERPT: Final = 240

#: Control characters but for line ends and tabs, and surrogates.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
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
    return normalise(_CONTROL.sub("", text))
