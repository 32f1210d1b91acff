"""Leaving: nothing of the person is left anywhere, and nothing of anybody else is lost."""

from threading import Thread

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.leaving import leave
from forum.accounts.commands.leaving import leave_with_posts
from forum.accounts.commands.sweeping import AGAIN_AFTER
from forum.accounts.handles import is_free
from forum.accounts.models import User
from forum.core import clock
from forum.core import owndata
from forum.core.db import session
from forum.core.errors import Invalid
from forum.core.events import Event
from forum.core.storage import storage
from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.quoting import rerender
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.models import Upload
from forum.search.queries import Query
from forum.search.queries import search
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.owndata.life import EMAIL
from tests.owndata.life import HANDLE
from tests.owndata.life import NAME
from tests.owndata.life import OLD_HANDLE
from tests.owndata.life import TRACES
from tests.owndata.life import WORDS
from tests.owndata.life import found_in_database
from tests.owndata.life import live

#: Where a trace may stand after leaving, and why.
ALLOWED = {
    "outgoing_mail.params": "the last letter, until it is sent",
    "erasure.person": "how they are recognised in texts, until these have been looked at twice",
}


def left(words=TRACES):
    return [line for line in found_in_database(words) if line.partition(":")[0] not in ALLOWED]


@pytest.fixture
def life(app, run_worker, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)
    return live(run_worker)


def test_the_life_leaves_every_trace_that_is_looked_for(life):
    for word in TRACES:
        assert found_in_database((word,)), word
    tables = {line.partition(".")[0] for line in found_in_database(TRACES)}
    assert {
        "account_token",
        "application",
        "event_detail",
        "invitation",
        "outgoing_mail",
        "post",
        "report",
        "revision",
        "sign_up",
        "topic",
        "user_account",
    } <= tables


@pytest.mark.parametrize("way", [leave, leave_with_posts])
def test_nothing_of_whoever_left_is_in_any_column_of_any_table(life, way, inbox, run_worker):
    way(act(life.user), present=PASSWORD)
    assert left() == []
    run_worker()
    with clock.pretend(clock.now() + AGAIN_AFTER):
        run_worker()
    assert found_in_database(TRACES) == []


def test_the_last_letter_goes_to_the_address_and_then_the_address_is_gone(life, inbox, run_worker):
    leave(act(life.user), present=PASSWORD)
    assert found_in_database((EMAIL,)) == ["erasure.person: " + EMAIL, "outgoing_mail.params: " + EMAIL]
    with clock.pretend(clock.now() + AGAIN_AFTER):
        run_worker()
    assert [to for to, _letter in inbox.letters][-1] == [EMAIL]
    assert found_in_database((EMAIL, NAME)) == []


def test_what_they_wrote_stays_as_of_a_former_member(life, sign_in):
    leave(act(life.user), present=PASSWORD)
    page = sign_in(life.other).get(f"/posts/{life.post.id}", follow_redirects=True).get_data(as_text=True)
    assert WORDS in page
    assert "Ex integrante" in page
    assert NAME not in page
    assert HANDLE not in page
    portuguese = make_user(language="pt")
    assert "Ex-integrante" in sign_in(portuguese).get(f"/posts/{life.post.id}", follow_redirects=True).get_data(
        as_text=True
    )


def test_the_changed_html_is_what_the_renderer_would_make_of_the_changed_text(life):
    leave(act(life.user), present=PASSWORD)
    session.rollback()
    posts = session.scalars(select(Post).where(Post.kind == "post").order_by(Post.id)).all()
    before = {post.id: (post.html, post.excerpt) for post in posts}
    rerender(posts)
    after = {post.id: (post.html, post.excerpt) for post in posts}
    session.rollback()
    assert before == after
    assert any("@ex-integrante" in html for html, _excerpt in before.values())
    assert any('class="quote-by"' in html for html, _excerpt in before.values())


def test_nobody_is_found_by_the_handle_or_name_of_whoever_left(life):
    assert search(act(life.other), Query(text=HANDLE)).items
    leave(act(life.user), present=PASSWORD)
    for word in (HANDLE, OLD_HANDLE, "Zulmira", "Xeltzin"):
        assert search(act(life.other), Query(text=word)).items == [], word
    assert search(act(life.other), Query(text="Zqpalabras")).items


def test_their_handles_stay_reserved_for_ever_without_being_readable(life):
    leave(act(life.user), present=PASSWORD)
    session.rollback()
    for handle in (HANDLE, OLD_HANDLE, "zu1mi-xel"):
        assert not is_free(handle), handle
    assert left((HANDLE,)) == []


def test_with_their_posts_their_words_go_from_everywhere_and_answers_of_others_stay(life, sign_in):
    answers = session.scalar(select(func.count()).where(Post.author_id != life.user.id, Post.state == "visible"))
    leave_with_posts(act(life.user), present=PASSWORD)
    assert found_in_database((WORDS, "Zqpalabras")) == []
    assert (
        session.scalar(select(func.count()).where(Post.author_id != life.user.id, Post.state == "visible")) == answers
    )
    topic = session.get_one(Topic, life.topic.id)
    assert topic.title == "Tema retirado por quien lo escribió"
    assert topic.deleted_at is None
    assert topic.replies == 4
    page = sign_in(life.other).get(f"/t/x/{topic.id}/1", follow_redirects=True)
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "De acuerdo." in text
    assert "El mensaje citado no está disponible." in text


def test_their_picture_goes_and_their_files_stay_with_posts_that_stay(life):
    assert len(files_of_posts()) == 2
    leave(act(life.user), present=PASSWORD)
    assert list(storage().files("avatars")) == []
    assert len(files_of_posts()) == 1
    post = session.get_one(Post, life.posts["file"].id)
    assert "/ex-integrante-acta.pdf" in post.html


def test_their_files_go_with_their_posts_also_where_others_quoted_them(life):
    leave_with_posts(act(life.user), present=PASSWORD)
    assert files_of_posts() == []
    assert list(storage().files("avatars")) == []
    assert session.scalar(select(func.count()).select_from(Upload)) == 0


def test_a_topic_in_which_nobody_else_wrote_goes_as_a_whole(life, sign_in):
    alone = make_topic(life.user, title="Nadie contestó esto")
    leave_with_posts(act(life.user), present=PASSWORD)
    assert session.get_one(Topic, alone.id).deleted_at is not None
    assert sign_in(life.other).get(f"/t/x/{alone.id}").status_code == 404
    assert found_in_database(("Nadie contestó esto",)) == []


def test_a_withdrawn_post_cannot_be_restored(life, sign_in):
    leave_with_posts(act(life.user), present=PASSWORD)
    browser = sign_in(life.admin)
    assert browser.post(f"/posts/{life.post.id}/deletion/removal").status_code == 409


def test_an_answer_that_goes_leaves_the_question_open(life):
    question = make_topic(life.other)
    answer = make_reply(question, life.user)
    mark_answer(act(life.other), question.id, post_id=answer.id)
    leave_with_posts(act(life.user), present=PASSWORD)
    session.rollback()
    topic = session.get_one(Topic, question.id)
    assert (topic.status, topic.answer_post_id, topic.replies) == ("open", None, 0)


def test_all_their_devices_are_signed_out_and_they_cannot_come_in_again(life, sign_in, client):
    elsewhere = sign_in(life.user)
    leave(act(life.user), present=PASSWORD)
    assert elsewhere.get("/settings/data").status_code == 404
    answer = client.post("/login", data={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 400


def test_the_wrong_password_closes_nothing(life):
    with pytest.raises(Invalid):
        leave(act(life.user), present="otra cosa que no es")
    assert session.get_one(User, life.user.id).state == "active"


def test_leaving_twice_leaves_once(life):
    actor = act(life.user)
    leave(actor, present=PASSWORD)
    session.rollback()
    with pytest.raises(Invalid):  # The password is gone; a second form of a lost session is a 404 before that.
        leave(actor, present=PASSWORD)
    assert _facts() == 1


def test_leaving_at_the_same_moment_in_two_tabs_leaves_once(app, life):
    actor = act(life.user)
    problems = []

    def go():
        with app.app_context():
            try:
                leave(actor, present=PASSWORD)
            except Invalid as error:
                problems.append(error)
            finally:
                session.remove()

    threads = [Thread(target=go) for _ in range(2)]
    session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert _facts() == 1
    assert len(problems) <= 1
    assert left() == []


def test_what_fails_in_the_middle_leaves_everything_as_it_was(life, monkeypatch):
    def fail(_leaver):
        message = "the machine stops here"
        raise RuntimeError(message)

    before = found_in_database(TRACES)
    parts = [*owndata._PARTS, owndata.Part(anonymise=fail)]
    monkeypatch.setattr(owndata, "_PARTS", parts)
    with pytest.raises(RuntimeError):
        leave(act(life.user), present=PASSWORD)
    assert found_in_database(TRACES) == before


@pytest.mark.parametrize("state", ["pending", "suspended"])
def test_whoever_waits_or_is_suspended_may_leave_too(app, state):
    user = make_user("Quien Sea", state=state)
    leave(act(user), present=PASSWORD)
    assert session.get_one(User, user.id).state == "anonymised"


def test_ril_is_told_when_a_city_loses_a_lead(app, run_worker, mails):
    lead, staff = make_user("Leda Guía", role="lead"), make_staff()
    leave(act(lead), present=PASSWORD)
    run_worker()
    letters = mails("accounts.lead_left")
    assert [letter.user_id for letter in letters] == [staff.id]
    assert "Leda" not in (letters[0].text or "")


def test_an_administrator_closes_an_account_at_the_persons_request_and_it_is_in_the_log(life, sign_in):
    browser = sign_in(life.admin)
    form = {"extent": "name", "reason": f"{NAME} lo pidió por correo el lunes"}
    assert browser.post(f"/people/{life.user.id}/removal", data=form).status_code == 303
    assert browser.post(f"/people/{life.user.id}/removal", data=form).status_code == 303
    assert left() == []
    assert _facts() == 1
    log = browser.get("/moderation/log?kind=AccountAnonymised").get_data(as_text=True)
    assert "Ex integrante lo pidió por correo el lunes" in log


def test_visitors_read_no_name_right_after(app, life, client):
    public = make_topic(life.user, audience="public", title="Visible para todo el mundo")
    client.get(f"/t/x/{public.id}", follow_redirects=True)
    leave(act(life.user), present=PASSWORD)
    for address in (f"/t/x/{public.id}", "/latest", "/latest.atom"):
        text = client.get(address, follow_redirects=True).get_data(as_text=True)
        assert NAME not in text, address
        assert HANDLE not in text, address


def files_of_posts():
    return [key for key, _written in storage().files("files") if not key.endswith("-preview")]


def _facts():
    session.rollback()
    return session.scalar(select(func.count()).where(Event.kind.in_(("AccountAnonymised", "AccountWithdrawn"))))
