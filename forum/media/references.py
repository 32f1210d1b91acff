"""What puts a file into a text: Markdown that names it by its token. Pure: words in, words out."""

from typing import Final

#: What would end the square brackets, or reach beyond them.
_SAFE: Final = str.maketrans("[]\\`", "()/'")
_LONGEST: Final = 500


def reference(token: str, name: str, *, picture: bool, alt: str = "") -> str:
    """Return the Markdown that shows a picture or links a document."""
    words = alt if picture else name
    return f"{'!' if picture else ''}[{label(words)}](upload:{token})"


def label(text: str) -> str:
    """Return words as they may stand between the brackets."""
    return " ".join(text.translate(_SAFE).split())[:_LONGEST]
