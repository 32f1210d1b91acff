"""The Markdown of a text that stands on a page of its own, under nothing but its title."""

import re
from dataclasses import replace
from typing import Final

from forum.core import markup
from forum.core.markup import RenderContext
from forum.core.markup import Rendered

_HEADING: Final = re.compile(r"(</?h)([3-6])\b")


def render_prose(body: str, context: RenderContext) -> Rendered:
    """Render a text whose headings begin at h2; TooComplex beyond the bounds.

    In a post headings begin at h3; here only a title stands above them, so `##` is h2.
    """
    made = markup.render_bounded(body, context)
    html = _HEADING.sub(lambda match: f"{match.group(1)}{max(2, int(match.group(2)) - 2)}", made.html)
    return replace(made, html=html)
