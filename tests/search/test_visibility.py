"""Nobody finds, or learns by searching, what they may not read."""

import re

import pytest

from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.search.finding import find


@pytest.fixture
def reader(app, sign_in):
    return sign_in(make_user())


@pytest.mark.parametrize("audience", ["community", "city", "staff"])
def test_a_visitor_finds_public_topics_only(app, visitor, run_worker, audience):
    city = make_city()
    author = make_staff() if audience == "staff" else make_user(city=city)
    make_topic(author, title="Un catastro reservado", audience=audience, city=city if audience == "city" else None)
    public = make_topic(title="Catastro abierto", audience="public")
    run_worker()

    assert find(visitor, "catastro") == [f"/t/{public.slug}/{public.id}/1"]


def test_a_room_is_found_by_its_city_and_by_ril_and_by_nobody_else(app, sign_in, run_worker):
    city = make_city()
    mate = make_user(city=city)
    topic = make_topic(mate, title="Catastro interno", audience="city", city=city)
    run_worker()
    here = [f"/t/{topic.slug}/{topic.id}/1"]

    assert find(sign_in(mate), "catastro") == here
    assert find(sign_in(make_staff()), "catastro") == here
    assert find(sign_in(make_user()), "catastro") == []
    assert find(sign_in(make_user(city=city, state="suspended")), "catastro") == []
    assert find(sign_in(make_user(state="pending")), "catastro") == []


def _narrowed(topic, post):
    change_audience(act(make_staff()), topic.id, audience="staff")


def _hidden(topic, post):
    hide_post(act(make_staff()), post.id, reason="Prueba")


def _deleted(topic, post):
    delete_post(act(make_staff()), post.id, reason="Prueba")


def _topic_deleted(topic, post):
    delete_post(act(make_staff()), post.id - 1, reason="Prueba")


@pytest.mark.parametrize("act_", [_narrowed, _hidden, _deleted, _topic_deleted])
def test_what_was_narrowed_hidden_or_deleted_is_gone_from_the_next_search_on(reader, run_worker, act_):
    topic = make_topic(title="Un tema")
    post = make_reply(topic, body="Un catastro completo")
    run_worker()
    assert len(find(reader, "catastro")) == 1

    act_(topic, post)

    assert find(reader, "catastro") == []
    run_worker()
    assert find(reader, "catastro") == []


def test_posts_that_one_may_not_see_change_neither_order_nor_pages(reader, run_worker):
    author, room = make_user(), make_city()
    mate = make_user(city=room)
    topic = make_topic(author, title="Tema")
    for number in range(25):
        make_reply(
            topic, author, body=f"Catastro y presupuesto {'presupuesto ' * (number % 4)}{'catastro ' * (number % 3)}"
        )
    make_topic(author, title="Presupuesto y catastro")
    run_worker()
    before = reader.get("/search?q=catastro+presupuesto").get_data(as_text=True)

    for _number in range(12):
        make_topic(
            mate, title="Presupuesto presupuesto", body="presupuesto " * 30 + "catastro", audience="city", city=room
        )
    run_worker()

    after = reader.get("/search?q=catastro+presupuesto").get_data(as_text=True)
    assert _masked(after) == _masked(before)


def _masked(html):
    return re.sub(r"<time.*?</time>|csrf_token\" value=\"[^\"]*", "", html)


def test_members_find_by_mention_and_visitors_learn_nothing_of_names(app, sign_in, visitor, run_worker):
    named = make_user("Lucía Prieto", shown_outside=True)
    city = make_city("Rionegro", slug="rionegro")
    topic = make_topic(
        make_user(city=city), title="Saludo", body="Gracias @lucia.prieto y @rionegro por la ayuda", audience="public"
    )
    run_worker()
    here = [f"/t/{topic.slug}/{topic.id}/1"]

    assert find(sign_in(make_user()), "prieto") == here
    assert find(sign_in(make_user()), "rionegro") == here
    assert find(visitor, "prieto") == find(visitor, "rionegro") == []
    assert find(visitor, "saludo", city="rionegro") == find(visitor, "saludo", city="atlantis") == here
    page = visitor.get("/search?q=ayuda").get_data(as_text=True)
    assert named.handle not in page
    assert "ionegro" not in page


def test_a_visitor_sees_a_new_public_topic_as_soon_as_it_is_indexed(app, visitor, run_worker):
    topic = make_topic(title="Catastro", audience="public")
    assert find(visitor, "catastro") == []

    run_worker()

    assert find(visitor, "catastro") == [f"/t/{topic.slug}/{topic.id}/1"]
