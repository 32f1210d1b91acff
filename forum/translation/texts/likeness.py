"""What a person's translation must have in common with its source.

A translation is rendered with the rights of whoever wrote the post, and hidden by what the post names and quotes. So it
may name, quote and show nothing that the post does not.
"""

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.markup import find_mentions
from forum.core.markup import find_quotes
from forum.core.rendering.scan import UPLOAD

#: A translation is somewhat longer than its source; far more is another text.
LONGEST = 32_000


def require_likeness(source: str, text: str) -> None:
    """Raise Invalid, with a sentence for who wrote it, unless a text may stand as the translation of a source."""
    if not text.strip():
        raise Invalid(_l("Write the translation."), field="body")
    if len(text) > LONGEST:
        raise Invalid(_l("At most %(max)d characters.", max=LONGEST), field="body")
    here, there = find_mentions(source), find_mentions(text)
    if here != there:
        names = ", ".join(f"@{name}" for name in sorted(here ^ there))
        raise Invalid(
            _l("The translation must mention the same people as the original. Look at: %(names)s.", names=names),
            field="body",
        )
    if not {(ref.topic_id, ref.number) for ref in find_quotes(text)} <= {
        (ref.topic_id, ref.number) for ref in find_quotes(source)
    }:
        raise Invalid(_l("The translation may quote only the posts that the original quotes."), field="body")
    if not set(UPLOAD.findall(text)) <= set(UPLOAD.findall(source)):
        raise Invalid(_l("The translation may show only the files of the original."), field="body")


def require_title_likeness(source: str, title: str) -> None:
    """Raise Invalid unless a title may stand as the translation of another."""
    if find_mentions(source) != find_mentions(title):
        raise Invalid(_l("The translation must mention the same people as the original."), field="title")
