"""The search page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from typing import Final

from flask import Blueprint
from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forum.certification.queries import find_stage
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core import tallies
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.fragments import Fragments
from forum.core.reading_limits import SEARCHES
from forum.core.reading_limits import reads
from forum.core.text import Text
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.search.forms import KINDS
from forum.search.forms import LANGUAGES
from forum.search.forms import STATUSES
from forum.search.forms import SearchQuery
from forum.search.queries import Query
from forum.search.queries import can_be_searched
from forum.search.queries import search

blueprint = Blueprint("search", __name__)

Option = tuple[str, Text]

_fragments: Final = Fragments(2_500_000)


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter of the page: its name in the address, its legend, what may be chosen."""

    name: str
    legend: Text
    options: tuple[Option, ...]
    chosen: str
    #: Languages are written in themselves.
    speaks: bool = False

    @property
    def chosen_label(self) -> Text:
        """Return the words of what is chosen."""
        return next((label for value, label in self.options if value == self.chosen), "")


@blueprint.get("/search")
@reads(SEARCHES)
@access("public")
def show_results() -> str:
    """Show what was found, or the empty form."""
    actor = current_actor()
    values = parse_query(SearchQuery)
    text: str = values["q"] or ""
    query = _query(actor, text, values)
    facets = _facets(actor, values)
    page = search(actor, query, after=values["after"], before=values["before"])
    searchable = can_be_searched(text)
    if searchable and set(filter(values.get, values)) == {"q"}:
        tallies.searched(actor, text, found=bool(page.items))
    return render_template(
        "search/show_results.html",
        text=text,
        page=page,
        hits=[_fragments.show("search/_hit.html", since=hit.created_at, hit=hit) for hit in page.items],
        can_be_searched=searchable,
        facets=facets,
        part=_fragments.show,
        also=query.wanted.also,
        narrowed=[facet for facet in facets if facet.chosen],
    )


def _query(actor: Actor, text: str, values: dict[str, Any]) -> Query:
    stage = find_stage(values["stage"]) if values["stage"] else None
    # For visitors there are no cities: whatever they ask for, the answer is the same.
    city = find_city(values["city"]) if values["city"] and actor.is_member else None
    if (values["stage"] and stage is None) or (values["city"] and actor.is_member and city is None):
        raise Invalid(_l("This page address is not valid."))
    return Query(
        text=text,
        language=values["lang"] if values["lang"] in {"es", "pt"} else None,
        stage_id=stage.id if stage else None,
        city_id=city.id if city else None,
        kind=values["kind"] or None,
        status=values["status"] or None,
        exact=values["exact"] == "1",
    )


def _facets(actor: Actor, values: dict[str, Any]) -> tuple[Facet, ...]:
    language = ui_language()
    stages = [(stage.slug, stage.name(language)) for stage in stages_in_order()]
    chosen = values["lang"] if values["lang"] in {"es", "pt"} else ""
    facets = [
        Facet("lang", _("Language"), _with_all(LANGUAGES[1:], LANGUAGES[0][1]), chosen, speaks=True),
        Facet("kind", _("Kind"), _with_all(KINDS, _("Any kind")), values["kind"] or ""),
        Facet("status", _("Status"), _with_all(STATUSES, _("Any status")), values["status"] or ""),
        Facet("stage", _("Stage"), _with_all(stages, _("All stages")), values["stage"] or ""),
    ]
    if actor.is_member:
        cities = [(city.slug, f"{city.name}, {city.country}") for city in all_cities()]
        facets.append(
            Facet("city", _("City of who wrote it"), _with_all(cities, _("All cities")), values["city"] or "")
        )
    return tuple(facets)


def _with_all(options: Iterable[Option], label: Text) -> tuple[Option, ...]:
    return tuple((value, str(text)) for value, text in (("", label), *options))
