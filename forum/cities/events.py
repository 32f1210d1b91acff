"""What happened to a city."""

from dataclasses import dataclass

from forum.core import versions
from forum.core.events import Fact

_BOTH = (versions.CONTENT, versions.REFERENCE)


@dataclass(frozen=True)
class CityCreated(Fact):
    """A city was added."""

    bumps = _BOTH
    audited = True
    city_id: int


@dataclass(frozen=True)
class CityChanged(Fact):
    """A city's data, domains or sharing changed."""

    bumps = _BOTH
    audited = True
    city_id: int


@dataclass(frozen=True)
class CityStageSet(Fact):
    """A city's stage was set by its lead or RIL."""

    bumps = _BOTH
    audited = True
    city_id: int
    stage_id: int
