"""Reading the standard: small, read on every page, so kept in memory until it changes."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.certification.models import Criterion
from forum.certification.models import Practice
from forum.certification.models import Stage
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.versions import cached_by_reference


@dataclass(frozen=True, slots=True)
class _Named:
    """Anything of the standard: an id, a code or slug, and names."""

    id: int
    code: str
    position: int
    name_es: str
    name_pt: str

    def name(self, language: str) -> str:
        """Return the name in a language (`es` or `pt`)."""
        return self.name_pt if language == "pt" else self.name_es


@dataclass(frozen=True, slots=True)
class StageView(_Named):
    """A stage; its `code` is the slug in addresses."""

    description_es: str = ""
    description_pt: str = ""

    @property
    def slug(self) -> str:
        """Return the slug in addresses."""
        return self.code

    def description(self, language: str) -> str:
        """Return what happens in it, in a language."""
        return self.description_pt if language == "pt" else self.description_es


@dataclass(frozen=True, slots=True)
class PracticeView(_Named):
    """A practice."""


@dataclass(frozen=True, slots=True)
class CriterionView(_Named):
    """A criterion and its practice."""

    practice_id: int = 0
    practice_code: str = ""
    retired: bool = False


@cached_by_reference
def stages_in_order() -> tuple[StageView, ...]:
    """Return all stages in the order of the journey; `general`, which is no step of it, last."""
    rows = session.scalars(select(Stage).order_by(Stage.position == 0, Stage.position))
    return tuple(
        StageView(s.id, s.slug, s.position, s.name_es, s.name_pt, s.description_es, s.description_pt) for s in rows
    )


@cached_by_reference
def practices_in_order() -> tuple[PracticeView, ...]:
    """Return all practices."""
    rows = session.scalars(select(Practice).order_by(Practice.position))
    return tuple(PracticeView(p.id, p.code, p.position, p.name_es, p.name_pt) for p in rows)


@cached_by_reference
def criteria_in_order() -> tuple[CriterionView, ...]:
    """Return all criteria, by practice and code."""
    rows = session.execute(
        select(Criterion, Practice.code)
        .join(Practice, Practice.id == Criterion.practice_id)
        .order_by(Criterion.position)
    )
    return tuple(
        CriterionView(c.id, c.code, c.position, c.name_es, c.name_pt, c.practice_id, code, c.retired)
        for c, code in rows
    )


def find_stage(slug: str) -> StageView | None:
    """Return a stage by slug, or None."""
    return next((stage for stage in stages_in_order() if stage.slug == slug), None)


def get_stage(slug: str) -> StageView:
    """Return a stage by slug; NotFound when there is none."""
    found = find_stage(slug)
    if found is None:
        raise NotFound
    return found


def stage_by_id(stage_id: int | None) -> StageView | None:
    """Return a stage by id, or None."""
    return next((stage for stage in stages_in_order() if stage.id == stage_id), None)


def find_practice(code: str) -> PracticeView | None:
    """Return a practice by code, in any case, or None."""
    return next((p for p in practices_in_order() if p.code == code.upper()), None)


def get_practice(code: str) -> PracticeView:
    """Return a practice by code; NotFound when there is none."""
    found = find_practice(code)
    if found is None:
        raise NotFound
    return found


def find_criterion(code: str) -> CriterionView | None:
    """Return a criterion by code, in any case, or None."""
    return next((c for c in criteria_in_order() if c.code == code.upper()), None)


def get_criterion(code: str) -> CriterionView:
    """Return a criterion by code; NotFound when there is none."""
    found = find_criterion(code)
    if found is None:
        raise NotFound
    return found


def criteria_of(practice_id: int) -> list[CriterionView]:
    """Return the criteria of a practice that are not retired."""
    return [c for c in criteria_in_order() if c.practice_id == practice_id and not c.retired]
