"""The pipeline: Markdown without raw HTML, then the sanitisers, then what lists and search need."""

import re
import threading
from typing import Final

from markdown import Markdown

from forum.core.rendering import counting
from forum.core.rendering.extensions import extend
from forum.core.rendering.sanitise import sanitise
from forum.core.rendering.scan import without_blocks
from forum.core.rendering.types import RenderContext
from forum.core.rendering.types import Rendered
from forum.core.rendering.words import excerpt_of
from forum.core.rendering.words import plain_text
from forum.core.rendering.words import prepare

_CHECKBOX: Final = re.compile(r'<input type="checkbox" disabled(?:="")?( checked(?:="")?)?\s*/?>')

_local = threading.local()


def _markdown(*, coloured: bool) -> Markdown:
    """Return this thread's parser, one that colours code or one that does not: a shared one mixes up texts."""
    name = "coloured" if coloured else "plain"
    md: Markdown | None = getattr(_local, name, None)
    if md is None:
        md = Markdown(
            extensions=[
                "markdown.extensions.tables",
                "markdown.extensions.sane_lists",
                "markdown.extensions.nl2br",
                "markdown.extensions.footnotes",
                "pymdownx.superfences",
                "pymdownx.highlight",
                "pymdownx.tilde",
                "pymdownx.tasklist",
                "pymdownx.betterem",
            ],
            extension_configs={
                "markdown.extensions.footnotes": {"BACKLINK_TEXT": "↩"},
                "pymdownx.highlight": {"guess_lang": False, "noclasses": False, "use_pygments": coloured},
                "pymdownx.tilde": {"subscript": False},
            },
            output_format="html",
            tab_length=2,
        )
        # Raw HTML is off: what looks like a tag is text.
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # With lists nested by two spaces, indented code would be everywhere; fences are the way.
        md.parser.blockprocessors.deregister("code")
        extend(md)
        setattr(_local, name, md)
    return md


def render(text: str, context: RenderContext | None = None) -> Rendered:
    """Render a text; raise Beyond when it is beyond the bounds."""
    context = context or RenderContext()
    text = prepare(text)
    counting.check(text)
    text = text.replace("\t", counting.TAB)
    coloured = without_blocks(text)[2] <= counting.MAX_COLOURED
    md = _markdown(coloured=coloured)
    md.reset()
    md.forum_context = context  # type: ignore[attr-defined]
    try:
        html = md.convert(text)
    except RecursionError:
        _local.coloured = _local.plain = None
        raise counting.Beyond from None
    html = _CHECKBOX.sub(lambda m: f'<span class="task">{"☑" if m.group(1) else "☐"}</span>', html)
    html = sanitise(html)
    return Rendered(html=html, text=plain_text(html), excerpt=excerpt_of(html))
