"""In which language what a text quotes is, as far as the forum knows."""

from sqlalchemy import select

from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.languages import other
from forum.core.markup import QuoteRef
from forum.core.markup import find_quotes
from forum.discussion.models import Post
from forum.discussion.queries.places import placed


class Quoted:
    """The languages of the posts that a text quotes; ask it of a quote as of a function."""

    def __init__(self, text: str) -> None:
        """Look the quoted posts up; one statement, none for a text that quotes nothing."""
        refs = [ref for ref in find_quotes(text) if max(ref.topic_id, ref.number) <= LARGEST_ID]
        self._languages: dict[tuple[int, int], str] = {}
        if refs:
            named = placed({(ref.topic_id, ref.number) for ref in refs})
            rows = session.execute(
                select(named.c.topic_id, named.c.number, Post.language).join(Post, Post.id == named.c.post_id)
            )
            self._languages = {(row.topic_id, row.number): row.language for row in rows}

    def __call__(self, quoted: QuoteRef) -> str | None:
        """Return the language of a quoted post, None for one that does not exist."""
        return self._languages.get((quoted.topic_id, quoted.number))

    def has_other_than(self, language: str) -> bool:
        """Tell whether something is quoted from the other language."""
        return other(language) in self._languages.values()
