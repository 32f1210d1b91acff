"""From Markdown to the HTML that is shown: the only package that uses markdown, bleach and nh3.

Pure: it reads no database. Where a mention, a quote or a file leads to is handed in, so nothing private can
come out of it that the caller did not put in.
"""

from forum.core.markup.bounded import render_bounded
from forum.core.markup.limits import MAX_LENGTH
from forum.core.markup.limits import TooComplex
from forum.core.markup.limits import check
from forum.core.markup.render import render
from forum.core.markup.scan import find_mentions
from forum.core.markup.scan import find_quotes
from forum.core.markup.scan import find_uploads
from forum.core.markup.scan import replace_quotes
from forum.core.markup.types import RENDERER_VERSION
from forum.core.markup.types import File
from forum.core.markup.types import Link
from forum.core.markup.types import QuoteRef
from forum.core.markup.types import RenderContext
from forum.core.markup.types import Rendered

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
    "render",
    "render_bounded",
    "replace_quotes",
]
