"""What is kept in memory for many readers gives none of them what another one may see."""

from itertools import permutations

import pytest
from flask import Flask

from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

READERS = ("visitor", "stranger", "neighbour", "staff")


@pytest.mark.parametrize("order", list(permutations(READERS))[::5])
def test_a_page_says_the_same_whoever_read_it_before(app: Flask, sign_in, client, order):
    city = make_city("Ciudad del autor")
    author = make_user("Autora Reservada", city=city)
    topic = make_topic(author, audience="public")
    make_reply(topic, author)
    browsers = {
        "visitor": client,
        "stranger": sign_in(make_user(city=make_city())),
        "neighbour": sign_in(make_user(city=city)),
        "staff": sign_in(make_staff()),
    }
    for role in order:
        for page in (f"/t/{topic.slug}/{topic.id}", "/latest"):
            text = browsers[role].get(page).text
            assert ("Autora Reservada" in text) == (role != "visitor"), (role, page)
            assert ("Ciudad del autor" in text) == (role != "visitor"), (role, page)
            # Her page is for those of her city and for RIL: she did not agree to be shown to others.
            linked = f'href="/u/{author.handle}"' in text
            assert linked <= (role in {"neighbour", "staff"}), (role, page)
            if page.startswith("/t/"):
                assert linked == (role in {"neighbour", "staff"}), (role, page)
