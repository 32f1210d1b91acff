"""Loading the standard from its file."""

from typing import Any

from sqlalchemy import select

from forum.certification.events import StandardLoaded
from forum.certification.models import Criterion
from forum.certification.models import Level
from forum.certification.models import Practice
from forum.certification.models import Stage
from forum.certification.policy import can_load_standard
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.policy import require


def load_standard(actor: Actor, data: dict[str, Any]) -> None:
    """Load stages, practices, criteria and levels; rows that exist are renamed, none is removed.

    `data` has the shape of `standard.json`. Criteria that it no longer has are retired.
    """
    with transaction():
        require(can_load_standard(actor))
        try:
            _load(data)
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid from error
        record(actor, StandardLoaded())


def _load(data: dict[str, Any]) -> None:
    stages = {row.slug: row for row in session.scalars(select(Stage))}
    for item in data["stages"]:
        stage = stages.get(item["slug"]) or Stage(slug=item["slug"])
        stage.position = item["order"]
        stage.description_es, stage.description_pt = item["description_es"], item["description_pt"]
        _name(stage, item)
    practices = {row.code: row for row in session.scalars(select(Practice))}
    for position, item in enumerate(data["practices"], start=1):
        practice = practices.setdefault(item["code"], Practice(code=item["code"]))
        practice.position = position
        _name(practice, item)
    session.flush()
    criteria = {row.code: row for row in session.scalars(select(Criterion))}
    for position, item in enumerate(data["criteria"], start=1):
        criterion = criteria.pop(item["code"], None) or Criterion(code=item["code"])
        criterion.position = position
        criterion.practice_id = practices[item["practice"]].id
        criterion.standard_version = data["standard_version"]
        criterion.retired = False
        _name(criterion, item)
    for gone in criteria.values():
        gone.retired = True
    levels = {row.code: row for row in session.scalars(select(Level))}
    for item in data["levels"]:
        level = levels.get(item["code"]) or Level(code=item["code"])
        level.from_percent = item["from_percent_of_criteria"]
        _name(level, item)


def _name(row: Stage | Practice | Criterion | Level, item: dict[str, Any]) -> None:
    row.name_en, row.name_es, row.name_pt = item["en"], item["es"], item["pt"]
    session.add(row)
