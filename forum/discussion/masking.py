"""What visitors must not read in a public post: handles, which are made of names, cities, and whom a quote names."""

import re
from typing import Final

from forum.core.actor import Actor
from forum.core.rendering.scan import MENTION
from forum.core.text import slugify

_MENTION: Final = re.compile(r'<a class="mention" href="/[ug]/[^"]*">@[^<]*</a>')
_QUOTE_BY: Final = re.compile(r'(<p class="quote-by">)(.*?)(</p>)', re.DOTALL)
_QUOTED: Final = re.compile(r' href="(/posts/\d+)"')
_NUMBER: Final = re.compile(r' title="(#\d+)"')
#: What a picture shows, as its author wrote it.
_ALT: Final = re.compile(r'(<img [^>]*?alt=")([^"]*)"')
_HANDLE: Final = re.compile(r"@[\w.\-]+")
#: Tags, and code: what stands in it is no mention (`@media`, decorators).
_ASIDE: Final = re.compile(r"(<code\b[^>]*>.*?</code>|<[^>]*>)", re.DOTALL)


def mask_mentions(html: str) -> str:
    """Return the text with every mention replaced by an anonymous one, and quotes that say the number alone.

    Also mentions that lead nowhere: of somebody who was suspended or whom the writer could not see.
    """
    html = _QUOTE_BY.sub(_nameless, html)
    if "@" not in html:
        return html
    html = _ALT.sub(lambda found: f'{found[1]}{MENTION.sub("@…", found[2])}"', html)
    parts = _ASIDE.split(_MENTION.sub('<span class="mention">@…</span>', html))
    parts[::2] = [MENTION.sub("@…", part) for part in parts[::2]]
    return "".join(parts)


def _nameless(source: re.Match[str]) -> str:
    """Return the line above a quote without a name: whatever stands in it, only address and number are kept."""
    quoted, number = _QUOTED.search(source[2]), _NUMBER.search(source[2])
    if quoted is None or number is None:
        return ""
    return f'{source[1]}<a href="{quoted[1]}">{number[1]}</a>{source[3]}'


def plain_mentions(html: str) -> list[str]:
    """Return the names after an @ that lead nowhere."""
    parts = [*_ASIDE.split(_MENTION.sub("", html))[::2], *(alt for _start, alt in _ALT.findall(html))]
    return [name for part in parts for name in MENTION.findall(part)]


def title_for(actor: Actor, title: str) -> str:
    """Return a title as somebody reads it: those who are no members read no handle in it."""
    return title if actor.is_member or "@" not in title else MENTION.sub("@…", title)


def without_handles(title: str) -> tuple[str, str]:
    """Return the words of a title, and apart from them the handles in it."""
    return MENTION.sub(" ", title), " ".join(MENTION.findall(title))


def slug_of(title: str) -> str:
    """Return what stands for a title in addresses, which anybody may pass on: without the handles in it."""
    return slugify(without_handles(title)[0])


def mask_handles(text: str) -> str:
    """Return a plain text with everything after an @ taken out."""
    return _HANDLE.sub("@…", text)
