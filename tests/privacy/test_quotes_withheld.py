"""Words that were quoted before their source was closed to some: nowhere that those may read."""

from datetime import timedelta

import pytest
from flask import Flask

from forum.core import clock
from forum.core.db import session
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

WORD = "zqpalabrasecreta"
CLOSED = f"{WORD} dos\n[/quote]\n\nMi respuesta."
#: However a quote is written, the page withholds it; so must everything else.
SHAPES = {
    "closed": CLOSED,
    "unclosed": f"{WORD} dos",
    "with another in it": f'{WORD}\n[quote="otra, post:1, topic:99"]\nx\n[/quote]\n{CLOSED}',
    "with its end in code": f"antes\n```\n[/quote]\n```\n{CLOSED}",
}


def _quoting(text: str) -> tuple[Topic, Post, Post]:
    city = make_city()
    source = make_topic(make_user(city=city), body=f"{WORD} en la fuente")
    place = make_topic(make_user(city=city))
    author = make_user(city=city)
    quote = make_reply(place, author, body=f'Antes.\n[quote="alguien, post:1, topic:{source.id}"]\n{text}')
    with clock.pretend(clock.now() + timedelta(minutes=10)):
        edit_post(act(author), quote.id, body=f"Hola. {quote.body}", language="es", base=fingerprint(quote.body, "es"))
    return source, place, quote


def _close(source: Topic, how: str) -> None:
    staff = act(make_staff())
    if how == "narrowed":
        change_audience(staff, source.id, audience="staff")
    else:
        first = session.query(Post).filter_by(topic_id=source.id, number=1).one()
        hide_post(staff, first.id, reason="Una razón")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("how", ["narrowed", "hidden"])
def test_words_of_a_closed_source_are_on_no_page_that_shows_the_quoting_post(app: Flask, sign_in, shape, how):
    source, place, quote = _quoting(SHAPES[shape])
    reader = sign_in(make_user())
    pages = (
        f"/t/{place.slug}/{place.id}",
        f"/posts/{quote.id}/history",
        f"/posts/{quote.id}/history?view=sides",
        f"/topics/{place.id}/posts/new?quote={quote.id}",
    )
    assert all(WORD in reader.get(page).text for page in pages[:2])
    _close(source, how)
    for page in pages:
        answer = reader.get(page)
        assert answer.status_code == 200
        assert WORD not in answer.text, page


def test_the_rest_of_a_text_stays_in_its_history(app: Flask, sign_in):
    source, _place, quote = _quoting(CLOSED)
    _close(source, "narrowed")
    page = sign_in(make_user()).get(f"/posts/{quote.id}/history").text
    assert "Mi respuesta." in page
    assert WORD in sign_in(make_staff()).get(f"/posts/{quote.id}/history").text


def test_a_quote_of_a_number_that_no_row_can_have_is_withheld(app: Flask, sign_in):
    topic = make_topic()
    answer = sign_in(make_user()).post(
        f"/topics/{topic.id}/posts",
        data={"body": '[quote="x, post:999999999, topic:999999999999"]\nAlgo\n[/quote]\n\nHola', "language": "es"},
    )
    assert answer.status_code == 303
