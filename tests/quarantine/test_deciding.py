"""Deciding on files that are kept back, keeping them back by hand, and what the desk shows of them."""

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import ask
from forum.desk.commands import decide
from forum.desk.commands import take_back
from forum.desk.queries.queue import is_waiting
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.media.addresses import file_address
from forum.quarantine import own_data as quarantine_own_data
from forum.quarantine.commands.deciding import reject_file
from forum.quarantine.commands.deciding import release_file
from forum.quarantine.commands.retaining import retain_file
from forum.quarantine.models import RetainedFile
from tests.accounts.helpers import letters_to
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.quarantine.keeping import ANA
from tests.quarantine.keeping import READERS
from tests.quarantine.keeping import RIL
from tests.quarantine.keeping import SENTENCE
from tests.quarantine.keeping import answers
from tests.quarantine.keeping import attach
from tests.quarantine.keeping import decide_as
from tests.quarantine.keeping import none_retained
from tests.quarantine.keeping import readings
from tests.quarantine.keeping import room
from tests.quarantine.keeping import row


def test_a_released_file_is_open_to_its_readers_and_undone_it_is_closed_again(people, sign_in, client):
    _post, file = attach(people)
    made = decide_as(people, "moderator", "released")
    assert answers(people, sign_in, client, file)[200] == set(people)
    take_back(act(people["administrator"]), made.id)
    assert answers(people, sign_in, client, file) == READERS["community"]
    assert is_waiting(act(people["moderator"]), "file", row().id)


def test_a_rejected_file_stays_closed_and_says_something_else(people, sign_in, client):
    _post, file = attach(people)
    made = decide_as(people, "moderator", "rejected", "Tiene un programa dentro")
    assert answers(people, sign_in, client, file) == READERS["community"]
    page = sign_in(people["colleague"]).get(file_address(file.token, file.name)).text
    assert "RIL retiró este archivo." in page
    assert SENTENCE not in page
    take_back(act(people["moderator"]), made.id)
    assert (row().state, row().answer) == ("waiting", "")


def test_the_author_is_told_each_time_in_a_letter_with_the_reason(people, run_worker):
    attach(people)
    run_worker()
    assert "acta.pdf" in letters_to(ANA)[-1].text
    assert "puede ejecutar algo al abrirse" in letters_to(ANA)[-1].text
    decide_as(people, "moderator", "rejected", "Tiene un programa dentro")
    run_worker()
    assert "Tiene un programa dentro" in letters_to(ANA)[-1].text
    assert [letter.kind for letter in letters_to(ANA)][-2:] == ["quarantine.retained", "quarantine.rejected"]


def test_a_letter_about_what_was_taken_back_is_not_sent(people, run_worker):
    attach(people)
    made = decide_as(people, "moderator", "rejected", "Tiene un programa dentro")
    take_back(act(people["moderator"]), made.id)
    run_worker()
    assert all("Tiene un programa" not in (letter.text or "") for letter in letters_to(ANA))


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_rejection_needs_a_reason_that_somebody_can_read(people, reason):
    attach(people)
    with pytest.raises(Invalid):
        decide_as(people, "moderator", "rejected", reason)
    assert row().state == "waiting"


def test_two_who_decide_at_once_decide_once(people):
    attach(people)
    number = row().id
    release_file(act(people["moderator"]), number)
    with pytest.raises(Conflict):
        reject_file(act(people["administrator"]), number, reason="Tarde")
    assert row().state == "released"


@pytest.mark.parametrize("who", ["author", "colleague", "foreign member", "foreign lead"])
def test_nobody_else_decides(people, who):
    attach(people, audience="city")
    for decision in (release_file, lambda actor, number: reject_file(actor, number, reason="Sí")):
        with pytest.raises(NotFound):
            decision(act(people[who]), row().id)
    assert row().state == "waiting"


def test_a_lead_decides_on_what_is_in_the_own_room_and_nothing_else(people):
    attach(people, audience="community")
    lead = act(people["lead"])
    assert not is_waiting(lead, "file", row().id)
    with pytest.raises(NotFound):
        decide(lead, "file", row().id, outcome="released")
    post = session.scalars(select(PostFile.post_id)).one()
    change_audience(act(people["moderator"]), session.get_one(Post, post).topic_id, **room(people))
    assert is_waiting(lead, "file", row().id)
    decide(lead, "file", row().id, outcome="released")
    assert row().state == "released"


def test_who_reads_the_post_no_more_finds_no_file_and_who_reads_it_newly_is_told(people, sign_in, client):
    post, file = attach(people, audience="community")
    change_audience(act(people["moderator"]), post.topic_id, **room(people))
    assert answers(people, sign_in, client, file) == READERS["city"]
    change_audience(act(people["moderator"]), post.topic_id, audience="public")
    assert answers(people, sign_in, client, file) == READERS["public"]


def test_the_case_is_gone_with_the_post_and_back_with_it(people, sign_in, client):
    post, file = attach(people)
    ril = act(people["moderator"])
    hide_post(ril, post.id, reason="Una razón")
    assert not is_waiting(ril, "file", row().id)
    assert answers(people, sign_in, client, file)[200] == {"author", *RIL}
    restore_post(ril, post.id)
    assert is_waiting(ril, "file", row().id)


def test_the_same_bytes_are_kept_back_again_once_they_were_rejected(people):
    attach(people, content=PDF)
    upload = session.scalars(select(PostFile.upload_id)).one()
    post_id = session.scalars(select(PostFile.post_id)).one()
    retain_file(act(people["moderator"]), post_id, upload, note="Es de otra ciudad")
    attach(people, content=PDF, who="colleague")
    assert row().state == "waiting", "only what was rejected comes back"
    reject_file(act(people["moderator"]), row().id, reason="No va aquí")
    attach(people, content=PDF, who="foreign member", name="otro nombre.pdf")
    session.rollback()
    again = session.scalars(select(RetainedFile).order_by(RetainedFile.id.desc())).first()
    assert (again.reason, again.state) == ("again", "waiting")


def test_what_was_rejected_in_a_room_is_known_again_there_and_nowhere_else(people):
    inside, file = attach(people, audience="city", content=PDF)
    retain_file(act(people["lead"]), inside.id, file.id, note="Solo de la sala")
    reject_file(act(people["lead"]), row().id, reason="No va aquí")
    for audience in ("community", "public"):
        attach(people, audience=audience, content=PDF, who="foreign member")
        assert row().upload_id == file.id, "the same bytes elsewhere are any file"
    attach(people, audience="city", content=PDF, who="colleague")
    session.rollback()
    again = session.scalars(select(RetainedFile).order_by(RetainedFile.id.desc())).first()
    assert (again.reason, again.state) == ("again", "waiting")


def test_pictures_are_kept_back_by_hand_with_their_small_copies(people, sign_in, client):
    post, photo = attach(people, content=picture(size=(1600, 900)), name="foto.jpg")
    retain_file(act(people["moderator"]), post.id, photo.id, note="Se ve una patente")
    for preview in (False, True):
        assert answers(people, sign_in, client, photo, preview=preview) == READERS["community"]


def test_a_file_is_kept_back_on_the_page_of_the_posts_files(people, sign_in):
    post, file = attach(people, content=PDF)
    browser = sign_in(people["moderator"])
    topic_page = browser.get(f"/posts/{post.id}", follow_redirects=True).text
    assert f"/posts/{post.id}/files" in topic_page
    assert "acta.pdf" in text(browser, f"/posts/{post.id}/files")
    address = f"/posts/{post.id}/retentions"
    for form in ({"upload_id": file.id}, {"note": "Una razón"}, {"upload_id": file.id + 9, "note": "Una razón"}):
        assert browser.post(address, data=form).status_code == 422
    assert none_retained()
    assert browser.post(address, data={"upload_id": file.id, "note": "Una razón"}).status_code == 303
    assert (row().reason, row().note) == ("by_hand", "Una razón")
    with pytest.raises(Conflict):
        retain_file(act(people["administrator"]), post.id, file.id, note="Otra razón")
    assert "espera una decisión" in text(browser, f"/posts/{post.id}/files")


@pytest.mark.parametrize("who", ["author", "colleague", "foreign member", "foreign lead", "lead"])
def test_nobody_else_keeps_files_back(people, sign_in, who):
    post, file = attach(people, content=PDF)
    browser = sign_in(people[who])
    assert browser.get(f"/posts/{post.id}/files").status_code == 404
    form = {"upload_id": file.id, "note": "Una razón"}
    assert browser.post(f"/posts/{post.id}/retentions", data=form).status_code == 404
    assert f"/posts/{post.id}/files" not in browser.get(f"/posts/{post.id}", follow_redirects=True).text
    assert none_retained()


def test_a_lead_keeps_back_what_only_the_own_room_has(people):
    post, file = attach(people, audience="city", content=PDF)
    retain_file(act(people["lead"]), post.id, file.id, note="Es un borrador")
    assert row().state == "waiting"
    release_file(act(people["lead"]), row().id)
    make_reply(make_topic(people["colleague"]), people["author"], body=link_to(file))
    with pytest.raises(NotFound):
        retain_file(act(people["lead"]), post.id, file.id, note="Ya no es solo de la sala")


def test_the_acts_are_in_the_log_and_what_is_of_a_room_in_its_leads(people, sign_in):
    attach(people, audience="city")
    decide_as(people, "lead", "rejected", "Tiene un programa dentro")
    page = text(sign_in(people["lead"]), "/moderation/log")
    for act_label in ("Archivo retenido", "Archivo rechazado"):
        assert act_label in page
    assert "Archivo retenido" not in text(sign_in(people["foreign lead"]), "/moderation/log").split("<table", 1)[-1]


def test_the_row_and_the_page_of_a_case(people, sign_in):
    attach(people)
    browser = sign_in(people["moderator"])
    desk = text(browser, "/moderation?kind=file")
    assert "acta.pdf" in desk
    assert 'data-key="a"' in desk
    page = text(browser, f"/moderation/files/{row().id}")
    assert "acta.pdf" in page
    answer = browser.post(f"/moderation/cases/file/{row().id}/decision", data={"outcome": "rejected", "reason": ""})
    assert answer.status_code == 422
    answer = browser.post(f"/moderation/cases/file/{row().id}/decision", data={"outcome": "released"})
    assert answer.status_code == 303
    assert browser.get(f"/moderation/files/{row().id}").status_code == 404


def test_ril_reads_of_a_rooms_file_only_with_a_trace(people, sign_in):
    attach(people, audience="city", name="acta reservada.pdf")
    browser = sign_in(people["moderator"])
    assert "reservada" not in text(browser, "/moderation?kind=file")
    assert readings() == 0
    assert "reservada" in text(browser, f"/moderation/files/{row().id}")
    assert readings() == 1
    assert "reservada" in text(sign_in(people["lead"]), "/moderation?kind=file")


def test_the_copy_of_ones_data_says_that_a_file_is_closed_and_why(people):
    attach(people)
    decide_as(people, "moderator", "rejected", "Tiene un programa dentro")
    section = next(one for one in quarantine_own_data.PART.sections if one.name == "retained_files")
    given = [dict(one) for one in section.rows(act(people["author"]))]
    assert [(one["name"], one["state"], one["answer"]) for one in given] == [
        ("acta.pdf", "rejected", "Tiene un programa dentro")
    ]
    assert list(section.rows(act(people["colleague"]))) == []


def test_a_closed_file_costs_one_statement_like_an_absent_one(people, count_queries):
    _post, file = attach(people)
    costs = []
    for who, asked in (("colleague", file), ("colleague", None), ("moderator", file), ("lead", file)):
        actor = act(people[who])
        with count_queries() as seen:
            ask(actor, "see_file", asked)
        costs.append(len(seen))
    assert costs == [1, 1, 1, 1]


def test_the_desk_keeps_to_its_budget_with_files_on_it(people, sign_in, count_queries):
    attach(people)
    attach(people, who="colleague")
    browser = sign_in(people["moderator"])
    browser.get("/moderation")
    with count_queries() as seen:
        browser.get("/moderation")
    assert len(seen) <= 10
