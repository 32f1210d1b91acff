"""Editing posts and topics: the five minutes of grace, revisions, and two editors at once."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.queries.details import details_of
from tests.discussion.world import details_form
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import make_world
from tests.discussion.world import text_form

START = "2026-11-25T12:00:00Z"


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def revisions(post_id):
    session.rollback()
    return session.scalar(select(func.count(Revision.id)).where(Revision.post_id == post_id))


def again(row):
    session.rollback()
    session.expire_all()
    return session.get_one(type(row), row.id)


@pytest.fixture
def written(app):
    """Give a world with a topic and a reply, at noon."""
    with time_machine.travel(START, tick=False) as clock:
        world = make_world()
        topic = world.topic()
        reply = world.reply(topic, body="Texto original.")
        yield world, topic, reply, clock


def test_a_slip_corrected_within_five_minutes_leaves_no_trace(written, sign_in):
    world, _topic, reply, clock = written
    clock.move_to("2026-11-25T12:04:59Z")

    answer = sign_in(world.people["foreign member"]).post(
        f"/posts/{reply.id}/text", data=text_form(reply, "Corregido.")
    )

    post = again(reply)
    assert answer.status_code == 303
    assert (post.body, post.revision, post.edited_at) == ("Corregido.", 1, None)
    assert revisions(post.id) == 0


def test_later_the_old_text_is_kept(written, sign_in):
    world, _topic, reply, clock = written
    clock.move_to("2026-11-25T12:05:01Z")

    sign_in(world.people["foreign member"]).post(
        f"/posts/{reply.id}/text", data=text_form(reply, "Corregido.", reason="Faltaba la fecha")
    )

    post = again(reply)
    assert (post.revision, post.edited_at is not None) == (2, True)
    old, new = session.scalars(select(Revision).where(Revision.post_id == post.id).order_by(Revision.number)).all()
    assert (old.body, old.editor_id) == ("Texto original.", world.people["foreign member"].id)
    assert (new.reason, new.editor_id) == ("Faltaba la fecha", world.people["foreign member"].id)


def test_a_moderators_edit_within_the_grace_leaves_a_trace(written, sign_in):
    world, _topic, reply, _clock = written

    sign_in(world.people["moderator"]).post(f"/posts/{reply.id}/text", data=text_form(reply, "Sin el teléfono."))

    assert again(reply).revision == 2


def test_an_author_does_not_overwrite_a_moderators_edit_without_a_trace(written, sign_in):
    world, _topic, reply, clock = written
    clock.move_to("2026-11-25T13:00:00Z")
    sign_in(world.people["moderator"]).post(f"/posts/{reply.id}/text", data=text_form(reply, "Sin el teléfono."))
    clock.move_to("2026-11-25T13:01:00Z")

    sign_in(world.people["foreign member"]).post(
        f"/posts/{reply.id}/text", data=text_form(again(reply), "Con teléfono.")
    )

    bodies = session.scalars(select(Revision.body).where(Revision.post_id == reply.id).order_by(Revision.number)).all()
    assert bodies[:2] == ["Texto original.", "Sin el teléfono."]
    assert again(reply).revision == 3


def test_saving_the_same_text_changes_nothing(written, sign_in):
    world, topic, reply, clock = written
    clock.move_to("2026-11-25T13:00:00Z")
    before = again(topic).version

    sign_in(world.people["foreign member"]).post(f"/posts/{reply.id}/text", data=text_form(reply, "Texto original."))

    assert again(reply).revision == 1
    assert again(topic).version == before
    assert events("PostEdited") == []


def test_the_second_of_two_editors_gets_both_texts(written, sign_in):
    world, _topic, reply, clock = written
    clock.move_to("2026-11-25T13:00:00Z")
    form = text_form(reply, "La versión de la autora.")
    sign_in(world.people["moderator"]).post(f"/posts/{reply.id}/text", data=text_form(reply, "La versión de RIL."))
    browser = sign_in(world.people["foreign member"])

    refused = browser.post(f"/posts/{reply.id}/text", data=form)

    page = soup(refused)
    assert refused.status_code == 409
    assert page.select_one(".conflict .source").text == "La versión de RIL."
    assert page.select_one("textarea[name=body]").text.strip() == "La versión de la autora."
    assert again(reply).body == "La versión de RIL."

    base = page.select_one("input[name=base]")["value"]
    saved = browser.post(f"/posts/{reply.id}/text", data=form | {"base": base})
    assert saved.status_code == 303
    assert again(reply).body == "La versión de la autora."


def test_what_changes_around_a_text_is_no_conflict(written, sign_in):
    world, topic, reply, clock = written
    clock.move_to("2026-11-25T13:00:00Z")
    form = text_form(reply, "Otra versión.")
    moderator = sign_in(world.people["moderator"])
    moderator.post(f"/posts/{reply.id}/hiding", data={"reason": "Lo miramos"})
    moderator.post(f"/posts/{reply.id}/hiding/removal")
    moderator.post(f"/topics/{topic.id}/closing", data={})
    moderator.post(f"/topics/{topic.id}/closing/removal")

    assert sign_in(world.people["foreign member"]).post(f"/posts/{reply.id}/text", data=form).status_code == 303


def test_a_wrong_text_gives_the_editor_back(written, sign_in):
    world, _topic, reply, _clock = written
    browser = sign_in(world.people["foreign member"])

    empty = browser.post(f"/posts/{reply.id}/text", data=text_form(reply, " ", reason="un motivo"))
    complex_text = browser.post(f"/posts/{reply.id}/text", data=text_form(reply, "[" * 2_000))

    assert (empty.status_code, complex_text.status_code) == (422, 422)
    assert soup(empty).select_one("input[name=reason]")["value"] == "un motivo"
    assert again(reply).body == "Texto original."


def test_an_edit_that_comes_after_the_topic_was_closed_is_not_lost(written, sign_in):
    world, topic, reply, _clock = written
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/closing", data={})

    answer = sign_in(world.people["foreign member"]).post(f"/posts/{reply.id}/text", data=text_form(reply, "Mi cambio"))

    assert answer.status_code == 403
    assert soup(answer).select_one("textarea").text.strip() == "Mi cambio"


def test_the_preview_of_an_edit_changes_nothing(written, sign_in):
    world, _topic, reply, _clock = written

    answer = sign_in(world.people["foreign member"]).post(
        f"/posts/{reply.id}/text", data=text_form(reply, "Con **negrita**", preview="1")
    )

    assert soup(answer).select_one(".preview strong").text == "negrita"
    assert again(reply).body == "Texto original."


def test_the_editor_comes_alone_where_the_post_stands(written, sign_in):
    world, _topic, reply, _clock = written
    browser = sign_in(world.people["foreign member"])

    whole = browser.get(f"/posts/{reply.id}/edit")
    alone = browser.get(f"/posts/{reply.id}/edit", headers={"HX-Request": "true"})

    assert "<html" in whole.text
    assert "<html" not in alone.text
    assert soup(alone).select_one("form textarea[name=body]").text.strip() == "Texto original."


def test_editing_renews_mentions(written, sign_in):
    world, _topic, reply, _clock = written
    browser = sign_in(world.people["foreign member"])
    browser.post(f"/posts/{reply.id}/text", data=text_form(reply, "Gracias @elisa.braga"))
    assert session.scalars(select(Mention.user_id)).all() == [world.people["foreign lead"].id]

    browser.post(f"/posts/{reply.id}/text", data=text_form(again(reply), "Gracias @recife"))

    session.rollback()
    assert session.scalars(select(Mention.city_id)).all() == [world.other_city.id]


def test_correcting_the_language_of_the_first_post_corrects_the_topics(written, sign_in):
    world, topic, _reply, _clock = written
    post = first_post(topic)

    sign_in(world.people["author"]).post(f"/posts/{post.id}/text", data=text_form(post, post.body, language="pt"))

    assert again(topic).language == again(post).language == "pt"


def test_title_stage_language_and_criteria_change_in_one_step_with_one_revision(written, sign_in):
    world, topic, _reply, clock = written
    clock.move_to("2026-11-25T13:00:00Z")
    old = topic.title

    answer = sign_in(world.people["moderator"]).post(
        f"/topics/{topic.id}/details",
        data=details_form(
            topic,
            title="Título corregido",
            stage="roadmap",
            language="pt",
            criteria=["OD1"],
            practices=["DM"],
            reason="Para encontrarlo mejor",
        ),
    )

    changed = again(topic)
    assert answer.status_code == 303
    assert answer.location == f"/t/titulo-corregido/{topic.id}"
    assert (changed.title, changed.language, first_post(changed).language) == ("Título corregido", "pt", "pt")
    assert first_post(changed).revision == 2
    for kind in ("TopicRenamed", "TopicMoved", "TopicLanguageChanged", "TopicCriteriaChanged"):
        ((event, detail),) = events(kind)
        assert event.actor_id == world.people["moderator"].id
        assert detail.reason == "Para encontrarlo mejor"
    assert events("TopicRenamed")[0][1].before == {"title": old}
    notices = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.kind == "notice")).all()
    assert [notice.notice["kind"] for notice in notices] == ["moved"]


def test_an_author_who_corrects_the_stage_at_once_leaves_no_notice(written, sign_in):
    world, topic, _reply, _clock = written

    sign_in(world.people["author"]).post(f"/topics/{topic.id}/details", data=details_form(topic, stage="roadmap"))

    assert session.scalars(select(Post).where(Post.kind == "notice")).all() == []
    assert first_post(topic).revision == 1


def test_a_topic_sent_back_unchanged_stays_as_it_was(written, sign_in):
    world, topic, _reply, clock = written
    browser = sign_in(world.people["author"])
    browser.post(f"/topics/{topic.id}/details", data=details_form(topic, criteria=["OD1"]))
    clock.move_to("2026-11-25T13:00:00Z")
    topic = again(topic)
    before = topic.version

    page = soup(browser.get(f"/topics/{topic.id}/edit"))
    form = details_form(topic, criteria=["OD1"], practices=["OD"], base=page.select_one("input[name=base]")["value"])
    assert browser.post(f"/topics/{topic.id}/details", data=form).status_code == 303

    assert again(topic).version == before
    assert len(events("TopicCriteriaChanged")) == 1


def test_the_second_editor_of_a_topic_sees_what_it_is_now(written, sign_in):
    world, topic, _reply, _clock = written
    form = details_form(topic, title="El título de la autora")
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/details", data=details_form(topic, title="El de RIL"))
    browser = sign_in(world.people["author"])

    refused = browser.post(f"/topics/{topic.id}/details", data=form)

    page = soup(refused)
    assert refused.status_code == 409
    assert "El de RIL" in page.select_one(".conflict").text
    assert page.select_one("input[name=title]")["value"] == "El título de la autora"
    saved = browser.post(
        f"/topics/{topic.id}/details", data=form | {"base": page.select_one("input[name=base]")["value"]}
    )
    assert saved.status_code == 303
    assert details_of(again(topic)).title == "El título de la autora"


def test_more_than_three_practices_are_refused_with_the_form(written, sign_in):
    world, topic, _reply, _clock = written

    refused = sign_in(world.people["author"]).post(
        f"/topics/{topic.id}/details", data=details_form(topic, practices=["PA", "DM", "OD", "EI"], title="Otro título")
    )

    assert refused.status_code == 422
    assert soup(refused).select_one("input[name=title]")["value"] == "Otro título"
    assert again(topic).title == topic.title
    assert isinstance(again(topic), Topic)
