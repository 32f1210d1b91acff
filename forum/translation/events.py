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


class _GlossaryFact(Fact):
    """Another glossary: all processes look their words up anew."""

    bumps: ClassVar[tuple[str, ...]] = (versions.CONTENT, versions.REFERENCE)
    audited: ClassVar[bool] = True


@dataclass(frozen=True)
class GlossaryLoaded(_GlossaryFact):
    """The rows that come with the forum were put into the glossary."""

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


@dataclass(frozen=True)
class ProposalReopened(Fact):
    """A decision on a proposed translation was taken back."""

    audited: ClassVar[bool] = True
    post_id: int
    correction_id: int


@dataclass(frozen=True)
class CorrectionRemoved(Fact):
    """A correction was taken out of the history of a translation."""

    audited: ClassVar[bool] = True
    post_id: int
    correction_id: int


@dataclass(frozen=True)
class _TermFact(_GlossaryFact):
    entry_id: int


@dataclass(frozen=True)
class GlossaryTermAdded(_TermFact):
    """A row was added to the glossary."""


@dataclass(frozen=True)
class GlossaryTermChanged(_TermFact):
    """A row of the glossary took the place of another."""


@dataclass(frozen=True)
class GlossaryTermRemoved(_TermFact):
    """A row was removed from the glossary."""


@dataclass(frozen=True)
class GlossaryTermRestored(_TermFact):
    """A row of the glossary says again what an earlier one said."""


@dataclass(frozen=True)
class GlossaryFileLoaded(_GlossaryFact):
    """The glossary was brought to what a file says."""

    file_id: int
    added: int
    changed: int
    removed: int
