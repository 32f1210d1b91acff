"""What happened to translations and to the glossary."""

from dataclasses import dataclass
from typing import ClassVar

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class PostTranslated(Fact):
    """A post can be read in the other language."""

    post_id: int
    language: str


@dataclass(frozen=True)
class TitleTranslated(Fact):
    """A title can be read in the other language."""

    topic_id: int
    language: str


@dataclass(frozen=True)
class GlossaryLoaded(Fact):
    """Rows were put into the glossary from a file."""

    bumps: ClassVar[tuple[str, ...]] = (versions.CONTENT, versions.REFERENCE)
    audited: ClassVar[bool] = True
    number: int
