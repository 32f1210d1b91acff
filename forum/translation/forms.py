"""What the pages of translations take from their addresses."""

from forum.core.forms import QueryForm
from forum.core.forms import line


class GlossaryQuery(QueryForm):
    """A word that is looked up in the glossary, in either language."""

    q = line("", limit=80, required=False)
