"""A banner of a topic says its title in both languages, and is shown to whoever may read the topic at the moment."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import NotFound
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.queries.announcing import announced_topic
from forum.discussion.sources import source_hash
from forum.news.models import Banner
from forum.news.own_data import PART
from tests.discussion.moved import merge
from tests.discussion.world import MEMBERS
from tests.discussion.world import STAFF
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.news.writing import banner_form
from tests.news.writing import make_banner

TITLE = "Encuentro de octubre"


def announce(world, ril, audience="public"):
    """Put a banner for everybody of a new topic over every page, and return both."""
    topic = world.topic(audience, title=TITLE)
    return topic, make_banner(ril, text_es=TITLE, text_pt="Encontro de outubro", topic_id=topic.id)


def readers(browsers):
    """Return who is shown the banner; everybody asks twice, for pages are kept."""
    return {name for name, one in browsers.items() if [TITLE in one.get("/nada?ui=es").text for _turn in "ab"][1]}


@pytest.fixture
def browsers(world, app, sign_in):
    return world.browsers(sign_in, app.test_client(use_cookies=False))


def field(page, name):
    found = BeautifulSoup(page, "html.parser").select_one(f"main [name={name}]")
    if found.name == "select":
        return found.select_one("[selected]")["value"]
    return found.get("value", "")


@pytest.mark.parametrize(("audience", "meant"), [("public", "everybody"), ("community", "members")])
def test_the_form_comes_filled_in_with_title_translation_and_address(world, ril, sign_in, audience, meant):
    topic = world.topic(audience, title=TITLE)
    browser = sign_in(ril)
    link = BeautifulSoup(browser.get(f"/t/{topic.slug}/{topic.id}").text, "html.parser").select_one(
        "a[href^='/moderation/banners/new']"
    )
    page = browser.get(link["href"]).text
    assert (field(page, "text_es"), field(page, "text_pt")) == (TITLE, TITLE)
    with transaction():
        save_title(
            SYSTEM, topic.id, NewTranslation("pt", source_hash(topic.title, topic.language), "Encontro de outubro")
        )
    page = browser.get(link["href"]).text
    assert (field(page, "text_es"), field(page, "text_pt")) == (TITLE, "Encontro de outubro")
    assert field(page, "url") == f"/t/{topic.slug}/{topic.id}"
    assert (field(page, "audience"), field(page, "topic")) == (meant, str(topic.id))

    form = banner_form(text_es=TITLE, text_pt=TITLE, url=field(page, "url"), audience=meant, topic=topic.id)
    assert field(browser.post("/moderation/banners", data=form | {"act": "preview"}).text, "topic") == str(topic.id)
    assert browser.post("/moderation/banners", data=form).status_code == 303
    assert session.scalars(select(Banner.topic_id)).one() == topic.id
    assert f"/t/{topic.id}" in browser.get("/moderation/banners").text
    reader = sign_in(world.people["author"])
    assert f'href="/t/{topic.slug}/{topic.id}"' in reader.get("/nada").text


@pytest.mark.parametrize("audience", ["city", "staff"])
def test_of_what_not_all_members_read_none_is_made(world, ril, sign_in, audience):
    topic = world.topic(audience)
    browser = sign_in(ril)
    assert "/moderation/banners/new" not in browser.get(f"/t/{topic.slug}/{topic.id}").text
    assert browser.get(f"/moderation/banners/new?topic={topic.id}").status_code == 404
    answer = browser.post("/moderation/banners", data=banner_form(topic=topic.id))
    assert answer.status_code == 409
    assert "Corte el viernes" in answer.text
    assert session.scalar(select(func.count(Banner.id))) == 0


@pytest.mark.parametrize("topic", ["x", "0", "-1", "999999", "9" * 30, "1" * 32_000, "%00", "1e3"])
def test_a_topic_that_is_none_is_refused(world, ril, sign_in, topic):
    browser = sign_in(ril)
    assert browser.get(f"/moderation/banners/new?topic={topic}").status_code in {400, 404}
    answer = browser.post("/moderation/banners", data=banner_form(topic=topic))
    assert 400 <= answer.status_code < 500
    assert session.scalar(select(func.count(Banner.id))) == 0


def test_nobody_else_is_offered_one(world, sign_in, client):
    topic = world.topic("public")
    for name in ("author", "lead", "foreign member", "visitor"):
        browser = client if name == "visitor" else sign_in(world.people[name])
        assert "/moderation/banners/new" not in browser.get(f"/t/{topic.slug}/{topic.id}").text
        assert browser.get(f"/moderation/banners/new?topic={topic.id}").status_code == 404
        actor = act(world.people["author" if name == "visitor" else name])
        with pytest.raises(NotFound):
            announced_topic(actor, topic.id)


EVERYBODY = {*MEMBERS, "visitor", "pending", "suspended"}
ROOM = {"author", "colleague", "lead", *STAFF}
CHANGES = {
    "narrowed to members": (lambda ril, t, _w: change_audience(act(ril), t.id, audience="community"), set(MEMBERS)),
    "narrowed to a room": (
        lambda ril, t, w: change_audience(act(ril), t.id, audience="city", city_id=w.city.id),
        ROOM,
    ),
    "narrowed to RIL": (lambda ril, t, _w: change_audience(act(ril), t.id, audience="staff"), set(STAFF)),
    "deleted": (lambda ril, t, _w: delete_post(act(ril), first_post(t).id, reason="Una razón"), set()),
    "merged": (lambda ril, t, w: merge(ril, t.id, w.topic("public").id), set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_vanishes_from_the_next_request_on_for_whom_the_topic_does(world, ril, browsers, change):
    do, remaining = CHANGES[change]
    topic, banner = announce(world, ril)
    assert readers(browsers) == EVERYBODY
    do(ril, topic, world)
    assert readers(browsers) == remaining
    for name, browser in browsers.items():
        answer = browser.post(f"/banners/{banner.id}/closing", data={"next": "/latest"})
        assert answer.status_code == (303 if name in remaining else 404), name


def test_of_a_topic_for_members_visitors_read_nothing_whoever_the_banner_is_for(world, ril, browsers):
    announce(world, ril, "community")
    assert readers(browsers) == set(MEMBERS)


def test_of_a_topic_that_is_restored_it_stands_again(world, ril, browsers):
    topic, _banner = announce(world, ril)
    delete_post(act(ril), first_post(topic).id, reason="Una razón")
    restore_post(act(ril), first_post(topic).id)
    assert readers(browsers) == EVERYBODY


def test_who_closed_it_is_not_shown_it_again_and_others_are(world, ril, sign_in, app):
    _topic, banner = announce(world, ril)
    closer, other = sign_in(world.people["author"]), sign_in(world.people["lead"])
    visitor = app.test_client()
    for browser in (closer, visitor):
        assert browser.post(f"/banners/{banner.id}/closing", data={"next": "/latest"}).status_code == 303
        assert TITLE not in browser.get("/nada?ui=es").text
    assert TITLE in other.get("/nada?ui=es").text


def test_a_visitor_cannot_ask_by_their_cookie_whether_there_is_one(world, ril, app):
    _topic, hidden = announce(world, ril, "community")
    seen = make_banner(ril)
    visitor = app.test_client()
    visitor.post(f"/banners/{seen.id}/closing", data={})
    [cookie] = [one for one in visitor._cookies.values() if str(seen.id) == one.value]
    visitor.set_cookie(cookie.key, f"{hidden.id}.{seen.id}")
    visitor.post(f"/banners/{seen.id}/closing", data={})
    assert [one.value for one in visitor._cookies.values() if one.key == cookie.key] == [str(seen.id)]


def test_an_edit_does_not_take_it_from_its_topic(world, ril, sign_in, browsers):
    topic, banner = announce(world, ril)
    browser = sign_in(ril)
    assert field(browser.get(f"/moderation/banners/{banner.id}/edit").text, "topic") == str(topic.id)
    changed = banner_form(text_es=f"{TITLE}: ya", based_on="1", topic="")
    assert browser.post(f"/moderation/banners/{banner.id}", data=changed).status_code == 303
    assert session.scalars(select(Banner.topic_id)).one() == topic.id
    change_audience(act(ril), topic.id, audience="staff")
    assert readers(browsers) == set(STAFF)


def test_visitors_read_no_handle_in_it_and_markup_is_none(world, ril, client, sign_in):
    topic = world.topic("public")
    make_banner(ril, text_es="<b>Con</b> @ana.prieto", topic_id=topic.id)
    assert "&lt;b&gt;Con&lt;/b&gt; @…" in client.get("/nada?ui=es").text
    assert "&lt;b&gt;Con&lt;/b&gt; @ana.prieto" in sign_in(world.people["author"]).get("/nada?ui=es").text


def test_the_copy_of_ones_data_says_that_it_was_closed_and_not_what_it_said(world, ril, sign_in):
    topic, banner = announce(world, ril)
    author = world.people["author"]
    sign_in(author).post(f"/banners/{banner.id}/closing", data={})
    change_audience(act(ril), topic.id, audience="staff")
    [row] = list(PART.sections[0].rows(act(author)))
    assert row["text"] is None
    assert row["created_at"] is not None


def test_it_costs_members_no_statement_and_visitors_none_on_kept_pages(world, ril, sign_in, client, count_queries):
    browsers = [sign_in(world.people["author"]), sign_in(ril), client]
    topic = world.topic("public")
    before = [_cost(browser, count_queries) for browser in browsers]
    make_banner(ril, topic_id=topic.id)
    assert [_cost(browser, count_queries) for browser in browsers] == before


def _cost(browser, count_queries):
    for number in range(2):
        browser.get(f"/latest?x={number}")
    with count_queries() as seen:
        browser.get("/latest?x=3")
    return len(seen)
