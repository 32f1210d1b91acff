"""The author of a post and RIL decide on proposals; who made one is told; what was decided can be undone."""

import pytest

from forum.core import clock
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Topic
from forum.translation.commands.correcting import accept_proposal
from forum.translation.commands.correcting import decline_proposal
from forum.translation.commands.correcting import restore_correction
from forum.translation.commands.removing import remove_correction
from tests.discussion.test_double_submit import at_once
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import BETTER
from tests.translation.correcting import MACHINE
from tests.translation.correcting import corrections
from tests.translation.correcting import improve
from tests.translation.correcting import present
from tests.translation.reading import page


def test_a_new_proposal_takes_the_place_of_ones_own_and_the_author_is_told_once(
    poor_post, helper, author, sign_in, run_worker
):
    improve(helper, poor_post, BETTER)
    run_worker()
    begins = page(sign_in(helper), f"/posts/{poor_post.id}/translation/edit")
    assert begins.select_one("textarea").text.strip() == "Publicamos o edital ontem."
    assert "Empiezas con tu propia propuesta" in begins.text
    improve(helper, poor_post, "Ontem publicamos o edital.")
    run_worker()
    assert [row.text for row in corrections(poor_post)] == ["Ontem publicamos o edital."]
    assert page(sign_in(author), "/notices").text.count("propuso una traducción") == 1
    assert "Mis propuestas 1" in page(sign_in(helper), "/translations?list=own").text


def test_an_older_proposal_shows_what_it_would_change_now_and_no_key_accepts_it(poor_post, helper, author, sign_in):
    improve(helper, poor_post, "Publicamos o edital ontem.\n\nObrigada.")
    other = improve(make_user(), poor_post, BETTER)
    accept_proposal(act(author), poor_post.id, other.id)
    shown = page(sign_in(author), f"/posts/{poor_post.id}/translation")
    assert shown.select_one("button[autofocus]") is None
    assert "Aceptar en lugar de la actual" in shown.text
    assert "Obrigado" in shown.select_one(".versions del").text


def test_in_a_closed_topic_the_author_proposes_and_ril_decides(poor_post, author):
    topic = session.get(Topic, poor_post.topic_id)
    close_topic(act(make_staff()), topic.id)
    assert improve(author, poor_post, BETTER).state == "proposed"
    assert improve(make_staff(), poor_post, "Da RIL.").state == "accepted"


def test_a_proposal_for_an_earlier_text_is_kept_and_cannot_be_accepted_as_it_is(poor_post, author, helper, sign_in):
    row = improve(helper, poor_post, BETTER)
    edit_post(
        act(author), poor_post.id, body="Publicamos dos pliegos.", language="es", base=fingerprint(poor_post.body, "es")
    )
    with pytest.raises(Conflict):
        accept_proposal(act(author), poor_post.id, row.id)
    shown = page(sign_in(author), f"/posts/{poor_post.id}/translation")
    assert shown.select_one("button[autofocus]") is None
    assert "edital" in shown.text
    start = page(sign_in(author), f"/posts/{poor_post.id}/translation/edit?start={row.id}")
    assert "edital" in " ".join(area.text for area in start.select("textarea"))


def test_a_proposal_is_decided_on_once(poor_post, author, helper):
    row = improve(helper, poor_post, BETTER)
    accept_proposal(act(author), poor_post.id, row.id)
    with pytest.raises(Conflict):
        decline_proposal(act(make_staff()), poor_post.id, row.id)


def test_two_who_decide_at_the_same_moment_decide_once(app, poor_post, author, helper):
    number, proposal = poor_post.id, improve(helper, poor_post, BETTER).id
    one, other = act(author), act(make_staff())
    results = at_once(
        app,
        [
            lambda: accept_proposal(one, number, proposal),
            lambda: decline_proposal(other, number, proposal, reason="No"),
        ],
    )
    assert len([one for one in results if isinstance(one, Conflict)]) == 1


@pytest.mark.parametrize("who", ["helper", "stranger"])
def test_only_the_author_and_ril_decide(poor_post, helper, who):
    row = improve(helper, poor_post, BETTER)
    with pytest.raises(Forbidden):
        accept_proposal(act(helper if who == "helper" else make_user()), poor_post.id, row.id)


def test_a_declined_proposal_says_why_to_who_made_it_and_to_nobody_else(poor_post, author, helper, sign_in, run_worker):
    row = improve(helper, poor_post, BETTER)
    decline_proposal(act(author), poor_post.id, row.id, reason="Zqrazón")
    run_worker()
    assert "Zqrazón" in page(sign_in(helper), f"/posts/{poor_post.id}/translation").text
    assert "Zqrazón" not in page(sign_in(make_user()), f"/posts/{poor_post.id}/translation").text
    assert "no aceptó tu traducción" in page(sign_in(helper), "/notices").text


def test_the_author_is_told_of_proposals_and_who_proposed_of_what_became_of_it(
    poor_post, author, helper, sign_in, run_worker
):
    row = improve(helper, poor_post, BETTER)
    run_worker()
    assert "propuso una traducción mejor de tu mensaje" in page(sign_in(author), "/notices").text
    accept_proposal(act(make_staff("Rita")), poor_post.id, row.id)
    run_worker()
    assert "revisó la traducción de tu mensaje" in page(sign_in(author), "/notices").text
    assert "aceptó tu traducción" in page(sign_in(helper), "/notices").text


def test_who_proposed_is_thanked_on_their_page(poor_post, author, helper, sign_in):
    row = improve(helper, poor_post, BETTER)
    browser = sign_in(make_user())
    assert "traducción revisada" not in page(browser, f"/u/{helper.handle}").text
    accept_proposal(act(author), poor_post.id, row.id)
    assert "1 traducción revisada" in page(browser, f"/u/{helper.handle}").text


def test_the_history_shows_what_changed_and_restores_it(poor_post, author, sign_in):
    first = improve(author, poor_post, BETTER)
    improve(author, poor_post, "Publicamos o edital hoje.\n\nObrigado.")
    shown = page(sign_in(author), f"/posts/{poor_post.id}/translation")
    assert "prego" in " ".join(old.text for old in shown.select("del"))
    assert "hoje" in " ".join(new.text for new in shown.select("ins"))
    restore_correction(act(author), poor_post.id, first.id)
    assert present(poor_post).text == BETTER
    restore_correction(act(author), poor_post.id, first.id, side="before")
    assert present(poor_post).text == MACHINE
    assert len(corrections(poor_post)) == 4
    with pytest.raises(Forbidden):
        restore_correction(act(make_user()), poor_post.id, first.id)


def test_nothing_is_improved_on_a_post_that_is_hidden(poor_post, helper):
    hide_post(act(make_staff()), poor_post.id, reason="Datos")
    with pytest.raises(Forbidden):
        improve(helper, poor_post, BETTER)


def test_a_correction_of_another_post_is_not_found(poor_post, author, helper):
    row = improve(helper, poor_post, BETTER)
    other = make_reply(make_topic(make_user()), author, body="Otra cosa.")
    with pytest.raises(NotFound):
        accept_proposal(act(author), other.id, row.id)


def test_the_time_of_a_correction_is_that_of_the_decision(poor_post, author, helper):
    row = improve(helper, poor_post, BETTER)
    moment = clock.now()
    accept_proposal(act(author), poor_post.id, row.id)
    assert corrections(poor_post)[0].decided_at >= moment


def test_who_curates_takes_a_text_out_of_the_history_but_not_the_present_one(poor_post, author, sign_in):
    first = improve(author, poor_post, "Zqdado pessoal.").id
    with pytest.raises(Conflict):
        remove_correction(act(make_staff()), poor_post.id, first)
    improve(author, poor_post, BETTER)
    with pytest.raises(Forbidden):
        remove_correction(act(author), poor_post.id, first)
    remove_correction(act(make_staff()), poor_post.id, first)
    assert [(row.before, row.text) for row in corrections(poor_post)] == [("", BETTER)]
    assert "Zqdado" not in page(sign_in(author), f"/posts/{poor_post.id}/translation").text
