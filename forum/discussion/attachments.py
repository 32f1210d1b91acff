"""Files in the text that somebody is writing: adding them, taking them out, saying what they show.

Pure: words in, words out. What the script of the page does while somebody writes is done here for
whoever has no scripts.
"""

import re

from forum.core.markup import find_uploads
from forum.core.markup import replace_quotes
from forum.core.rendering.counting import MAX_FILES
from forum.media.references import label


def add_reference(text: str, markdown: str) -> str:
    """Put a file at the end of a text, in a paragraph of its own."""
    return f"{text.rstrip()}\n\n{markdown}" if text.strip() else markdown


def take_out(text: str, token: str) -> str:
    """Take a file out of a text; an empty paragraph does not stay behind."""
    bare = _of(token).sub("", text)
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", bare).strip() if bare != text else text


def alt_in(text: str, token: str) -> str:
    """Return what a text says that a picture shows."""
    found = _of(token).search(text)
    return found["words"].strip() if found else ""


def with_alt(text: str, token: str, alt: str) -> str:
    """Say in a text what a picture shows."""
    return _of(token, picture=True).sub(lambda _found: f"![{label(alt)}](upload:{token})", text)


def own_tokens(text: str) -> tuple[str, ...]:
    """Return the files that a text names outside of quotes, in order."""
    return find_uploads(replace_quotes(text, lambda _quoted: ""))[:MAX_FILES]


def _of(token: str, *, picture: bool = False) -> re.Pattern[str]:
    mark = "!" if picture else "!?"
    return re.compile(
        rf'{mark}\[(?P<words>[^\[\]]{{0,1000}})\]\(upload:{re.escape(token)}(?:[ \t]+"[^"\n]{{0,500}}")?\)'
    )
