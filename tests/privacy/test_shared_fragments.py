"""What is kept in memory for many readers gives none of them what another one may see."""

from itertools import permutations

import pytest
from flask import Flask

from forum.discussion.commands.removal import hide_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

READERS = ("visitor", "stranger", "neighbour", "staff")


@pytest.mark.parametrize("order", list(permutations(READERS))[::5])
def test_a_page_says_the_same_whoever_read_it_before(app: Flask, sign_in, client, run_worker, order):
    city = make_city("Ciudad del autor")
    author = make_user("Autora Reservada", city=city)
    named = make_user(city=city)
    topic = make_topic(author, audience="public", title="Composteras")
    make_reply(topic, author, body=f"@{named.handle} escribe de composteras")
    run_worker()
    browsers = {
        "visitor": client,
        "stranger": sign_in(make_user(city=make_city())),
        "neighbour": sign_in(make_user(city=city)),
        "staff": sign_in(make_staff()),
    }
    for role in order:
        for page in (f"/t/{topic.slug}/{topic.id}", "/latest", "/search?q=composteras"):
            text = browsers[role].get(page).text
            assert "omposteras" in text, (role, page)
            assert page == "/latest" or (f"@{named.handle}" in text) == (role != "visitor"), (role, page)
            assert ("Autora Reservada" in text) == (role != "visitor"), (role, page)
            assert ("Ciudad del autor" in text) == (role != "visitor"), (role, page)
            # Her page is for those of her city and for RIL: she did not agree to be shown to others.
            linked = f'href="/u/{author.handle}"' in text
            assert linked <= (role in {"neighbour", "staff"}), (role, page)
            if page.startswith("/t/"):
                assert linked == (role in {"neighbour", "staff"}), (role, page)


SECRET = "zqtextoescondido"


@pytest.mark.parametrize("order", list(permutations(("stranger", "author", "lead", "staff")))[::3])
def test_a_page_with_a_hidden_post_is_read_whole_only_by_its_author_and_who_curates(app: Flask, sign_in, client, order):
    city = make_city()
    author = make_user(city=city)
    topic = make_topic(make_user(city=city), audience="public")
    hidden = make_reply(topic, author, body=f"Dato {SECRET}")
    make_reply(topic, author, body="A la vista")
    hide_post(act(make_staff()), hidden.id, reason="Datos de una persona")
    browsers = {
        "visitor": client,
        "stranger": sign_in(make_user(city=make_city())),
        "neighbour": sign_in(make_user(city=city)),
        "author": sign_in(author),
        "lead": sign_in(make_user(city=city, role="lead")),
        "staff": sign_in(make_staff()),
    }
    page = f"/t/{topic.slug}/{topic.id}"
    for role in ("visitor", *order, "neighbour", *order):
        text = browsers[role].get(page).text
        assert "A la vista" in text, role
        assert (SECRET in text) == (role in {"author", "lead", "staff"}), role


def test_everybody_else_shares_a_page_with_a_hidden_post(app: Flask, sign_in, count_queries):
    topic = make_topic(make_user(), audience="public")
    hidden = make_reply(topic, make_user())
    hide_post(act(make_staff()), hidden.id, reason="Datos de una persona")
    city = make_city()
    browsers = [sign_in(make_user(city=city)) for _ in range(2)]
    other = make_topic(make_user(), audience="public")
    statements = []
    for browser in browsers:
        browser.get(f"/t/{other.slug}/{other.id}")
    for browser in browsers:
        with count_queries() as seen:
            browser.get(f"/t/{topic.slug}/{topic.id}")
        statements.append(len(seen))
    assert statements[1] < statements[0]
