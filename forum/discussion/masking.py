"""What visitors must not read in a public post: handles, which are made of names, and cities."""

import re
from typing import Final

_MENTION: Final = re.compile(r'<a class="mention" href="/[ug]/[^"]*">@[^<]*</a>')
_HANDLE: Final = re.compile(r"@[\w.\-]+")


def mask_mentions(html: str) -> str:
    """Return the text with every resolved mention replaced by an anonymous one."""
    return _MENTION.sub('<span class="mention">@…</span>', html)


def mask_handles(text: str) -> str:
    """Return a plain text with everything after an @ taken out."""
    return _HANDLE.sub("@…", text)
