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


@dataclass(frozen=True)
class TranslationProposed(Fact):
    """A member proposed a better translation; the author or RIL decides."""

    bumps: ClassVar[tuple[str, ...]] = ()
    post_id: int
    correction_id: int


@dataclass(frozen=True)
class TranslationReviewed(Fact):
    """What a person wrote is the translation of a post from now on."""

    post_id: int
    correction_id: int


@dataclass(frozen=True)
class ProposalDeclined(Fact):
    """A proposed translation was declined."""

    bumps: ClassVar[tuple[str, ...]] = ()
    post_id: int
    correction_id: int
