"""What visitors must not read in a public post: handles, which are made of names, and cities."""

import re
from typing import Final

_MENTION: Final = re.compile(r'<a class="mention" href="/[ug]/[^"]*">@[^<]*</a>')


def mask_mentions(html: str) -> str:
    """Return the text with every resolved mention replaced by an anonymous one."""
    return _MENTION.sub('<span class="mention">@…</span>', html)
