"""The beginning of a text in a row of the desk."""

import re
from typing import Any
from typing import Final

#: What puts a file into a text.
_FILE: Final = re.compile(r"!?\[[^\[\]]{0,1000}\]\(upload:[0-9a-f]{32}[^()\n]{0,510}\)")
_MOST: Final = 240


def excerpt_of(row: Any) -> str:
    """Return the beginning of what a case says; of a text that waits without the marks of its files, shown below it."""
    text = row.text or ""
    return shortened(_FILE.sub("", text) if row.kind == "held" else text)


def shortened(text: str) -> str:
    """Return the beginning of a text that somebody wrote, as one line."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[: _MOST - 1].rstrip() + "…"
