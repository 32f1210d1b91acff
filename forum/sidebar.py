"""What the sidebar of every page lists: the journey of the certification, and the practices."""

from dataclasses import dataclass

from forum.certification.queries import StageView
from forum.certification.queries import practices_in_order
from forum.certification.queries import stages_in_order
from forum.core.versions import cached_by_reference


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage in the sidebar."""

    slug: str
    name: str
    position: int
    #: Questions without a reply that the reader may see; None for visitors.
    unanswered: int | None
    #: `done`, `here`, `next`, or empty when the reader has no city whose place is known.
    place: str


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice in the sidebar."""

    slug: str
    name: str


@cached_by_reference
def stage_lines(
    language: str, here: StageView | None, unanswered: tuple[tuple[int, int], ...] | None
) -> tuple[StageLine, ...]:
    """Return the journey in one's language, from where one's city stands, with what waits in each stage for a member."""
    counts = None if unanswered is None else dict(unanswered)
    return tuple(
        StageLine(
            stage.slug,
            stage.name(language),
            stage.position,
            None if counts is None else counts.get(stage.id, 0),
            _place(stage, here),
        )
        for stage in sorted(stages_in_order(), key=lambda stage: stage.position or 99)
    )


@cached_by_reference
def practice_lines(language: str) -> tuple[PracticeLine, ...]:
    """Return the practices in one's language."""
    return tuple(PracticeLine(p.code.lower(), p.name(language)) for p in practices_in_order())


def _place(stage: StageView, here: StageView | None) -> str:
    """Tell where the own city stands towards a stage; `general` is no step of the journey."""
    if here is None or not stage.position or not here.position:
        return ""
    if stage.position == here.position:
        return "here"
    return "done" if stage.position < here.position else "next"
