"""Who sees which topic on which surface: the rule, its SQL twin, and every list."""

from collections.abc import Callable
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.models import User
from forum.cities.models import City
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.clock import now
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import visible_topics
from forum.discussion.policy import visible_with_deleted
from tests.answers import without_token
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

SignIn = Callable[[User], FlaskClient]

#: Audience → who reads it, of the roles below. `city` is the room of the home city.
READERS = {
    "public": {"visitor", "pending", "suspended", "member", "other", "lead", "moderator", "administrator"},
    "community": {"member", "other", "lead", "moderator", "administrator"},
    "city": {"member", "lead", "moderator", "administrator"},
    "staff": {"moderator", "administrator"},
}
ROLES = sorted(READERS["public"])


@pytest.fixture
def home(app: object) -> City:
    return make_city("Rionegro", stage="validation", shares=True)


@pytest.fixture
def topics(home: City) -> dict[str, Topic]:
    staff, member = make_staff(), make_user(city=home)
    made = {
        "public": make_topic(member, title="Palabra pública", audience="public", practices=["DM"], criteria=["DM2"]),
        "community": make_topic(member, title="Palabra comunitaria", practices=["DM"], criteria=["DM2"]),
        "city": make_topic(
            member, title="Palabra vecinal", audience="city", city=home, practices=["DM"], criteria=["DM2"]
        ),
        "staff": make_topic(staff, title="Palabra interna", audience="staff", practices=["DM"], criteria=["DM2"]),
    }
    for topic in made.values():
        make_reply(topic, staff)
    with transaction():
        for topic in session.scalars(select(Topic)):
            topic.status = "open"
    return made


@pytest.fixture
def browser(home: City, client: FlaskClient, sign_in: SignIn) -> Callable[[str], FlaskClient]:
    def of(role: str) -> FlaskClient:
        if role == "visitor":
            return client
        people: dict[str, Callable[[], User]] = {
            "pending": lambda: make_user(state="pending"),
            "suspended": lambda: make_user(city=home, state="suspended"),
            "member": lambda: make_user(city=home),
            "other": make_user,
            "lead": lambda: make_user(city=home, role="lead"),
            "moderator": make_staff,
            "administrator": lambda: make_staff(role="administrator"),
        }
        return sign_in(people[role]())

    return of


@pytest.mark.parametrize("role", ROLES)
def test_each_list_shows_exactly_what_the_reader_may_read(
    role: str, topics: dict[str, Topic], browser: Callable[[str], FlaskClient]
) -> None:
    reader = browser(role)
    pages = ["/", "/latest", "/unanswered", "/top?period=week", "/c/evidence", "/practices/dm", "/criteria/DM2"]
    if role not in {"visitor", "pending", "suspended"}:
        pages.append("/new")
    for address in pages:
        answer = reader.get(address)
        assert answer.status_code == 200, address
        for audience, topic in topics.items():
            assert (topic.title in answer.text) == (role in READERS[audience]), (address, audience)


@pytest.mark.parametrize(("role", "audience"), sorted(product(ROLES, READERS)))
def test_a_topic_page_opens_for_its_readers_and_does_not_exist_for_others(
    role: str, audience: str, topics: dict[str, Topic], browser: Callable[[str], FlaskClient]
) -> None:
    reader, topic = browser(role), topics[audience]
    answer = reader.get(f"/t/{topic.slug}/{topic.id}")
    if role in READERS[audience]:
        assert answer.status_code == 200
        assert topic.title in answer.text
        return
    assert answer.status_code == 404
    absent = reader.get(f"/t/{topic.slug}/{topic.id + 1000}")
    assert absent.status_code == 404
    addresses = [
        f"/t/{topic.id}",
        f"/t/otra-cosa/{topic.id}",
        f"/t/{topic.slug}/{topic.id}/2",
        f"/t/{topic.slug}/{topic.id}/jump?number=2",
        f"/t/{topic.slug}/{topic.id}.atom",
        f"/posts/{session.scalar(select(Post.id).where(Post.topic_id == topic.id, Post.number == 2))}",
    ]
    for address in addresses:
        hidden = reader.get(address)
        assert hidden.status_code == 404, address
        assert "Location" not in hidden.headers
        assert topic.title not in hidden.text
        assert {name for name, _value in hidden.headers} == {name for name, _value in absent.headers}


def test_an_absent_and_a_hidden_topic_answer_alike(topics: dict[str, Topic], client: FlaskClient) -> None:
    def masked(topic_id: int) -> str:
        answer = client.get(f"/t/algo/{topic_id}", headers={"X-Request-Id": "request-0001"})
        return without_token(answer.text).replace(f"/{topic_id}", "/N").replace(f"%2F{topic_id}", "%2FN")

    assert masked(topics["staff"].id) == masked(99_999)


def _actors() -> list[Actor]:
    made = [VISITOR, SYSTEM]
    for state, role, city, place in product(
        ("pending", "active", "suspended", "anonymised"),
        ("member", "moderator", "administrator"),
        (None, 1, 2),
        (None, "member", "lead"),
    ):
        made.append(Actor(id=1, state=state, site_role=role, city_id=city, city_role=place))
    return made


def test_the_rule_and_its_sql_twin_agree_on_every_case(app: object) -> None:
    first, second = make_city(), make_city()
    assert (first.id, second.id) == (1, 2)
    author = make_user(city=first)
    with transaction():
        for audience, room, of, deleted in product(
            ("public", "community", "city", "staff"), (1, 2), (None, 1, 2), (False, True)
        ):
            session.add(
                Topic(
                    title="x",
                    slug="x",
                    kind="question",
                    stage_id=1,
                    audience=audience,
                    city_id=room if audience == "city" else None,
                    author_id=author.id,
                    author_city_id=of,
                    language="es",
                    last_post_at=now(),
                    deleted_at=now() if deleted else None,
                )
            )
    everything = session.scalars(select(Topic)).all()
    for actor in _actors():
        allowed = {topic.id for topic in everything if can_see_topic(actor, topic)}
        exact = set(session.scalars(select(Topic.id).where(visible_with_deleted(actor))))
        listed = set(session.scalars(select(Topic.id).where(visible_topics(actor))))
        assert exact == allowed, actor
        assert listed == {topic.id for topic in everything if topic.id in allowed and not topic.deleted}, actor


def test_who_loses_membership_sees_nothing_more_from_the_next_request_on(
    topics: dict[str, Topic], home: City, sign_in: SignIn
) -> None:
    member = make_user(city=home)
    reader = sign_in(member)
    assert topics["city"].title in reader.get("/").text
    with transaction():
        session.get_one(User, member.id).state = "suspended"
    page = reader.get("/").text
    assert topics["city"].title not in page
    assert topics["community"].title not in page
    assert reader.get(f"/t/{topics['city'].slug}/{topics['city'].id}").status_code == 404


def test_visitors_read_no_name_city_or_handle_of_who_did_not_agree(home: City, client: FlaskClient) -> None:
    author = make_user("Paula Rendón", city=home)
    other = make_user("Ramiro Quiroga", city=home)
    topic = make_topic(author, audience="public", body=f"Gracias, @{other.handle}.")
    make_reply(topic, other, body=f"De nada, @{author.handle}.")
    for address in ("/", f"/t/{topic.slug}/{topic.id}", "/latest.atom", f"/t/{topic.slug}/{topic.id}.atom"):
        text = client.get(address).text
        for word in ("Paula", "Rendón", "Ramiro", "Quiroga", "Rionegro", author.handle, other.handle):
            assert word not in text, (address, word)


def test_visitors_read_the_name_of_who_agreed_when_the_city_did_too(client: FlaskClient) -> None:
    city = make_city("Recife")
    with transaction():
        session.get_one(City, city.id).shows_members_publicly = True
    topic = make_topic(make_user("Camila Duarte", city=city, shown_publicly=True), audience="public")
    assert "Camila Duarte" in client.get(f"/t/{topic.slug}/{topic.id}").text


def test_ril_reading_a_citys_room_is_written_down_before_the_answer(
    topics: dict[str, Topic], sign_in: SignIn, home: City
) -> None:
    reader = sign_in(make_staff())
    reader.get(f"/t/{topics['city'].slug}/{topics['city'].id}")
    reader.get(f"/t/{topics['community'].slug}/{topics['community'].id}")
    found = session.scalars(select(Event).where(Event.kind == "CityTopicReadByStaff")).all()
    assert [(event.subject_id, event.city_id) for event in found] == [(topics["city"].id, home.id)]


def test_members_do_not_learn_the_stage_of_a_city_that_does_not_share_it(client: FlaskClient, sign_in: SignIn) -> None:
    make_city("Ciudad Reservada", stage="evidence")
    make_city("Ciudad Abierta", stage="evidence", shares=True)
    page = sign_in(make_user()).get("/c/evidence").text
    assert "Ciudad Abierta" in page
    assert "Ciudad Reservada" not in page
    assert "Ciudad Abierta" not in client.get("/c/evidence").text
    assert "Ciudad Reservada" in sign_in(make_staff()).get("/c/evidence").text
