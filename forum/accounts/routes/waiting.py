"""Those who wait to be admitted, for RIL and leads."""

from typing import Any

from flask import Response
from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import admission
from forum.accounts.forms import AdmissionForm
from forum.accounts.forms import CityForm
from forum.accounts.forms import RefusalForm
from forum.accounts.queries.waiting import cities_that_share
from forum.accounts.queries.waiting import people_waiting
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import show
from forum.accounts.routes.blueprint import blueprint
from forum.accounts.routes.cities import city_choices
from forum.cities.queries import city_by_id
from forum.core.access import access
from forum.core.casework import decide_case
from forum.core.errors import Invalid
from forum.core.web import current_actor


@blueprint.get("/people/waiting")
@access("lead")
def list_waiting() -> Response:
    """Show those who wait and on whom one may decide."""
    return _page()


@blueprint.post("/people/waiting/<id:request_id>/admission")
@access("lead")
def create_admission(request_id: int) -> AnyResponse:
    """Admit somebody to a city; they are told by mail."""
    form = AdmissionForm(prefix=f"a{request_id}")
    form.city_id.choices = city_choices(current_actor())
    if not form.validate():
        return _page(request_id, form)
    said = form.answer.data or ""
    decide_case(current_actor(), "admission", request_id, outcome="admitted", reason=said, city_id=form.city_id.data)
    flash(_("Admitted. A letter tells them."), "ok")
    return go("/people/waiting")


@blueprint.post("/people/waiting/<id:request_id>/refusal")
@access("lead")
def create_refusal(request_id: int) -> AnyResponse:
    """Refuse somebody, with a reason that they are told by mail."""
    form = RefusalForm(prefix=f"r{request_id}")
    if not form.validate():
        return _page(request_id, form)
    decide_case(current_actor(), "admission", request_id, outcome="refused", reason=form.answer.data)
    flash(_("Refused. A letter tells them why."), "ok")
    return go("/people/waiting")


@blueprint.post("/people/waiting/<id:request_id>/city")
@access("staff")
def create_assignment(request_id: int) -> AnyResponse:
    """Pass somebody on to the leads of a city."""
    form = CityForm(prefix=f"a{request_id}")
    form.city_id.choices = city_choices(current_actor())
    if not form.validate():
        raise Invalid(field="city_id")
    admission.assign_request(current_actor(), request_id, city_id=form.city_id.data)
    flash(_("The leads of that city see the request now."), "ok")
    return go("/people/waiting")


def _page(request_id: int | None = None, refused: AdmissionForm | RefusalForm | None = None) -> Response:
    actor = current_actor()
    people = people_waiting(actor)
    sharing = cities_that_share(people)
    choices = city_choices(actor)
    cases: list[dict[str, Any]] = []
    for row in people:
        admission = AdmissionForm(formdata=None, prefix=f"a{row.id}", city_id=row.city_id)
        admission.city_id.choices = choices
        refusal = RefusalForm(formdata=None, prefix=f"r{row.id}")
        if row.id == request_id and isinstance(refused, AdmissionForm):
            admission = refused
        elif row.id == request_id and isinstance(refused, RefusalForm):
            refusal = refused
        cases.append(
            {
                "row": row,
                "city": city_by_id(row.city_id),
                "sharing": [city.name for city_id in sharing.get(row.id, ()) if (city := city_by_id(city_id))],
                "admission": admission,
                "refusal": refusal,
            }
        )
    return show("list_waiting", status=200 if refused is None else 400, cases=cases, refused=refused)
