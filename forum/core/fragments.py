"""Pieces of pages, kept in memory by what they are made from.

A fragment is made by a template from frozen values that hold all that it shows, the reader's rights included. It is
kept by them, the interface language, the languages that are read, the time zone and the minute: equal values look the same, so nothing of one reader
can reach another. Fragments hold no form with a token; their buttons belong to the one form of the page.
"""

from collections.abc import Hashable
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask import current_app
from markupsafe import Markup

from forum.core import clock
from forum.core.formatting import HOUR
from forum.core.formatting import MINUTE
from forum.core.formatting import WEEK
from forum.core.formatting import zone
from forum.core.kept import Kept
from forum.core.web_state import current_actor
from forum.core.web_state import ui_language

#: What values and key weigh besides the HTML, roughly.
_VALUES: Final = 4_000
#: How long ago must lie what is told by its day.
_SETTLED: Final = timedelta(seconds=WEEK)


class Fragments:
    """Fragments of some templates, up to a total weight."""

    def __init__(self, weight: int) -> None:
        """Keep fragments up to a total weight in bytes."""
        self._kept: Kept[Markup] = Kept(weight)

    def show(self, template: str, *, since: datetime | None = None, **names: Hashable) -> Markup:
        """Return what a template makes of these names alone.

        `since` is the latest moment of which it says how long ago it was; without it, it is made anew each minute.
        """
        key = (template, *about_reader(), time_told(since), *names.items())
        found = self._kept.get(key)
        if found is None:
            # Autoescaped by the template.
            found = Markup(current_app.jinja_env.get_template(template).render(**names))  # noqa: S704
            self._kept.put(key, found, len(found) * 2 + _VALUES)
        return found


def about_reader() -> tuple[Hashable, ...]:
    """Return what of the reader every fragment depends on."""
    return ui_language(), str(zone()), current_actor().reads


def time_told(since: datetime | None = None, now: datetime | None = None) -> int:
    """Return the time of which a fragment depends that says how long ago something was: the minute.

    If the latest such moment lies a week back or more, it says the day, which only a new year changes: then the hour.
    Who asks for many at once says when it is.
    """
    now = now or clock.now()
    settled = since is not None and now - since >= _SETTLED
    return int(now.timestamp()) // (HOUR if settled else MINUTE)
