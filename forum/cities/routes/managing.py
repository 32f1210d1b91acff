"""What RIL keeps of the cities: their data and verified domains, new ones, a file of them."""

from typing import Any

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.admin.queries import members_by_city
from forum.certification.queries import stage_by_id
from forum.cities.commands import change_city
from forum.cities.commands import create_city as add_city
from forum.cities.commands import import_cities
from forum.cities.commands import set_domains
from forum.cities.forms import COUNTRIES
from forum.cities.forms import CityFileForm
from forum.cities.forms import CityForm
from forum.cities.forms import DomainsForm
from forum.cities.importing import parse_cities
from forum.cities.queries import CityView
from forum.cities.queries import all_cities
from forum.cities.queries import get_city
from forum.cities.queries import profiles
from forum.cities.queries import shared_domains
from forum.cities.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.web import current_actor


@blueprint.get("/admin/cities")
@access("staff")
def list_managed_cities() -> ResponseReturnValue:
    """Show all cities with what RIL must still confirm."""
    return _render_list(CityFileForm(formdata=None))


@blueprint.post("/admin/cities/import")
@access("staff")
def create_import() -> ResponseReturnValue:
    """Add the cities of a CSV file, or none if a line is wrong."""
    form = CityFileForm()
    if form.validate():
        try:
            added, changed = import_cities(current_actor(), parse_cities(form.file.data.read()))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash(_("%(added)s cities added, %(changed)s brought up to date.", added=added, changed=changed), "ok")
            return redirect(url_for("cities.list_managed_cities"), 303)
    return _render_list(form), 400


@blueprint.get("/admin/cities/new")
@access("staff")
def new_city() -> ResponseReturnValue:
    """Offer the form of a new city."""
    return render_template("cities/edit_city.html", form=CityForm(formdata=None), city=None)


@blueprint.post("/admin/cities")
@access("staff")
def create_city() -> ResponseReturnValue:
    """Add a city."""
    form = CityForm()
    if form.validate():
        try:
            made = add_city(current_actor(), _values(form))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash(_("The city is added. Now its verified domains, if it has any."), "ok")
            return redirect(url_for("cities.edit_city", city=made.slug), 303)
    return render_template("cities/edit_city.html", form=form, city=None), 400


@blueprint.get("/g/<slug:city>/edit")
@access("staff")
def edit_city(city: str) -> ResponseReturnValue:
    """Offer the data and domains of a city."""
    found = get_city(city)
    return _render_edit(found, _filled(found), _filled_domains(found))


@blueprint.post("/g/<slug:city>/edit")
@access("staff")
def update_city(city: str) -> ResponseReturnValue:
    """Change the data of a city."""
    found = get_city(city)
    form = CityForm()
    if form.validate():
        try:
            change_city(current_actor(), found.id, _values(form))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The changes are saved."), "ok")
            return redirect(url_for("cities.show_city", city=found.slug), 303)
    return _render_edit(found, form, _filled_domains(found)), 400


@blueprint.post("/g/<slug:city>/domains")
@access("staff")
def update_domains(city: str) -> ResponseReturnValue:
    """Replace the verified domains of a city."""
    found = get_city(city)
    form = DomainsForm()
    if form.validate():
        try:
            set_domains(current_actor(), found.id, (form.domains.data or "").split())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The changes are saved."), "ok")
            return redirect(url_for("cities.edit_city", city=found.slug), 303)
    return _render_edit(found, _filled(found), form), 400


def _render_list(form: CityFileForm) -> str:
    cities = all_cities()
    return render_template(
        "cities/list_managed_cities.html",
        cities=cities,
        profiles=profiles(),
        members=members_by_city(current_actor()),
        stages={city.id: stage_by_id(city.stage_id) for city in cities},
        form=form,
    )


def _render_edit(city: CityView, form: CityForm, domains: DomainsForm) -> str:
    return render_template(
        "cities/edit_city.html", form=form, domains=domains, city=city, shared=shared_domains(city.id)
    )


def _filled(city: CityView) -> CityForm:
    profile = profiles()[city.id]
    return CityForm(
        formdata=None,
        data={
            "name": city.name,
            "official_name": profile.official_name,
            "local_government": profile.local_government,
            "head_title": profile.head_title,
            "country_code": city.country_code,
            "region": profile.region,
            "population": profile.population,
            "population_year": profile.population_year,
            "latitude": profile.latitude,
            "longitude": profile.longitude,
            "time_zone": city.time_zone,
            "language": city.language,
            "to_confirm": profile.to_confirm,
            "archived": city.archived,
        },
    )


def _filled_domains(city: CityView) -> DomainsForm:
    return DomainsForm(formdata=None, data={"domains": "\n".join(profiles()[city.id].domains)})


def _values(form: CityForm) -> dict[str, Any]:
    values = {name: value for name, value in form.data.items() if name not in {"csrf_token", "request_id"}}
    for name in ("official_name", "local_government", "head_title", "region", "to_confirm"):
        values[name] = values[name] or ""
    return values | {"country": COUNTRIES[form.country_code.data]}
