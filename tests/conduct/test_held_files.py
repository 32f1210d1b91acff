"""Files of a text that waits: open to whoever decides on it, for exactly as long as it waits."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.commands.holding import approve_held
from forum.conduct.commands.holding import reject_held
from forum.conduct.commands.holding import reopen_held
from forum.conduct.commands.words import add_word
from forum.conduct.models import HeldPost
from forum.conduct.policy import decidable_held
from forum.conduct.policy import files_of_decidable
from forum.core.actor import SYSTEM
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.events import Event
from forum.core.policy import ask
from forum.discussion.models import Topic
from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.media.models import Upload
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.uploading import keep

WORDS = "Un chivo con su acta"


@pytest.fixture
def people(app):
    """Give everybody who might want to look, with a word that waits."""
    city = make_city("Rionegro")
    found = {
        "author": make_user("Ana Prieto", city=city),
        "colleague": make_user(city=city),
        "lead": make_user(city=city, role="lead"),
        "foreign member": make_user(city=make_city("Recife")),
        "foreign lead": make_user(city=make_city("Lobos"), role="lead"),
        "moderator": make_staff(),
        "administrator": make_staff(role="administrator"),
    }
    add_word(act(found["moderator"]), phrase="chivo", language="both", action="hold")
    return found


@pytest.fixture
def room(people):
    return make_topic(people["colleague"], audience="city")


def wait(browser, topic, *files):
    """Reply with files; return the number of the text that waits."""
    body = "\n\n".join([WORDS, *(link_to(file) for file in files)])
    answer = browser.post(f"/topics/{topic.id}/posts", data={"body": body, "language": "es"})
    assert answer.location == "/u/ana.prieto"
    session.rollback()
    return session.scalars(select(HeldPost.id).order_by(HeldPost.id.desc())).first()


def wait_as_a_topic(browser, *files, audience="city"):
    """Ask a question with files, which opens a topic once RIL says yes."""
    body = "\n\n".join([WORDS, *(link_to(file) for file in files)])
    form = {"title": "Una pregunta larga", "body": body, "stage": "evidence", "kind": "question", "language": "es"}
    assert browser.post("/new-topic", data=form | {"audience": audience}).location == "/u/ana.prieto"
    session.rollback()
    return session.scalars(select(HeldPost.id).order_by(HeldPost.id.desc())).first()


def who_opens(people, sign_in, client, address):
    """Return who is given a file at its address; everybody else gets what an absent one gets."""
    browsers = {who: sign_in(person) for who, person in people.items()} | {"visitor": client}
    opened = set()
    for who, browser in browsers.items():
        status = browser.get(address).status_code
        assert status in {200, 404}, who
        opened |= {who} if status == 200 else set()
    return opened


RIL = {"moderator", "administrator"}


def test_the_files_of_a_text_for_the_community_are_opened_by_its_author_and_ril(people, sign_in, client):
    document, photo = keep(people["author"]), keep(people["author"], "foto.jpg", picture(size=(1600, 900)))
    wait(sign_in(people["author"]), make_topic(people["foreign member"]), document, photo)
    for address in (
        file_address(document.token, document.name),
        file_address(photo.token, photo.name),
        preview_address(photo.token),
    ):
        assert who_opens(people, sign_in, client, address) == {"author", *RIL}, address


def test_the_files_of_a_text_for_a_room_are_opened_by_its_lead_too(people, room, sign_in, client):
    document = keep(people["author"])
    wait(sign_in(people["author"]), room, document)
    address = file_address(document.token, document.name)
    assert who_opens(people, sign_in, client, address) == {"author", "lead", *RIL}


def test_the_files_of_a_question_for_a_room_are_opened_by_its_lead_too(people, sign_in, client):
    document = keep(people["author"])
    wait_as_a_topic(sign_in(people["author"]), document)
    address = file_address(document.token, document.name)
    assert who_opens(people, sign_in, client, address) == {"author", "lead", *RIL}


@pytest.mark.parametrize("ending", ["rejected", "withdrawn", "approved"])
def test_with_the_decision_a_file_is_gone_or_the_posts_from_the_next_request_on(people, room, sign_in, client, ending):
    document = keep(people["author"])
    number = wait(sign_in(people["author"]), room, document)
    address = file_address(document.token, document.name)
    if ending == "rejected":
        reject_held(act(people["moderator"]), number, reason="No va aquí")
    elif ending == "withdrawn":
        assert sign_in(people["author"]).post(f"/held/{number}/removal").status_code == 303
    else:
        approve_held(act(people["lead"]), number)
    after = {"author", "lead", "colleague", *RIL} if ending == "approved" else {"author"}
    assert who_opens(people, sign_in, client, address) == after
    if ending == "rejected":
        reopen_held(act(people["moderator"]), number)
        assert who_opens(people, sign_in, client, address) == {"author", "lead", *RIL}


def test_a_text_that_names_somebody_elses_file_opens_it_to_nobody(people, sign_in, client):
    foreign = keep(people["foreign member"])
    wait(sign_in(people["author"]), make_topic(people["foreign member"]), foreign)
    address = file_address(foreign.token, foreign.name)
    assert who_opens(people, sign_in, client, address) == {"foreign member"}


def test_a_hidden_file_costs_what_an_absent_one_costs(people, room, sign_in, count_queries):
    document = keep(people["author"])
    wait(sign_in(people["author"]), room, document)
    stranger, costs = act(people["foreign lead"]), []
    for asked in (document, None):
        with count_queries() as seen:
            assert not ask(stranger, "see_file", asked)
        costs.append(len(seen))
    assert costs == [1, 1]


def test_the_rule_of_files_is_the_rule_of_the_texts_that_wait(people, room, sign_in):
    browser = sign_in(people["author"])
    for place in (room, make_topic(people["foreign member"])):
        wait(browser, place, keep(people["author"], content=PDF + str(place.id).encode()))
    wait_as_a_topic(browser, keep(people["author"], content=PDF + b"1"))
    wait_as_a_topic(browser, keep(people["author"], content=PDF + b"2"), audience="community")
    for actor in (*(act(person) for person in people.values()), VISITOR, SYSTEM):
        texts = select(HeldPost.upload_ids).outerjoin(Topic, Topic.id == HeldPost.topic_id).where(decidable_held(actor))
        of_texts = {number for ids in session.scalars(texts) for number in ids}
        assert set(session.scalars(select(Upload.id).where(files_of_decidable(actor)))) == of_texts


def readings():
    session.rollback()
    kinds = ("CityTopicReadByStaff", "HeldTextReadByStaff")
    return session.scalar(select(func.count(Event.id)).where(Event.kind.in_(kinds)))


def test_ril_opens_a_file_for_a_room_only_with_a_trace_and_a_page_just_read_is_one(people, room, sign_in):
    document = keep(people["author"])
    numbers = (
        wait(sign_in(people["author"]), room, document),
        wait_as_a_topic(sign_in(people["author"]), keep(people["author"], content=PDF + b"1")),
    )
    desk = sign_in(people["moderator"])
    for known, number in enumerate(numbers):
        token = session.scalar(select(Upload.token).where(Upload.id == session.get_one(HeldPost, number).upload_ids[0]))
        address = file_address(token, document.name)
        assert sign_in(people["lead"]).get(address).status_code == 200
        assert readings() == known
        assert desk.get(address).status_code == 200
        assert readings() == known + 1
        assert desk.get(address).status_code == 200
        assert readings() == known + 1, "the same reading"
    log = text(sign_in(people["lead"]), "/moderation/log?kind=HeldTextReadByStaff")
    assert "Texto que espera" in log
    assert "Rionegro" in log


def test_the_page_of_a_question_for_a_room_is_a_reading(people, sign_in):
    number = wait_as_a_topic(sign_in(people["author"]))
    text(sign_in(people["lead"]), f"/moderation/held/{number}")
    assert readings() == 0
    text(sign_in(people["moderator"]), f"/moderation/held/{number}")
    assert readings() == 1


def test_the_page_and_the_row_show_the_text_with_its_links_and_pictures(people, sign_in):
    document, photo = keep(people["author"]), keep(people["author"], "foto.jpg", picture(size=(1600, 900)))
    number = wait(sign_in(people["author"]), make_topic(people["foreign member"]), document, photo)
    desk = sign_in(people["moderator"])
    page, row = text(desk, f"/moderation/held/{number}"), text(desk, "/moderation")
    for shown in (page, row):
        assert f'href="{file_address(document.token, document.name)}"' in shown
        assert f'src="{preview_address(photo.token)}"' in shown
        assert "upload:" not in shown
    assert WORDS in row


def test_a_text_for_a_room_shows_its_files_to_ril_on_its_page_alone(people, room, sign_in):
    document = keep(people["author"], "Acta reservada.pdf")
    number = wait(sign_in(people["author"]), room, document)
    for who, shows in (("moderator", False), ("lead", True)):
        assert (document.token in text(sign_in(people[who]), "/moderation")) == shows
        assert document.token in text(sign_in(people[who]), f"/moderation/held/{number}")


def test_rows_with_files_cost_no_more_for_more_of_them(people, sign_in, count_queries):
    browser, topic = sign_in(people["author"]), make_topic(people["foreign member"])
    desk, costs = sign_in(people["moderator"]), []
    for number in range(3):
        wait(browser, topic, keep(people["author"], content=PDF + str(number).encode()))
        desk.get("/moderation")
        with count_queries() as seen:
            desk.get("/moderation")
        costs.append(len(seen))
    assert costs[0] == costs[2] <= 10
