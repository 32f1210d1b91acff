"""The engine of this deployment, steered by the glossary, which is kept in memory until it changes."""

from typing import Final

from sqlalchemy import select

from forum.cities.models import City
from forum.core import versions
from forum.core.db import let_go
from forum.core.db import session
from forum.core.kept import Kept
from forum.translation.engines.choosing import present_engine
from forum.translation.queries.glossary import glossary_rows
from forum.translation.queries.glossary import glossary_version
from forum.translation.rows import lexicon
from forum.translation.steering import Steering
from forum.translation.translator import Translator

_kept: Final[Kept[tuple[Steering, int, frozenset[str]]]] = Kept(20_000_000, versioned=True)


def steering() -> tuple[Steering, int, frozenset[str]]:
    """Return what steers the engine, the version of the glossary, and the names of cities, which stay as they are."""
    key = (versions.current(versions.REFERENCE),)
    found = _kept.get(key)
    if found is None:
        names = frozenset(session.scalars(select(City.name)))
        found = (Steering(glossary_rows(), lexicon()), glossary_version(), names)
        if key[0] >= 0:
            _kept.put(key, found, 1_000_000)
    return found


def translator(*, hasty: bool = False) -> Translator:
    """Return the engine with all that helps it; `hasty` for somebody who waits before a page."""
    engine = present_engine(hasty=hasty)
    guide, _version, names = steering()
    # The engine may take its time: nobody else waits for the connection meanwhile.
    let_go()
    return Translator(engine, guide, names)
