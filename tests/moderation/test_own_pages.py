"""The pages of people, texts and cities that wait decide through the desk: claims hold there, and what was decided is undone."""

import pytest

from forum.accounts.models import AdmissionRequest
from forum.applications.models import Application
from forum.core.db import session
from forum.desk.models import CaseDecision
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.moderation.desk import hold
from tests.moderation.desk import rows
from tests.moderation.desk import text
from tests.moderation.desk import undo


def acts(desk):
    """Return kind → address and form of the decision on the page of that kind; a text waits too."""
    held = desk.keys["held"] = hold(desk.topic)
    person, application = desk.keys["admission"], desk.keys["application"]
    return {
        "admission": (f"/people/waiting/{person}/admission", {f"a{person}-city_id": desk.city.id}),
        "application": (f"/applications/{application}/answer", {"outcome": "declined", "answer": "Todavía no"}),
        "held": (f"/moderation/held/{held}/rejection", {"reason": "No es de este tema"}),
    }


@pytest.mark.parametrize("kind", ["admission", "application", "held"])
def test_what_a_colleague_looks_at_is_not_decided_on_its_own_page_either(desk, sign_in, kind):
    one, other = sign_in(make_staff("Sofía Lima")), sign_in(make_staff())
    path, form = acts(desk)[kind]
    one.post(f"{desk.at(kind)}/claim")
    answer = other.post(path, data=form)
    assert (answer.status_code, "Asumir" in answer.text or "caso" in answer.text) == (409, True)
    assert session.query(CaseDecision).count() == 0
    assert one.post(path, data=form).status_code == 303


@pytest.mark.parametrize("kind", ["admission", "application", "held"])
def test_a_decision_on_its_own_page_is_undone_like_one_of_the_desk(desk, sign_in, kind):
    browser = sign_in(make_staff())
    path, form = acts(desk)[kind]
    before = rows(text(browser, "/moderation"))
    assert browser.post(path, data=form).status_code == 303
    assert kind not in rows(text(browser, "/moderation"))
    assert undo(browser, session.query(CaseDecision).one().id).status_code == 303
    assert rows(text(browser, "/moderation")) == before
    assert session.get(AdmissionRequest, desk.request.id).state == "waiting"
    assert session.get(Application, desk.application.id).state == "new"


@pytest.mark.parametrize("kind", ["admission", "application", "held"])
def test_the_second_of_two_who_decide_on_its_own_page_is_told_who_was_first(desk, sign_in, kind):
    path, form = acts(desk)[kind]
    assert sign_in(make_staff("Sofía Lima")).post(path, data=form).status_code == 303
    answer = sign_in(make_staff()).post(path, data=form)
    assert (answer.status_code, "Sofía Lima" in answer.text) == (409, True)


def test_a_lead_who_presses_twice_is_told_what_they_did_and_one_of_another_city_nothing(desk, sign_in):
    lead, elsewhere = make_user(city=desk.city, role="lead"), make_user(city=make_city(), role="lead")
    path, form = acts(desk)["admission"]
    browser = sign_in(lead)
    assert sign_in(elsewhere).post(path, data=form).status_code in {400, 404}
    assert [browser.post(path, data=form).status_code for _press in range(2)] == [303, 409]
    refusal = path.replace("admission", "refusal")
    answer = {f"r{desk.keys['admission']}-answer": "x"}
    assert sign_in(elsewhere).post(refusal, data=answer).status_code == 404
    assert sign_in(elsewhere).post(f"{desk.at('admission')}/decision", data={"outcome": "admitted"}).status_code == 404
