"""The guide of a stage stands first in it and before a question is asked, for whoever may read it."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.bulk.commands import Change
from forum.bulk.commands import change_topics
from forum.certification.queries import get_stage
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.discussion.beside import StageGuide
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.curation import pin_topic
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.guiding import end_guide
from forum.discussion.commands.guiding import make_guide
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.queries.details import details_of
from forum.discussion.queries.lists import MOST_PINNED
from forum.discussion.sources import source_hash
from tests.discussion.moved import merge
from tests.discussion.moved import split
from tests.discussion.moved import topic_now
from tests.discussion.world import KINDS
from tests.discussion.world import MEMBERS
from tests.discussion.world import OUTSIDE
from tests.discussion.world import STAFF
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.discussion.world import sees
from tests.factories.accounts import act

STAGE = "/c/evidence?ui=es"


def guide(browser, address=STAGE):
    """Return language and title of the guide on a page; None where there is none."""
    found = BeautifulSoup(browser.get(address).text, "html.parser").select_one(".notice--guide a")
    return (found["lang"], found.get_text()) if found is not None else None


def guides():
    session.rollback()
    return {row.stage_id: row.topic_id for row in session.execute(select(StageGuide.stage_id, StageGuide.topic_id))}


def edit(ril, topic, **changes):
    before = details_of(topic_now(topic.id))
    values = {field: getattr(before, field) for field in before.__dataclass_fields__} | changes
    edit_topic(act(ril), topic.id, wanted=type(before)(**values), base=before.fingerprint())


@pytest.mark.parametrize("audience", ["public", "community"])
def test_it_stands_first_in_its_stage_for_whoever_may_read_it(world, ril, sign_in, client, audience):
    topic = world.topic(audience, title="Cómo reunir evidencia", kind="discussion")
    make_guide(act(ril), topic.id)
    for name, browser in world.browsers(sign_in, client).items():
        reads = audience == "public" or sees(audience, name)
        assert (guide(browser) is not None) == reads, name
        page = browser.get(STAGE).text
        assert page.count("Cómo reunir evidencia") == int(reads), f"{name}: once, and not in the list below"
        assert guide(browser, "/c/validation?ui=es") is None
        assert guide(browser, "/?ui=es") is None


def test_it_is_offered_before_somebody_asks_in_that_stage(world, ril, sign_in):
    topic = world.topic(title="Cómo reunir evidencia")
    make_guide(act(ril), topic.id)
    author = sign_in(world.people["author"])
    assert guide(author, "/new-topic?stage=evidence") == ("es", "Cómo reunir evidencia")
    assert guide(author, "/new-topic?stage=validation") is None
    assert guide(author, "/new-topic?stage=nowhere") is None
    refused = author.post("/new-topic", data={"stage": "evidence", "title": "x"})
    assert "Cómo reunir evidencia" in refused.text
    change_audience(act(ril), topic.id, audience="staff")
    assert guide(author, "/new-topic?stage=evidence") is None


@pytest.mark.parametrize(("language", "label"), [("es", "Guía de la etapa"), ("pt", "Guia da etapa")])
def test_its_title_is_in_the_language_of_the_page(world, ril, client, language, label):
    topic = world.topic("public", title="Cómo reunir evidencia")
    with transaction():
        save_title(
            SYSTEM, topic.id, NewTranslation("pt", source_hash(topic.title, topic.language), "Como reunir evidências")
        )
    make_guide(act(ril), topic.id)
    expected = {"es": ("es", "Cómo reunir evidencia"), "pt": ("pt-BR", "Como reunir evidências")}[language]
    address = f"/c/evidence?ui={language}"
    assert guide(client, address) == expected
    assert label in client.get(address).text


@pytest.mark.parametrize("audience", KINDS)
@pytest.mark.parametrize("who", [*MEMBERS, *OUTSIDE])
def test_only_ril_makes_one_and_only_of_what_all_members_read(world, sign_in, client, audience, who):
    topic = world.topic(audience)
    browser = client if who == "visitor" else sign_in(world.people[who])
    before = row_counts()
    answers = [browser.post(f"/topics/{topic.id}/guide{more}").status_code for more in ("", "/removal")]
    if who in STAFF:
        assert answers == [303 if audience in {"public", "community"} else 403, 303]
        return
    absent = browser.post("/topics/999999/guide").status_code
    assert set(answers) <= {403, absent} if sees(audience, who) or audience == "public" else {absent, 302, 303}
    assert guides() == {}
    assert row_counts() == before


def test_commands_refuse_by_themselves(world, ril):
    topic, room = world.topic(), world.topic("city")
    for command in (make_guide, end_guide):
        with pytest.raises(Forbidden):
            command(act(world.people["lead"]), topic.id)
        with pytest.raises(NotFound):
            command(act(world.people["foreign member"]), room.id)
        with pytest.raises(NotFound):
            command(act(ril), 999_999)
    with pytest.raises(Forbidden):
        make_guide(act(ril), room.id)
    delete_post(act(ril), first_post(topic).id, reason="Una razón")
    with pytest.raises(Conflict):
        make_guide(act(ril), topic.id)


def test_a_stage_has_one_and_another_takes_its_place(world, ril, sign_in):
    first, second = world.topic(title="La primera"), world.topic(title="La segunda")
    browser = sign_in(ril)
    for topic in (first, second, second):
        assert browser.post(f"/topics/{topic.id}/guide").status_code == 303
    assert guides() == {first.stage_id: second.id}
    assert guide(browser) == ("es", "La segunda")
    assert "La primera" in browser.get(STAGE).text, "in the list again"
    assert [len(events(kind)) for kind in ("GuideMade", "GuideEnded")] == [2, 0]
    assert events("GuideMade")[1][1].before == {"topic_id": first.id}
    page = browser.get(f"/t/{second.slug}/{second.id}").text
    assert f"/topics/{second.id}/guide/removal" in page
    assert f"/topics/{first.id}/guide/removal" not in browser.get(f"/t/{first.slug}/{first.id}").text

    for _turn in range(2):
        assert browser.post(f"/topics/{second.id}/guide/removal").status_code == 303
    assert guides() == {}
    assert guide(browser) is None
    assert len(events("GuideEnded")) == 1
    log = browser.get("/moderation/log").text
    assert "Tema hecho guía de su etapa" in log
    assert "Tema que ya no es guía de su etapa" in log


LOSSES = {
    "narrowed to RIL": (lambda ril, topic, _w: change_audience(act(ril), topic.id, audience="staff"), STAFF),
    "narrowed to a room": (
        lambda ril, topic, w: change_audience(act(ril), topic.id, audience="city", city_id=w.city.id),
        ("author", "colleague", "lead", *STAFF),
    ),
    "narrowed to members": (
        lambda ril, topic, _w: change_audience(act(ril), topic.id, audience="community"),
        MEMBERS,
    ),
    "deleted": (lambda ril, topic, _w: delete_post(act(ril), first_post(topic).id, reason="Una razón"), ()),
    "moved to another stage": (lambda ril, topic, _w: edit(ril, topic, stage_id=get_stage("validation").id), ()),
    "moved with others": (
        lambda ril, topic, _w: change_topics(act(ril), [topic.id], Change("stage", get_stage("validation").id)),
        (),
    ),
    "ended": (lambda ril, topic, _w: end_guide(act(ril), topic.id), ()),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_from_the_next_request_on_it_shows_to_nobody_for_whom_it_is_no_more(world, ril, app, sign_in, loss):
    change, remaining = LOSSES[loss]
    topic = world.topic("public", title="Cómo reunir evidencia")
    make_guide(act(ril), topic.id)
    browsers = world.browsers(sign_in, app.test_client(use_cookies=False))
    for browser in browsers.values():
        for _turn in range(2):
            assert guide(browser) == ("es", "Cómo reunir evidencia")
    change(ril, topic, world)
    for name, browser in browsers.items():
        for _turn in range(2):
            assert (guide(browser) is not None) == (name in remaining), name


def test_of_a_topic_that_is_restored_it_is_there_again_and_of_one_that_comes_back_to_its_stage_not(world, ril, client):
    topic = world.topic("public")
    make_guide(act(ril), topic.id)
    delete_post(act(ril), first_post(topic).id, reason="Una razón")
    restore_post(act(ril), first_post(topic).id)
    assert guide(client) is not None
    edit(ril, topic, stage_id=get_stage("validation").id)
    edit(ril, topic, stage_id=topic.stage_id)
    assert guide(client) is None
    assert guides() == {}


def test_it_goes_along_when_its_topic_goes_into_another_and_comes_back_when_that_is_undone(world, ril, client):
    topic, target = world.topic("public", title="Cómo reunir"), world.topic("public", title="Todo sobre evidencia")
    make_guide(act(ril), topic.id)
    merged = merge(ril, topic.id, target.id)
    assert guides() == {topic.stage_id: target.id}
    assert guide(client) == ("es", "Todo sobre evidencia")
    undo_move(act(ril), merged.id)
    assert guides() == {topic.stage_id: topic.id}
    assert guide(client) == ("es", "Cómo reunir")


def test_it_does_not_go_into_another_stage_and_posts_that_move_do_not_take_it(world, ril):
    topic, elsewhere = world.topic(), world.topic(stage="validation")
    reply = world.reply(topic)
    make_guide(act(ril), topic.id)
    split(ril, topic.id, reply)
    assert guides() == {topic.stage_id: topic.id}
    merge(ril, topic.id, elsewhere.id)
    assert guides() == {}


def test_the_guide_that_takes_in_another_topic_stays_the_guide(world, ril):
    topic, other = world.topic(), world.topic()
    make_guide(act(ril), topic.id)
    undo_move(act(ril), merge(ril, other.id, topic.id).id)
    assert guides() == {topic.stage_id: topic.id}


def test_beside_it_as_many_topics_are_pinned_as_without_it_and_no_other_is_left_out(world, ril, sign_in):
    topics = [world.topic(title=f"Tema-{number}") for number in range(MOST_PINNED + 3)]
    for topic in topics[1:]:
        pin_topic(act(ril), topic.id)
    browser = sign_in(world.people["author"])
    for step in (lambda: None, lambda: make_guide(act(ril), topics[0].id), lambda: make_guide(act(ril), topics[3].id)):
        step()
        page = BeautifulSoup(browser.get(STAGE).text, "html.parser")
        assert len(page.select(".pinned li")) == MOST_PINNED
        for topic in topics:
            assert page.select_one("main").get_text().count(topic.title) >= 1, topic.title
    narrowed = browser.get("/c/evidence?lang=pt&ui=es")
    assert "Tema-3" in narrowed.text, "whatever the list is narrowed to"


def test_names_in_its_title_are_masked_for_visitors_and_markup_is_none(world, ril, client):
    topic = world.topic("public", title="<b>Guía</b> de @ana.prieto")
    make_guide(act(ril), topic.id)
    assert guide(client) == ("es", "<b>Guía</b> de @…")


def test_the_page_of_a_stage_costs_no_statement_more(world, ril, sign_in, count_queries):
    topic, browser = world.topic(), sign_in(world.people["author"])
    costs = []
    for step in (lambda: None, lambda: make_guide(act(ril), topic.id)):
        step()
        browser.get(STAGE)
        # What is kept is out of date now: the page asks for everything again.
        world.topic()
        with count_queries() as seen:
            browser.get(STAGE)
        costs.append(len(seen))
    assert costs[0] == costs[1]
