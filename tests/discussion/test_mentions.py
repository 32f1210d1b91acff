"""Completing and keeping mentions of people and cities."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Mention
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply

JSON = {"Accept": "application/json"}


def names(browser, start):
    return [item["value"] for item in browser.get("/mentions", query_string={"q": start}, headers=JSON).json["items"]]


def test_people_of_ones_city_ril_and_those_who_agreed_are_offered(world, sign_in):
    make_user("Daniela Agreste", city=world.other_city, shown_outside=True)

    offered = {who: names(sign_in(world.people[who]), "da") for who in ("author", "foreign lead", "moderator")}

    assert offered["author"] == ["daniela.agreste"]
    assert offered["foreign lead"] == ["daniela.agreste", "davi.melo"]
    assert offered["moderator"] == ["daniela.agreste", "davi.melo"]
    assert names(sign_in(world.people["author"]), "mar") == ["marta.vega"]


def test_who_is_not_active_is_not_offered(world, sign_in):
    for start in ("pedro", "sara"):
        assert names(sign_in(world.people["moderator"]), start) == []


def test_cities_are_offered_by_name_and_slug(world, sign_in):
    browser = sign_in(world.people["author"])

    assert names(browser, "rec") == ["recife"]
    assert names(browser, "RIO") == ["rionegro"]
    assert browser.get("/mentions?q=recife", headers=JSON).json["items"][0]["label"].startswith("Recife, ")


@pytest.mark.parametrize("start", ["", "%", "_", "%%", "a%", "\\", "'", '"', "' OR 1=1 --", "x" * 60, "é", "@ana"])
def test_what_is_typed_is_never_a_pattern(world, sign_in, start):
    found = names(sign_in(world.people["moderator"]), start)

    assert "davi.melo" not in found


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 200])
def test_a_strange_beginning_is_refused(world, sign_in, query):
    assert sign_in(world.people["author"]).get(f"/mentions?{query}").status_code == 400


def test_the_fragment_says_name_and_city(world, sign_in):
    page = BeautifulSoup(sign_in(world.people["author"]).get("/mentions?q=ana").text, "html.parser")

    assert [row["data-value"] for row in page.select("[role=option]")] == ["ana.prieto"]
    assert "Ana Prieto · Rionegro, Colombia" in page.text


def test_mentions_are_kept_and_linked_only_for_those_whom_the_writer_may_know(world):
    topic = world.topic()

    post = make_reply(
        topic, world.people["author"], body="@carla.soto @davi.melo @recife @nobody `@marta.vega` a@marta.vega"
    )

    rows = session.execute(select(Mention.user_id, Mention.city_id).where(Mention.post_id == post.id)).all()
    assert {row.user_id for row in rows} - {None} == {world.people["lead"].id}
    assert {row.city_id for row in rows} - {None} == {world.other_city.id}
    assert 'href="/u/carla.soto"' in post.html
    assert 'href="/g/recife"' in post.html
    assert 'href="/u/davi.melo"' not in post.html, "they did not agree to be shown to other cities"
    assert "@nobody" in post.html


def test_a_flood_of_mentions_is_refused_with_the_text(world, sign_in):
    topic = world.topic()

    answer = sign_in(world.people["author"]).post(
        f"/topics/{topic.id}/posts", data={"body": "@carla.soto " * 400, "language": "es"}
    )

    assert answer.status_code == 422
    assert "@carla.soto @carla.soto" in answer.text


def test_the_answer_is_kept_by_no_cache(world, sign_in):
    assert "no-store" in sign_in(world.people["author"]).get("/mentions?q=a").headers["Cache-Control"]
