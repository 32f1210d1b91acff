"""Taking cases and handing them over; what two do at once, and what is nobody's."""

from datetime import timedelta

import pytest

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import find_composer
from forum.desk.models import Claim
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.moderation.desk import decide
from tests.moderation.desk import rows
from tests.moderation.desk import text


def test_the_second_of_two_moderators_is_told_who_decided_and_what(desk, sign_in):
    decide(sign_in(make_staff("Sofía Lima")), desk.at("report"), outcome="kept")
    answer = sign_in(make_staff()).post(f"{desk.at('report')}/decision", data={"outcome": "hidden"})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Sofía Lima" in page
    assert "Se mantuvo" in page


def test_who_takes_a_case_is_named_and_a_colleague_decides_only_after_taking_it_over(desk, sign_in):
    one, other = sign_in(make_staff("Sofía Lima")), sign_in(make_staff("Rui Costa"))
    assert one.post(f"{desk.at('report')}/claim").status_code == 303
    assert "Sofía Lima" in text(other, "/moderation?kind=report")
    assert other.post(f"{desk.at('report')}/decision", data={"outcome": "kept"}).status_code == 409
    assert other.post(f"{desk.at('report')}/claim").status_code == 409
    assert other.post(f"{desk.at('report')}/takeover").status_code == 303
    assert one.post(f"{desk.at('report')}/decision", data={"outcome": "kept"}).status_code == 409
    decide(other, desk.at("report"), outcome="kept")
    assert session.query(Claim).count() == 0


def test_a_case_that_was_put_back_or_left_for_half_an_hour_is_everybody_s(desk, sign_in):
    one, other = sign_in(make_staff()), sign_in(make_staff())
    one.post(f"{desk.at('report')}/claim")
    other.post(f"{desk.at('report')}/claim/removal")
    assert session.query(Claim).count() == 1
    one.post(f"{desk.at('report')}/claim/removal")
    assert session.query(Claim).count() == 0
    one.post(f"{desk.at('report')}/claim")
    with transaction():
        session.query(Claim).one().created_at = clock.now() - timedelta(minutes=31)
    decide(other, desk.at("report"), outcome="kept")


def test_a_colleague_who_is_handed_a_case_is_told_by_mail_and_finds_it_among_theirs(desk, sign_in, mails):
    giver, colleague = make_staff("Sofía Lima"), make_staff("Rui Costa", language="pt")
    browser = sign_in(giver)
    form = {"colleague_id": colleague.id, "note": "Conoces el caso"}
    for _time in range(2):
        assert browser.post(f"{desk.at('report')}/handover", data=form).status_code == 303
    (row,) = mails("desk.handed_over")
    letter = find_composer("desk.handed_over")(row)
    assert letter.language == "pt"
    assert "Conoces el caso" in letter.text
    assert "0981" not in letter.text
    mine = sign_in(colleague)
    assert rows(text(mine, "/moderation?mine=1")) == ["report"]
    decide(mine, desk.at("report"), outcome="kept")
    assert find_composer("desk.handed_over")(row) is None


@pytest.mark.parametrize("who", ["member", "lead elsewhere", "oneself", "nobody"])
def test_a_case_is_handed_over_only_to_who_may_decide_on_it(desk, sign_in, who):
    giver = make_staff()
    ids = {
        "member": make_user().id,
        "lead elsewhere": make_user(role="lead").id,
        "oneself": giver.id,
        "nobody": 999_999,
    }
    answer = sign_in(giver).post(f"{desk.at('report')}/handover", data={"colleague_id": ids[who]})
    assert answer.status_code == 422
    assert session.query(Claim).count() == 0


@pytest.mark.parametrize(
    "path",
    ["nothing/1/decision", "report/999999/claim", "nothing/1/claim", "nothing/1/handover", "nothing/1/claim/removal"],
)
def test_what_is_no_case_is_not_found(desk, sign_in, path):
    form = {"outcome": "kept", "colleague_id": make_staff().id}
    assert sign_in(make_staff()).post(f"/moderation/cases/{path}", data=form).status_code == 404


@pytest.mark.parametrize(
    ("kind", "outcome"), [("proposal", "accepted"), ("application", "accepted"), ("admission", "admitted")]
)
@pytest.mark.parametrize("act_on", ["decision", "claim", "takeover", "handover"])
def test_a_lead_finds_no_case_of_elsewhere_whatever_they_do(desk, sign_in, kind, outcome, act_on):
    form = {"outcome": outcome, "reason": "x", "colleague_id": make_staff().id}
    browser = sign_in(make_user(role="lead"))
    assert browser.post(f"{desk.at(kind)}/{act_on}", data=form).status_code == 404
    assert browser.get(f"{desk.at(kind)}/handover/new").status_code == 404
