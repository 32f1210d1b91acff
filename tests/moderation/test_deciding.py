"""Deciding on cases, and taking decisions back."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.admin.commands import change_settings
from forum.applications.models import Application
from forum.conduct.models import HeldPost
from forum.conduct.models import MemberWarning
from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.mail import find_composer
from forum.desk.models import CaseDecision
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from forum.translation.models import Correction
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.moderation.desk import decide
from tests.moderation.desk import hold
from tests.moderation.desk import propose
from tests.moderation.desk import rows
from tests.moderation.desk import text
from tests.moderation.desk import undo


def test_each_kind_is_decided_from_its_row_and_leaves_the_list(desk, sign_in):
    browser = sign_in(make_staff())
    decide(browser, desk.at("report"), outcome="kept")
    decide(browser, desk.at("admission"), outcome="admitted")
    decide(browser, desk.at("proposal"), outcome="accepted")
    decide(browser, desk.at("application"), outcome="accepted", reason="Bienvenidos")
    assert rows(text(browser, "/moderation")) == []
    assert session.get(Report, desk.report.id).outcome == "kept"
    assert session.get(AdmissionRequest, desk.request.id).state == "admitted"
    assert session.get(Correction, desk.proposal.id).state == "accepted"
    assert session.get(Application, desk.application.id).state == "accepted"


def test_each_decision_is_taken_back_and_its_case_waits_as_before(desk, sign_in):
    browser = sign_in(make_staff())
    before = rows(text(browser, "/moderation"))
    made = [
        decide(browser, desk.at("report"), outcome="hidden"),
        decide(browser, desk.at("admission"), outcome="admitted"),
        decide(browser, desk.at("application"), outcome="declined", reason="Todavía no"),
        decide(browser, desk.at("proposal"), outcome="declined"),
    ]
    for decision in made:
        assert undo(browser, decision).status_code == 303
    assert rows(text(browser, "/moderation")) == before
    # Personal data had hidden it until the decision: so it is again.
    post = session.get(Post, desk.post.id)
    assert (post.state, post.state_by_id) == ("hidden", None)
    person = session.get(User, desk.request.user_id)
    assert (person.state, person.city_id) == ("pending", None)


@pytest.mark.parametrize("outcome", ["hidden", "deleted", "suspended"])
def test_taking_back_shows_a_post_again_that_was_seen_before(app, sign_in, outcome):
    author = make_user()
    post = make_reply(make_topic(), author)
    report = report_post(act(make_user()), post.id, reason="spam")
    browser = sign_in(make_staff())
    made = decide(browser, f"/moderation/cases/report/{report.id}", outcome=outcome, reason="Es publicidad")
    assert session.get(Post, post.id).state != "visible"
    assert session.get(User, author.id).state == ("suspended" if outcome == "suspended" else "active")
    undo(browser, made)
    assert session.get(Post, post.id).state == "visible"
    assert session.get(User, author.id).state == "active"
    assert session.get(Report, report.id).state == "open"


def test_a_corrected_text_takes_the_place_of_the_reported_one_and_can_be_put_back(desk, sign_in):
    browser = sign_in(make_staff())
    page = text(browser, f"/reports/{desk.report.id}")
    base = re.search(r'name="base"[^>]*value="([0-9a-f]+)"', page)[1]
    made = decide(browser, desk.at("report"), outcome="edited", body="Un teléfono tapado.", base=base)
    assert (session.get(Post, desk.post.id).body, session.get(Post, desk.post.id).state) == (
        "Un teléfono tapado.",
        "visible",
    )
    undo(browser, made)
    post = session.get(Post, desk.post.id)
    assert (post.body, post.state) == ("Un teléfono: 0981", "hidden")


def test_a_corrected_text_over_a_newer_one_is_asked_about_again(desk, sign_in):
    answer = sign_in(make_staff()).post(
        f"{desk.at('report')}/decision", data={"outcome": "edited", "body": "Otro", "base": "0" * 24}
    )
    assert answer.status_code == 422
    assert session.get(Post, desk.post.id).body == "Un teléfono: 0981"
    assert session.get(Report, desk.report.id).state == "open"


def test_an_accepted_translation_that_is_taken_back_leaves_the_earlier_one_in_force(desk, sign_in):
    first = session.query(Post).filter_by(topic_id=desk.topic.id, number=1).one()
    browser = sign_in(make_staff())
    decide(browser, desk.at("proposal"), outcome="accepted")
    second = propose(desk.reader, desk.topic, first, "Um texto que se traduz.", "O inventário")
    desk.keys["proposal"] = second.id
    made = decide(browser, desk.at("proposal"), outcome="accepted")
    assert undo(browser, made).status_code == 303
    found = session.query(Translation).filter_by(post_id=first.id).one()
    assert (found.text, found.state, found.reviewer_id) == ("Um texto para traduzir.", "reviewed", desk.reader.id)
    assert session.get(Correction, second.id).state == "proposed"


def test_somebody_who_has_written_since_stays_in(desk, sign_in):
    browser = sign_in(make_staff())
    change_settings(act(make_staff(role="administrator")), {"conduct.first_posts": 0})
    made = decide(browser, desk.at("admission"), outcome="admitted")
    make_reply(make_topic(), session.get(User, desk.request.user_id))
    assert undo(browser, made).status_code == 409
    assert session.get(User, desk.request.user_id).state == "active"


def test_a_letter_of_a_decision_that_was_taken_back_is_not_sent(desk, sign_in, mails):
    browser = sign_in(make_staff())
    undo(browser, decide(browser, desk.at("admission"), outcome="admitted"))
    undo(browser, decide(browser, desk.at("application"), outcome="accepted", reason="Bienvenidos"))
    for kind in ("accounts.admitted", "applications.answered"):
        assert [find_composer(kind)(row) for row in mails(kind)] == [None]


def test_a_decision_is_taken_back_once_within_a_week_by_ril_or_who_made_it(desk, sign_in):
    one = sign_in(make_staff())
    made = decide(one, desk.at("report"), outcome="kept")
    assert undo(sign_in(make_user(role="lead")), made).status_code == 404
    assert undo(sign_in(make_staff()), made).status_code == 303
    assert undo(one, made).status_code == 409
    again = decide(one, desk.at("report"), outcome="kept")
    assert undo(one, made).status_code == 409
    with transaction():
        session.get(CaseDecision, again).created_at = clock.now() - timedelta(days=8)
    assert undo(one, again).status_code == 409
    assert undo(one, 999_999).status_code == 404
    assert session.get(Report, desk.report.id).state == "closed"


def test_ril_reads_nothing_from_a_city_s_room_in_the_list(app, sign_in):
    city = make_city()
    mate = make_user(city=city)
    post = make_reply(make_topic(mate, audience="city", city=city), mate, body="Zqsecreto del cuarto")
    report_post(act(make_user(city=city)), post.id, reason="spam")
    assert "Zqsecreto" not in text(sign_in(make_staff()), "/moderation")


def test_a_hidden_post_without_words_of_ril_tells_its_author_the_standard_sentence_in_their_language(app, sign_in):
    author = make_user(language="pt")
    post = make_reply(make_topic(), author)
    report = report_post(act(make_user()), post.id, reason="personal_data")
    decide(sign_in(make_staff(language="es")), f"/moderation/cases/report/{report.id}", outcome="hidden")
    assert "dados pessoais" in session.get(Post, post.id).state_reason


@pytest.mark.parametrize("form", [{"outcome": "burn"}, {}, {"outcome": "kept", "until": "yesterday"}])
def test_a_decision_on_a_person_that_is_none_is_refused(desk, sign_in, form):
    assert sign_in(make_staff()).post(f"{desk.at('admission')}/decision", data=form).status_code == 422
    assert session.get(AdmissionRequest, desk.request.id).state == "waiting"


def test_the_way_back_keeps_the_filters_and_nothing_else(desk, sign_in):
    answer = sign_in(make_staff()).post(
        f"{desk.at('report')}/decision",
        data={"outcome": "kept", "back": "lang=es&kind=report&next=//evil.example&after=x"},
    )
    assert re.fullmatch(r"/moderation\?lang=es&kind=report&done=\d+", answer.headers["Location"])


@pytest.mark.parametrize(("outcome", "standing"), [("warned", "warnings"), ("silenced", "silenced")])
def test_warning_and_silencing_hide_the_post_and_are_taken_back_with_it(app, sign_in, outcome, standing):
    author = make_user()
    post = make_reply(make_topic(), author)
    report = report_post(act(make_user()), post.id, reason="inappropriate")
    browser = sign_in(make_staff())
    until = (clock.now() + timedelta(days=3)).date().isoformat()
    made = decide(
        browser, f"/moderation/cases/report/{report.id}", outcome=outcome, reason="Hay que cuidar el tono", until=until
    )
    assert session.get(Post, post.id).state == "hidden"

    def stands():
        if standing == "warnings":
            return session.query(MemberWarning).filter_by(user_id=author.id).count() == 1
        return session.get(User, author.id).silenced_until is not None

    assert stands()
    assert undo(browser, made).status_code == 303
    assert session.get(Post, post.id).state == "visible"
    assert not stands()


def test_silencing_without_a_day_is_asked_about_again(app, sign_in):
    post = make_reply(make_topic(), make_user())
    report = report_post(act(make_user()), post.id, reason="spam")
    answer = sign_in(make_staff()).post(
        f"/moderation/cases/report/{report.id}/decision", data={"outcome": "silenced", "reason": "Publicidad"}
    )
    assert answer.status_code == 422
    assert session.get(Post, post.id).state == "visible"


def test_a_text_that_waits_is_published_from_its_row_or_rejected_and_that_taken_back(app, sign_in):
    topic = make_topic()
    kept = [hold(topic, body) for body in ("Un texto que espera.", "Otro texto que espera.")]
    browser = sign_in(make_staff())
    page = text(browser, "/moderation?kind=held")
    assert rows(page) == ["held", "held"]
    assert "Un texto que espera." in page
    published = decide(browser, f"/moderation/cases/held/{kept[0]}", outcome="approved")
    assert session.query(Post).filter_by(topic_id=topic.id, body="Un texto que espera.").count() == 1
    assert undo(browser, published).status_code == 409
    rejected = decide(browser, f"/moderation/cases/held/{kept[1]}", outcome="rejected", reason="No es de este tema")
    assert session.get(HeldPost, kept[1]).state == "rejected"
    assert undo(browser, rejected).status_code == 303
    assert rows(text(browser, "/moderation?kind=held")) == ["held"]


def test_the_desk_confirms_a_decision_that_stands_for_good_and_offers_no_undo(desk, sign_in):
    browser = sign_in(make_staff())
    published = decide(browser, f"/moderation/cases/held/{hold(desk.topic)}", outcome="approved")
    page = BeautifulSoup(text(browser, f"/moderation?done={published}"), "html.parser")
    done = page.select_one(".is-done[role=status]")
    assert "Publicado." in done.text
    assert done.select("button") == []
    other = sign_in(make_staff())
    assert 'is-done"' not in text(other, f"/moderation?done={published}")
    rejected = decide(
        browser, f"/moderation/cases/held/{hold(desk.topic)}", outcome="rejected", reason="No es de este tema"
    )
    undo(browser, rejected)
    assert 'is-done"' not in text(browser, f"/moderation?done={rejected}"), "what was taken back is confirmed no more"


@pytest.mark.parametrize(("kind", "outcome"), [("admission", "refused"), ("application", "declined")])
def test_a_decision_that_needs_words_asks_for_them_keeps_the_way_back_and_can_be_taken_back(
    desk, sign_in, kind, outcome
):
    browser = sign_in(make_staff())
    page = text(browser, f"/moderation?kind={kind}")
    asking = re.search(r'href="([^"]+/decision/new[^"]*)"', page)[1].replace("&amp;", "&")
    asked = text(browser, asking)
    assert f'value="{outcome}"' in asked
    address = re.search(r'action="([^"]+)/decision"', asked)[1]
    empty = browser.post(f"{address}/decision", data={"outcome": outcome, "back": f"kind={kind}"})
    assert empty.status_code == 422
    assert 'role="alert"' in empty.get_data(as_text=True)
    answer = browser.post(
        f"{address}/decision", data={"outcome": outcome, "reason": "Todavía no", "back": f"kind={kind}"}
    )
    assert answer.headers["Location"].startswith(f"/moderation?kind={kind}&done=")
    assert rows(text(browser, f"/moderation?kind={kind}")) == []
    assert undo(browser, int(re.search(r"done=(\d+)", answer.headers["Location"])[1])).status_code == 303
    assert rows(text(browser, f"/moderation?kind={kind}")) == [kind]


def test_somebody_is_admitted_to_the_city_that_is_chosen(desk, sign_in):
    other = make_city("Lima")
    decide(sign_in(make_staff()), desk.at("admission"), outcome="admitted", city_id=other.id)
    assert session.get(User, desk.request.user_id).city_id == other.id
