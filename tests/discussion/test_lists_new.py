"""The list of what is new to a member, and how many posts are."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.curation import reopen_topic
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Topic
from tests.discussion.lists import SignIn
from tests.discussion.lists import titles
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user())


def test_new_holds_what_was_not_opened_and_what_has_more_than_was_read(sign_in: SignIn) -> None:
    member = make_user()
    reader = sign_in(member)
    opened, unopened = make_topic(title="Abierto"), make_topic(title="Sin abrir")
    reader.get(f"/t/{opened.slug}/{opened.id}")
    assert titles(reader, "/new") == ["Sin abrir"]
    make_reply(opened)
    assert titles(reader, "/new") == ["Abierto", "Sin abrir"]
    page = reader.get("/").text
    assert f"/t/{opened.slug}/{opened.id}/2#new" in page
    make_reply(unopened, member)
    assert titles(reader, "/new") == ["Abierto"]
    other = sign_in(make_user())
    assert titles(other, "/new") == ["Sin abrir", "Abierto"]


def test_everything_can_be_taken_as_read_at_once(sign_in: SignIn) -> None:
    member = make_user()
    reader = sign_in(member)
    hidden = make_topic(make_staff(), audience="staff")
    for _ in range(3):
        make_topic()
    assert len(titles(reader, "/new")) == 3
    answer = reader.post("/new/readings")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/new")
    assert titles(reader, "/new") == []
    assert reader.post("/new/readings").status_code == 303
    with transaction():
        session.get_one(Topic, hidden.id).audience = "community"
        session.get_one(Topic, hidden.id).title = "Recién abierto"
    make_topic(title="Otro")
    assert set(titles(reader, "/new")) == {"Recién abierto", "Otro"}


def test_new_is_for_members(client: FlaskClient, sign_in: SignIn) -> None:
    assert client.get("/new").status_code == 404
    assert sign_in(make_user(state="pending")).get("/new").status_code == 404


def test_what_a_moderator_did_is_no_news(sign_in: SignIn) -> None:
    staff = act(make_staff())
    reader = sign_in(make_user())
    topic = make_topic(title="Con avisos")
    reader.get(f"/t/{topic.slug}/{topic.id}")
    close_topic(staff, topic.id)
    reopen_topic(staff, topic.id)
    assert titles(reader, "/new") == []
    assert "Con avisos" in titles(reader, "/")
    assert "nuevo" not in row_of(reader, "/")
    assert 'id="new"' not in reader.get(f"/t/{topic.slug}/{topic.id}").text


def test_new_posts_are_counted_without_notices_and_reading_goes_on_at_the_first(sign_in: SignIn) -> None:
    staff = act(make_staff())
    reader = sign_in(make_user())
    topic = make_topic(title="Con avisos")
    reader.get(f"/t/{topic.slug}/{topic.id}")
    close_topic(staff, topic.id)
    reopen_topic(staff, topic.id)
    make_reply(topic)
    hide_post(staff, make_reply(topic).id, reason="Datos personales")
    close_topic(staff, topic.id)
    assert titles(reader, "/new") == ["Con avisos"]
    assert "1 nuevo" in row_of(reader, "/")
    assert f"/t/{topic.slug}/{topic.id}/4#new" in reader.get("/").text
    page = BeautifulSoup(reader.get(f"/t/{topic.slug}/{topic.id}/4").text, "html.parser")
    line = page.select_one("#new")
    assert line is not None
    assert line.get_text().startswith("1 ")
    after = line.find_next("article")
    assert after is not None
    assert after["id"] == "post-4"
    assert titles(reader, "/new") == []


def test_a_topic_whose_only_new_post_was_hidden_is_not_new(sign_in: SignIn) -> None:
    reader = sign_in(make_user())
    topic = make_topic()
    reader.get(f"/t/{topic.slug}/{topic.id}")
    reply = make_reply(topic)
    assert len(titles(reader, "/new")) == 1
    hide_post(act(make_staff()), reply.id, reason="Datos personales")
    assert titles(reader, "/new") == []
    restore_post(act(make_staff()), reply.id)
    assert len(titles(reader, "/new")) == 1


def row_of(client: FlaskClient, address: str) -> str:
    row = BeautifulSoup(client.get(address).text, "html.parser").select_one("#topics .topic-title")
    assert row is not None
    assert row.parent is not None
    return row.parent.get_text(" ")
