"""Markdown in, Markdown out: what of a text is translated, and what survives unharmed."""

from forum.translation.texts.blocks import divide
from forum.translation.texts.documents import Document
from forum.translation.texts.documents import Passage

__all__ = ["Document", "Passage", "divide"]
