"""The demonstration has what the README promises, is marked, and can be removed as a whole."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.sessions import Origin
from forum.accounts.commands.sessions import sign_in
from forum.accounts.models import User
from forum.cities.models import City
from forum.core import clock
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.mail import OutgoingMail
from forum.core.relay import has_pending
from forum.demo import PASSWORD
from forum.demo.loading import load_demo
from forum.demo.loading import remove_demo
from forum.demo.people import SIGN_INS
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.insights.models import InsightCount
from forum.insights.models import MissedSearch
from forum.insights.tasks import roll_up_all
from forum.media.models import Upload
from tests.conftest import Database
from tests.copies import Copy
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.factories.media import make_upload


def _count(*conditions: object) -> int:
    return session.scalar(select(func.count(Topic.id)).where(*conditions)) or 0  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def demo_copy(database: Database) -> Copy[bool]:
    """Give the place where this process keeps the demonstration."""
    return Copy(database, "demo")


@pytest.fixture
def demo(app: object, demo_copy: Copy[bool]) -> None:
    demo_copy.given(_make)


def _make() -> bool:
    load_demo()
    return True


@pytest.mark.usefixtures("demo")
def test_the_demonstration_has_all_it_promises():
    assert session.scalar(select(func.count(City.id))) == 24
    assert _count(Topic.kind == "question", Topic.replies == 0) == 8
    assert _count(Topic.status == "solved") == 12
    assert _count(Topic.kind == "announcement", Topic.audience == "public") == 3
    questions = Topic.kind == "question"
    assert _count(questions, Topic.replies == 2) == 40
    assert 13 <= _count(questions, Topic.replies == 2, Topic.audience == "public") <= 14
    rooms = session.execute(
        select(Topic.city_id, func.count()).where(Topic.audience == "city").group_by(Topic.city_id)
    ).all()
    assert sorted(number for _city, number in rooms) == [3, 3]
    assert _count(Topic.audience == "staff") == 2
    long = session.scalars(select(Topic).order_by(Topic.last_number.desc()).limit(1)).one()
    posts = session.execute(select(Post.body, Post.language).where(Post.topic_id == long.id)).all()
    assert len({body for body, _language in posts}) == 300
    assert {language for _body, language in posts} == {"es", "pt"}

    _spans_two_years_and_nothing_lies_ahead()
    _every_invented_person_is_marked_in_the_name()
    _loading_tells_nobody_by_mail_and_leaves_no_work_behind()


def _spans_two_years_and_nothing_lies_ahead() -> None:
    first, last = session.execute(select(func.min(Post.created_at), func.max(Post.created_at))).one()
    assert (last - first).days > 600
    assert last <= clock.now()


def _every_invented_person_is_marked_in_the_name() -> None:
    people = session.scalars(select(User)).all()
    assert len(people) > 60
    assert all(user.is_demo and user.name.endswith("(demo)") for user in people)
    assert len({user.name for user in people}) == len(people)


@pytest.mark.usefixtures("demo")
def test_each_printed_sign_in_works_with_the_one_password_and_a_second_load_is_refused():
    origin = Origin(address="10.0.0.1", network="10.0.0.0/24")
    assert all(sign_in(f"{name}@demo.example", PASSWORD, origin).token for name in SIGN_INS)
    with pytest.raises(Conflict):
        load_demo()


def _loading_tells_nobody_by_mail_and_leaves_no_work_behind() -> None:
    assert session.scalar(select(func.count(OutgoingMail.id))) == 0
    assert not has_pending()


@pytest.mark.usefixtures("demo")
def test_removing_takes_everything_of_the_demonstration_and_nothing_else():
    person = make_user("Persona real")
    topic = make_topic(person, title="Una pregunta real")
    invented = session.scalars(select(User).where(User.email == "pt@demo.example")).one()
    make_reply(topic, invented, body="Uma resposta da demonstração.", language="pt")
    make_upload(invented)
    make_reply(topic, invented, body=f"Um arquivo: {link_to(make_upload(invented))}", language="pt")
    own = make_upload(person)

    roll_up_all()
    remove_demo()
    roll_up_all()
    session.rollback()

    assert session.scalars(select(User.id)).all() == [person.id]
    assert session.scalars(select(Upload.token)).all() == [own.token]
    kept = session.scalars(select(Topic)).one()
    assert (kept.title, kept.replies, kept.status) == ("Una pregunta real", 0, "open")
    assert session.scalar(select(func.count(City.id))) == 1
    counted = session.execute(
        select(InsightCount.measure, func.sum(InsightCount.number))
        .where(InsightCount.part == "all", InsightCount.measure.in_(("topics", "translations.read", "searches")))
        .group_by(InsightCount.measure)
    ).all()
    assert list(map(tuple, counted)) == [("topics", 1)]
    assert session.scalar(select(func.count()).select_from(MissedSearch)) == 0


@pytest.mark.usefixtures("demo")
def test_the_page_of_numbers_is_full_of_it(sign_in):
    roll_up_all()
    moderator = session.scalars(select(User).where(User.email == "moderator@demo.example")).one()
    page = BeautifulSoup(sign_in(moderator).get("/moderation/insights").data, "html.parser")
    figures = [block.dd.text for block in page.select(".kpis > div")]
    assert len(figures) == 7
    assert "–" not in figures
    assert page.select(".words li")
    assert all(figure.table for figure in page.select("figure.chart"))


@pytest.mark.usefixtures("demo")
def test_removed_topics_and_the_banner_leave_the_pages_at_once(visitor):
    before = visitor.get("/").get_data(as_text=True)
    remove_demo()
    after = visitor.get("/").get_data(as_text=True)

    assert "Bienvenida al foro" in before
    assert 'class="demo-bar"' in before
    assert "Bienvenida al foro" not in after
    assert 'class="demo-bar"' not in after
