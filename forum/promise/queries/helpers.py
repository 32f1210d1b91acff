"""Who could answer a question: cities that have passed its stage."""

from collections.abc import Sequence
from typing import Final

from forum.certification.queries import stages_in_order
from forum.cities.queries import CityView
from forum.cities.queries import cities_past
from forum.core.actor import Actor
from forum.discussion.queries.rows import TopicRow

#: Names that a row shows; the rest is a number.
NAMED: Final = 6


def cities_that_could(actor: Actor, topic: TopicRow) -> tuple[Sequence[CityView], int]:
    """Return cities that have passed the stage, and how many more; as far as the actor may know it, RIL of all.

    A question in a city's room, or for RIL, is nobody else's to answer.
    """
    if topic.stage is None or not topic.stage.position or topic.audience not in {"public", "community"}:
        return [], 0
    positions = {stage.id: stage.position for stage in stages_in_order()}
    found = cities_past(actor, topic.stage.position, positions)
    found = [city for city in found if city.slug != topic.author.city_slug]
    return found[:NAMED], max(0, len(found) - NAMED)
