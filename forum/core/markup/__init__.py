"""Markdown as the forum meets it: rendered within bounds by a child process, refused with a sentence."""

from forum.core.markup.bounded import render_bounded
from forum.core.markup.limits import TooComplex
from forum.core.markup.limits import check
from forum.core.rendering.counting import MAX_LENGTH
from forum.core.rendering.scan import find_mentions
from forum.core.rendering.scan import find_quotes
from forum.core.rendering.scan import find_uploads
from forum.core.rendering.scan import replace_quotes
from forum.core.rendering.types import RENDERER_VERSION
from forum.core.rendering.types import File
from forum.core.rendering.types import Link
from forum.core.rendering.types import QuoteRef
from forum.core.rendering.types import RenderContext
from forum.core.rendering.types import Rendered

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "File",
    "Link",
    "QuoteRef",
    "RenderContext",
    "Rendered",
    "TooComplex",
    "check",
    "find_mentions",
    "find_quotes",
    "find_uploads",
    "render_bounded",
    "replace_quotes",
]
