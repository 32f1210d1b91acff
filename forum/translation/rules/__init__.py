"""What an engine of rules does not know of how people write here: said otherwise before it, mended after it."""

from forum.translation.rules.haste import written_out
from forum.translation.rules.percentages import without_articles
from forum.translation.rules.tables import Rule
from forum.translation.rules.tables import after
from forum.translation.rules.tables import before
from forum.translation.rules.tables import rules_of

__all__ = ["Rule", "after", "before", "rules_of", "without_articles", "written_out"]
