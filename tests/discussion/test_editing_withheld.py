"""The form of an edit does not bring back the words of a quoted post that is hidden by now."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from forum.core import clock
from forum.core.db import session
from forum.discussion.commands.audience import change_audience
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.removal import restore_post
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

SECRET = "catalejo"


class Case:
    """A post that quotes another one, and its author in a browser."""

    def __init__(self, sign_in):
        self.source = make_topic(body=f"{SECRET} en la fuente")
        quote = f'Antes.\n[quote="alguien, post:1, topic:{self.source.id}"]\n{SECRET}\n[/quote]\nDe acuerdo.'
        author = make_user()
        self.post = make_reply(make_topic(), author, body=quote)
        self.browser = sign_in(author)
        self.first = session.query(Post).filter_by(topic_id=self.source.id, number=1).one()

    def hide(self):
        hide_post(act(make_staff()), self.first.id, reason="Prueba")

    def form(self):
        page = BeautifulSoup(self.browser.get(f"/posts/{self.post.id}/edit").text, "html.parser")
        values = {field["name"]: field.get("value", "") for field in page.select("form input[name]")}
        return values | {"body": page.select_one("textarea").text.strip(), "language": "es"}

    def row(self):
        session.rollback()
        session.expire_all()
        return session.get_one(Post, self.post.id)


@pytest.fixture
def case(app, sign_in):
    return Case(sign_in)


def test_the_form_has_the_words_as_long_as_they_may_be_read(case):
    assert SECRET in case.form()["body"]


def test_the_form_has_an_empty_quote_in_the_place_of_hidden_words(case):
    case.hide()
    assert case.form()["body"] == "Antes.\n> …\n\nDe acuerdo."


def test_the_form_says_nothing_of_a_topic_that_is_closed_to_the_author(case):
    change_audience(act(make_staff()), case.source.id, audience="staff")
    body = case.form()["body"]
    assert SECRET not in body
    assert str(case.source.id) not in body


def test_sending_the_form_as_it_came_changes_nothing(case):
    case.hide()
    before = case.row().version
    with clock.pretend(clock.now() + timedelta(hours=1)):
        assert case.browser.post(f"/posts/{case.post.id}/text", data=case.form()).status_code == 303
    assert case.row().version == before
    restore_post(act(make_staff()), case.first.id)
    assert SECRET in case.row().html


def test_an_edit_keeps_the_empty_quote_beside_the_new_words(case):
    case.hide()
    form = case.form()
    form["body"] = form["body"].replace("De acuerdo.", "Muy de acuerdo.")
    assert case.browser.post(f"/posts/{case.post.id}/text", data=form).status_code == 303
    page = BeautifulSoup(case.row().html, "html.parser")
    assert page.select_one("blockquote").text.strip() == "…"
    assert page.select("p")[-1].text == "Muy de acuerdo."


def test_the_second_of_two_editors_reads_no_hidden_words_in_the_other_text(case, sign_in):
    case.hide()
    late = case.form()
    staff = sign_in(make_staff())
    data = late | {
        "body": f'{late["body"]}\n\nDe RIL.\n\n[quote="x, post:1, topic:{case.source.id}"]\n{SECRET}\n[/quote]'
    }
    assert staff.post(f"/posts/{case.post.id}/text", data=data).status_code == 303
    answer = case.browser.post(f"/posts/{case.post.id}/text", data=late | {"body": "Mi otra versión."})
    assert answer.status_code == 409
    assert "De RIL." in answer.text
    assert SECRET not in answer.text
    again = BeautifulSoup(answer.text, "html.parser").select_one("input[name=base]")["value"]
    data = late | {"body": "Mi otra versión.", "base": again}
    assert case.browser.post(f"/posts/{case.post.id}/text", data=data).status_code == 303
