"""Files that are kept back: closed to who reads the post, open to their owner and to who decides, from the first moment on."""

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands.audience import change_audience
from forum.media.addresses import file_address
from forum.media.models import Upload
from forum.quarantine.policy import can_decide_file
from forum.quarantine.policy import decidable_files
from forum.quarantine.queries.uses import places_of
from tests.conduct.desk import text
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.documents import CSV
from tests.media.documents import PDF
from tests.media.uploading import keep
from tests.quarantine.keeping import ACTIVE
from tests.quarantine.keeping import PERSONAL
from tests.quarantine.keeping import READERS
from tests.quarantine.keeping import SENTENCE
from tests.quarantine.keeping import answers
from tests.quarantine.keeping import attach
from tests.quarantine.keeping import none_retained
from tests.quarantine.keeping import row


@pytest.mark.parametrize("audience", READERS)
def test_an_active_pdf_is_closed_to_the_readers_of_its_post_and_absent_for_all_others(
    people, sign_in, client, audience
):
    _post, file = attach(people, audience=audience)
    assert (row().reason, row().state) == ("active", "waiting")
    assert answers(people, sign_in, client, file) == READERS[audience]


def test_the_page_says_so_in_the_readers_language_and_nothing_of_the_file(people, sign_in):
    _post, file = attach(people, name="acta reservada.pdf")
    address = file_address(file.token, file.name)
    for who, sentence in (("colleague", SENTENCE), ("foreign member", "A RIL está revisando este arquivo")):
        answer = sign_in(people[who]).get(address)
        assert answer.status_code == 403
        assert sentence in answer.text
        assert "reservada" not in answer.text.split("<main", 1)[1].split("</main", 1)[0]
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["removal", "preview.webp"])
def test_a_closed_file_is_absent_under_any_other_name(people, sign_in, name):
    _post, file = attach(people)
    for who in ("author", "colleague", "moderator"):
        assert sign_in(people[who]).get(file_address(file.token, name)).status_code == 404


def test_a_closed_file_answers_no_part_and_no_unchanged(people, sign_in):
    _post, file = attach(people)
    address = file_address(file.token, file.name)
    tag = sign_in(people["author"]).get(address).headers["ETag"]
    browser = sign_in(people["colleague"])
    for headers in ({"Range": "bytes=0-9"}, {"If-None-Match": tag}):
        assert browser.get(address, headers=headers).status_code == 403
    assert browser.head(address).status_code == 403


def test_nothing_is_kept_back_before_a_post_uses_it_nor_where_it_is_harmless(people):
    keep(people["author"], content=ACTIVE)
    attach(people, content=PDF)
    attach(people, content=CSV, name="luces.csv")
    assert none_retained()


def test_a_table_of_a_room_is_kept_back_once_other_cities_read_it(people, run_worker):
    post, file = attach(people, audience="city", content=PERSONAL, name="padrón.csv")
    run_worker()
    assert none_retained()
    change_audience(act(people["moderator"]), post.topic_id, audience="community")
    run_worker()
    assert (row().upload_id, row().reason) == (file.id, "personal")
    change_audience(act(people["moderator"]), post.topic_id, audience="public")
    run_worker()
    assert row().state == "waiting", "once"


@pytest.mark.parametrize(("audience", "kept"), [("public", True), ("community", True), ("city", False)])
def test_a_table_with_personal_data_is_kept_back_where_other_cities_read(people, audience, kept):
    attach(people, audience=audience, content=PERSONAL, name="padrón.csv")
    assert none_retained() != kept
    assert not kept or row().reason == "personal"


def test_what_ril_attaches_is_theirs(people):
    attach(people, who="moderator")
    assert none_retained()


def test_a_file_that_an_edit_adds_is_kept_back_too(people, sign_in):
    topic = make_topic(people["colleague"])
    post = make_reply(topic, people["author"], body="Sin archivo")
    browser = sign_in(people["author"])
    file = keep(people["author"], content=ACTIVE)
    base = text(browser, f"/posts/{post.id}/edit").split('name="base"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = {"body": f"Con archivo {link_to(file)}", "language": "es", "base": base}
    assert browser.post(f"/posts/{post.id}/text", data=form).status_code == 303
    assert row().upload_id == file.id


def test_the_rule_of_one_file_is_the_rule_of_the_list(people):
    room, public = make_topic(people["colleague"], audience="city"), make_topic(people["colleague"], audience="public")
    files = [keep(people["author"], content=PDF + str(number).encode()) for number in range(3)]
    make_reply(room, people["author"], body=f"{link_to(files[0])} {link_to(files[1])}")
    make_reply(public, people["author"], body=f"{link_to(files[1])} {link_to(files[2])}")
    for person in people.values():
        actor = act(person)
        listed = set(session.scalars(select(Upload.id).where(decidable_files(actor))))
        assert listed == {file.id for file in files if can_decide_file(actor, places_of(file.id))}
