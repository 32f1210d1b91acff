"""The page of a reported post, and the way back to the list: for the pages and the acts of the desk."""

from collections.abc import Mapping
from typing import Any
from typing import Final
from urllib.parse import parse_qsl
from urllib.parse import urlencode

from flask import redirect
from flask import render_template
from flask import url_for
from werkzeug.wrappers import Response

from forum.core.web import current_actor
from forum.desk.forms import AnswerForm
from forum.desk.forms import DecisionForm
from forum.desk.forms import PersonForm
from forum.desk.labels import CHOICES
from forum.desk.queries.appeal import WholeAppeal
from forum.desk.queries.cities import cities_to_admit_to
from forum.desk.queries.rows import CaseRow
from forum.desk.queries.whole import whole_case
from forum.discussion.commands.editing import fingerprint
from forum.discussion.watching import keep_reading
from forum.moderation.queries.reports import Case

#: What of the list's address a decision comes back to: never a place in it, since the rows move up.
_FILTERS: Final = ("kind", "lang", "stage", "city", "order", "mine")


def filters_of(values: Mapping[str, Any]) -> str:
    """Return the filters of the list as a form carries them."""
    return urlencode([(name, values[name]) for name in _FILTERS if values.get(name)])


def back_to_desk(back: str | None, **more: int) -> Response:
    """Go back to the list with the filters that a form carried."""
    kept: dict[str, Any] = {name: value for name, value in parse_qsl(back or "") if name in _FILTERS}
    return redirect(url_for("desk.show_desk", **(kept | more)), 303)


def case_page(case: Case, form: DecisionForm) -> str:
    """Render a reported post whole; RIL's reading in a city's room is written down first."""
    actor = current_actor()
    keep_reading(actor, case.topic_id, audience=case.audience, city_id=case.room_city_id)
    whole = whole_case(actor, case)
    if not form.is_submitted():
        form.reason.data = whole.standard_reason
        form.body.data = whole.body
        form.base.data = fingerprint(whole.source, case.language)
    return render_template(
        "desk/show_report.html",
        case=case,
        whole=whole,
        form=form,
    )


def appeal_page(appeal: WholeAppeal, form: DecisionForm) -> str:
    """Render an appeal; RIL's reading in a city's room is written down first."""
    if appeal.topic_id is not None:
        keep_reading(current_actor(), appeal.topic_id, audience=appeal.audience, city_id=appeal.room_city_id)
    return render_template("desk/show_appeal.html", appeal=appeal, form=form)


def form_of(kind: str, **values: Any) -> DecisionForm:
    """Return the form of a decision on a kind of case: what was sent, or one to begin with these values."""
    made = {"application": AnswerForm, "report": DecisionForm}.get(kind, PersonForm)
    return made(formdata=None, **values) if values else made()


def decision_page(row: CaseRow, form: DecisionForm) -> str:
    """Render the page that asks for the words of a decision."""
    cities = cities_to_admit_to(current_actor()) if row.kind == "admission" else ()
    return render_template("desk/new_decision.html", row=row, form=form, choices=CHOICES[row.kind], cities=cities)
