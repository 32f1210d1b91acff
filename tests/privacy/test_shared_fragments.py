"""What is kept in memory for many readers gives none of them what another one may see."""

import re
from itertools import permutations

import pytest
import time_machine
from flask import Flask

from forum.accounts.queries import get_user
from forum.core.db import transaction
from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
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
            if page.startswith("/search"):
                # The words looked for and the cities to choose from stand elsewhere on the page.
                text = text.partition('<ol class="results">')[2].partition("</ol>")[0]
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


def hide(post: Post) -> None:
    hide_post(act(make_staff()), post.id, reason="Datos de una persona")


def delete(post: Post) -> None:
    delete_post(act(make_staff()), post.id, reason="Pedido de la ciudad")


@pytest.mark.parametrize("withhold", [hide, delete])
@pytest.mark.parametrize("order", list(permutations(("stranger", "author", "lead", "staff")))[::3])
def test_a_page_with_a_withheld_post_is_read_whole_only_by_its_author_and_who_curates(
    app: Flask, sign_in, client, withhold, order
):
    city = make_city()
    author = make_user(city=city)
    topic = make_topic(make_user(city=city), audience="public")
    withheld = make_reply(topic, author, body=f"Dato {SECRET}")
    make_reply(topic, author, body="A la vista")
    withhold(withheld)
    browsers = {
        "visitor": client,
        "pending": sign_in(make_user(city=city, state="pending")),
        "stranger": sign_in(make_user(city=make_city())),
        "neighbour": sign_in(make_user(city=city)),
        "author": sign_in(author),
        "lead": sign_in(make_user(city=city, role="lead")),
        "staff": sign_in(make_staff()),
    }
    page = f"/t/{topic.slug}/{topic.id}"
    for role in ("visitor", "pending", *order, "neighbour", *order, "visitor"):
        text = browsers[role].get(page).text
        assert "A la vista" in text, role
        assert (SECRET in text) == (role in {"author", "lead", "staff"}), role


def test_a_withheld_text_is_its_authors_for_thirty_days_whoever_reads_the_page_meanwhile(app: Flask, sign_in):
    city = make_city()
    author, neighbour = make_user(city=city), make_user(city=city)
    topic = make_topic(make_user(city=city), audience="community")
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        hide(make_reply(topic, author, body=f"Dato {SECRET}"))
        for day, own in (("2026-03-02", True), ("2026-03-30", True), ("2026-04-01", False)):
            clock.move_to(f"{day}T12:00:00Z")
            for reader, reads in ((neighbour, False), (author, own), (neighbour, False)):
                text = sign_in(reader).get(f"/t/{topic.slug}/{topic.id}").text
                assert (SECRET in text) == reads, (day, reader.id)


def test_a_withheld_answer_from_another_page_stays_withheld_on_the_first(app: Flask, sign_in, client):
    city = make_city()
    asker, author = make_user(city=city), make_user(city=city)
    topic = make_topic(asker, audience="public")
    for _ in range(20):
        make_reply(topic, asker)
    answer = make_reply(topic, author, body=f"Dato {SECRET}")
    mark_answer(act(asker), topic.id, post_id=answer.id)
    page = f"/t/{topic.slug}/{topic.id}"
    assert SECRET in client.get(page).text
    hide(answer)
    for browser in (sign_in(author), client, sign_in(make_staff()), sign_in(make_user(city=city))):
        assert SECRET not in browser.get(page).text


def test_everybody_else_shares_a_page_with_a_withheld_post(app: Flask, sign_in, count_queries):
    topic = make_topic(make_user(), audience="public")
    hide(make_reply(topic, make_user()))
    city = make_city()
    browsers = [sign_in(make_user(city=city)) for _ in range(2)]
    read = []
    for browser in browsers:
        with count_queries() as seen:
            browser.get(f"/t/{topic.slug}/{topic.id}")
        read.append(any("post.html" in statement for statement in seen))
    assert read == [True, False]


def test_ril_reads_nothing_of_a_city_room_in_a_search_whoever_searched_before(app: Flask, sign_in, run_worker):
    city = make_city()
    member, staff = make_user(city=city), make_staff()
    make_topic(
        make_user(city=city), title="Composteras", body=f"Sobre composteras {SECRET}", audience="city", city=city
    )
    run_worker()
    for reader, reads in ((member, True), (staff, False), (member, True)):
        text = sign_in(reader).get("/search?q=composteras").text
        assert '<ol class="results">' in text
        assert (SECRET in text) == reads


def test_each_reader_of_a_find_has_the_words_marked_that_they_looked_for(app: Flask, sign_in, run_worker):
    make_topic(make_user(), title="Composteras y huertas", body="Del barrio", audience="community")
    run_worker()
    browsers = [sign_in(make_user()) for _ in range(2)]
    for browser, word, other in ((browsers[0], "omposteras", "huertas"), (browsers[1], "huertas", "omposteras")):
        text = browser.get(f"/search?q=c{word}" if word == "omposteras" else f"/search?q={word}").text
        marked = re.findall(r"<mark>(.*?)</mark>", text)
        assert marked
        assert all(word in found and other not in found for found in marked)


def test_one_find_is_told_in_each_readers_language_and_time_zone(app: Flask, sign_in, run_worker):
    with time_machine.travel("2026-03-12T15:00:00Z", tick=False):
        make_topic(make_user(), title="Composteras", audience="community")
        run_worker()
        told = {}
        for language, zone in (("es", "America/Lima"), ("pt", "America/Lima"), ("es", "America/Sao_Paulo")):
            reader = make_user(language=language)
            with transaction():
                get_user(reader.id).time_zone = zone
            told[language, zone] = (
                sign_in(reader).get("/search?q=composteras").text.partition('<ol class="results">')[2]
            )
    assert "10:00" in told["es", "America/Lima"]
    assert "12:00" in told["es", "America/Sao_Paulo"]
    assert "Mensaje #1" in told["es", "America/Lima"]
    assert "Mensagem #1" in told["pt", "America/Lima"]
