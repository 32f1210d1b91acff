"""Attaching files while writing, without scripts: nothing that was chosen or typed is lost."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4 import Tag
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.media.models import Upload
from tests.discussion.world import first_post
from tests.discussion.world import new_topic_form
from tests.discussion.world import text_form
from tests.media.documents import PDF
from tests.media.samples import picture

PEOPLE = b"nombre;dni;telefono\nAna Prieto;12345678;+54 9 11 5555 4444\n"
PROGRAM = b"MZ" + bytes(200)
SignIn = Callable[..., FlaskClient]


@pytest.fixture(autouse=True)
def folder(app, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)


def chosen(*files: tuple[str, bytes]) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), name) for name, content in files]


def soup(answer: TestResponse) -> Tag:
    return BeautifulSoup(answer.text, "html.parser")


def text_of(answer: TestResponse) -> str:
    box = soup(answer).select_one("textarea[name=body]")
    assert box is not None
    return box.text.removeprefix("\n")


def fields_of(answer: TestResponse) -> dict[str, Any]:
    """Return the form of a page as a browser would send it again."""
    form = next(form for form in soup(answer).select("form") if form.select("textarea[name=body]"))
    sent: dict[str, Any] = {}
    for field in form.select("input, select, textarea"):
        name, kind = str(field.get("name") or ""), field.get("type")
        if field.find_parent("template") or not name or kind == "file":
            continue
        if kind in {"radio", "checkbox"} and not field.has_attr("checked"):
            continue
        if field.name == "textarea":
            sent[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            option = field.select_one("option[selected]") or field.select_one("option")
            sent[name] = option["value"] if option else ""
        else:
            sent[name] = field.get("value", "")
    return sent


def items(answer: TestResponse) -> list[Tag]:
    return [item for item in soup(answer).select(".attach-item") if not item.find_parent("template")]


def uploads() -> list[Upload]:
    session.rollback()
    return list(session.scalars(select(Upload).order_by(Upload.id)))


def latest() -> Post:
    session.rollback()
    return session.scalars(select(Post).order_by(Post.id.desc()).limit(1)).one()


def uses() -> dict[int, tuple[int, int | None]]:
    session.rollback()
    return {row.upload_id: (row.first_revision, row.last_revision) for row in session.scalars(select(PostFile))}


def test_files_that_are_attached_stand_in_the_text_and_below_it(world, sign_in):
    browser = sign_in(world.people["author"])
    form = new_topic_form(title="", files=chosen(("plano.png", picture("PNG")), ("acta.pdf", PDF)), attach="1")
    answer = browser.post("/new-topic", data=form)
    assert answer.status_code == 200
    first, second = uploads()
    assert text_of(answer) == (
        "Tenemos actas en papel y no sabemos cómo presentarlas.\n\n"
        f"![](upload:{first.token})\n\n[acta.pdf](upload:{second.token})"
    )
    shown, linked = items(answer)
    assert "plano.webp" in shown.text
    assert shown.select_one("input[data-alt]")
    assert "acta.pdf" in linked.text
    assert not linked.select_one("input[data-alt]")
    assert not soup(answer).select(".notice--bad")  # The title that is missing is said when it is published.
    assert uses() == {}


@pytest.mark.parametrize("address", ["new-topic", "reply", "edit"])
def test_files_that_were_chosen_are_published_with_the_text(world, sign_in, address):
    topic = world.topic()
    browser = sign_in(world.people["author"])
    files = chosen(("plano.png", picture("PNG", size=(1200, 800))))
    form, path = {
        "new-topic": (new_topic_form(), "/new-topic"),
        "reply": ({"body": "Aquí va.", "language": "es"}, f"/topics/{topic.id}/posts"),
        "edit": (text_form(first_post(topic), "Ahora con plano."), f"/posts/{first_post(topic).id}/text"),
    }[address]
    assert browser.post(path, data=form | {"files": files}).status_code == 303
    (upload,) = uploads()
    post = latest()
    assert f'src="/files/{upload.token}/preview.webp"' in post.html
    assert 'width="720"' in post.html
    assert 'height="480"' in post.html
    assert uses() == {upload.id: (1, None)}
    assert upload.used_at is not None
    for part in re.findall(r'"(/files/[^"]+)"', post.html):
        assert sign_in(world.people["foreign member"]).get(part).status_code == 200


def test_a_text_may_consist_of_a_file_alone(world, sign_in):
    topic = world.topic()
    form = {"body": "", "language": "es", "files": chosen(("acta.pdf", PDF))}
    assert sign_in(world.people["author"]).post(f"/topics/{topic.id}/posts", data=form).status_code == 303
    assert latest().excerpt == "acta.pdf"


def test_a_file_that_is_refused_is_named_and_the_others_stay(world, sign_in):
    topic = world.topic()
    form = {"body": "Mi texto.", "language": "pt", "files": chosen(("juego.exe", PROGRAM), ("acta.pdf", PDF))}
    answer = sign_in(world.people["author"]).post(f"/topics/{topic.id}/posts", data=form)
    assert answer.status_code == 422
    assert "juego.exe" in soup(answer).select_one(".attach .error").text
    (upload,) = uploads()
    assert text_of(answer) == f"Mi texto.\n\n[acta.pdf](upload:{upload.token})"
    assert fields_of(answer)["language"] == "pt"
    assert latest().number == 1


def test_the_name_of_a_refused_file_is_repeated_without_what_could_deceive(world, sign_in):
    topic = world.topic()
    names = ("factura\u202efdp.exe", "x" * 3000 + ".exe", "a" + "\u0301" * 300 + ".exe")
    form = {"body": "Mi texto.", "language": "pt", "files": chosen(*((name, PROGRAM) for name in names))}
    answer = sign_in(world.people["author"]).post(f"/topics/{topic.id}/posts", data=form)
    assert answer.status_code == 422
    assert "facturafdp.exe" in soup(answer).select_one(".attach .error").text
    assert not [sign for sign in ("\u202e", "x" * 200, "\u0301" * 3) if sign in answer.text]


def test_a_file_with_data_of_persons_goes_into_the_text_only_when_the_writer_says_so(world, sign_in):
    topic = world.topic()
    browser, path = sign_in(world.people["author"]), f"/topics/{topic.id}/posts"
    asked = browser.post(path, data={"body": "La lista.", "language": "es", "files": chosen(("lista.csv", PEOPLE))})
    assert asked.status_code == 422
    assert text_of(asked) == "La lista."
    (upload,) = uploads()
    assert [item["data-token"] for item in items(asked)] == [upload.token]
    # Sent again without an answer: asked again.
    again = browser.post(path, data=fields_of(asked))
    assert again.status_code == 422
    assert latest().number == 1
    inserted = browser.post(path, data=fields_of(again) | {"insert": upload.token})
    assert inserted.status_code == 200
    assert text_of(inserted) == f"La lista.\n\n[lista.csv](upload:{upload.token})"
    assert browser.post(path, data=fields_of(inserted)).status_code == 303
    assert uses() == {upload.id: (1, None)}


def test_a_file_that_is_left_out_is_removed(world, sign_in):
    topic = world.topic()
    browser, path = sign_in(world.people["author"]), f"/topics/{topic.id}/posts"
    asked = browser.post(path, data={"body": "La lista.", "language": "es", "files": chosen(("lista.csv", PEOPLE))})
    (upload,) = uploads()
    left = browser.post(path, data=fields_of(asked) | {"detach": upload.token})
    assert left.status_code == 200
    assert (text_of(left), items(left), uploads()) == ("La lista.", [], [])


def test_taking_out_a_file_that_another_post_uses_leaves_it_there(world, sign_in):
    topic = world.topic()
    browser, path = sign_in(world.people["author"]), f"/topics/{topic.id}/posts"
    browser.post(path, data={"body": "Uno.", "language": "es", "files": chosen(("acta.pdf", PDF))})
    (upload,) = uploads()
    text = f"Otra vez.\n\n[acta](upload:{upload.token})\n\nFin."
    answer = browser.post(path, data={"body": text, "language": "es", "detach": upload.token})
    assert text_of(answer) == "Otra vez.\n\nFin."
    assert len(uploads()) == 1


def test_what_a_picture_shows_is_said_below_the_text_or_in_it(world, sign_in):
    topic = world.topic()
    browser, path = sign_in(world.people["author"]), f"/topics/{topic.id}/posts"
    form = {"body": "", "language": "es", "files": chosen(("plano.png", picture("PNG"))), "attach": "1"}
    fields = fields_of(browser.post(path, data=form))
    (upload,) = uploads()
    fields["attached-0-alt"] = "Plano del [parque]"
    shown = browser.post(path, data=fields | {"attach": "1"})
    assert text_of(shown) == f"![Plano del (parque)](upload:{upload.token})"
    fields = fields_of(shown)
    fields["body"] = f"![Plano del puerto](upload:{upload.token})"  # Now in the text: that stands.
    assert browser.post(path, data=fields).status_code == 303
    assert 'alt="Plano del puerto"' in latest().html


def test_the_same_form_sent_twice_with_a_file_writes_one_post(world, sign_in):
    topic = world.topic()
    browser = sign_in(world.people["author"])
    for _time in range(2):
        form = {"body": "Una vez.", "language": "es", "request_id": "r1", "files": chosen(("acta.pdf", PDF))}
        assert browser.post(f"/topics/{topic.id}/posts", data=form).status_code == 303
    session.rollback()
    assert len(session.scalars(select(Post).where(Post.topic_id == topic.id)).all()) == 2


def test_the_preview_shows_the_files_and_keeps_those_that_were_chosen(world, sign_in):
    form = new_topic_form(files=chosen(("plano.png", picture("PNG"))), preview="1")
    answer = sign_in(world.people["author"]).post("/new-topic", data=form)
    (upload,) = uploads()
    assert soup(answer).select_one(f'.preview img[src^="/files/{upload.token}/"]')
    assert upload.token in text_of(answer)


def test_a_closed_topic_gives_the_text_back_with_its_file(world, sign_in):
    topic = world.topic()
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/closing", data={"reason": "Ya está."})
    form = {"body": "Tarde.", "language": "es", "files": chosen(("acta.pdf", PDF))}
    answer = sign_in(world.people["foreign member"]).post(f"/topics/{topic.id}/posts", data=form)
    assert answer.status_code == 403
    kept = soup(answer).select_one("textarea#kept")
    assert kept is not None
    assert uploads()[0].token in kept.text


def test_the_editor_says_what_may_be_uploaded_and_how_much_room_the_own_city_has(world, sign_in):
    topic = world.topic()
    for who, city, other in (("author", "Rionegro", "Recife"), ("foreign member", "Recife", "Rionegro")):
        page = soup(sign_in(world.people[who]).get(f"/t/{topic.slug}/{topic.id}"))
        about = page.select_one(".attach-about")
        assert about is not None
        assert "25 MB" in about.text
        assert city in about.text
        assert other not in about.text
    staff = soup(sign_in(world.people["moderator"]).get(f"/t/{topic.slug}/{topic.id}")).select_one(".attach-about")
    assert "RIL" in staff.text


def test_the_warning_before_more_people_read_a_topic_counts_its_files(world, sign_in):
    topic = world.topic("city")
    browser = sign_in(world.people["author"])
    form = {"body": "Dos.", "language": "es", "files": chosen(("acta.pdf", PDF), ("plano.png", picture("PNG")))}
    browser.post(f"/topics/{topic.id}/posts", data=form)
    page = soup(sign_in(world.people["lead"]).get(f"/topics/{topic.id}/audience?to=community"))
    assert re.search(r"\b2\b", page.select_one(".notice--wait").text)


@pytest.mark.parametrize("token", ["", "(a+)+$", "x" * 500, "../..", "\0"])
def test_a_token_that_is_none_changes_nothing(world, sign_in, token):
    topic = world.topic()
    fields = {"attached-0-token": token, "attached-0-alt": "Algo", "attached-0-waits": "1", "detach": token}
    body = "a" * 200 + f" ![a](upload:{token[:40]})"
    answer = sign_in(world.people["author"]).post(
        f"/topics/{topic.id}/posts", data={"body": body, "language": "es"} | fields
    )
    assert answer.status_code in {200, 422}
    assert items(answer) == []


def test_a_text_full_of_tokens_is_read_once(world, sign_in, count_queries):
    topic = world.topic()
    browser = sign_in(world.people["author"])
    body = " ".join(f"upload:{n:032x}" for n in range(780))
    with count_queries() as seen:
        answer = browser.post(f"/topics/{topic.id}/posts", data={"body": body, "language": "es", "attach": "1"})
    assert answer.status_code == 200
    assert max(statement.count("?") + statement.count("%(") for statement in seen) < 150
