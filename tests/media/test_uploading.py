"""Uploading files: what the answer says, what is kept, and what is refused."""

import io
import re

import pytest
from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.errors import TooMany
from forum.core.settings import change_settings
from forum.media.commands.files import PER_PERSON
from forum.media.kinds import MAX_BYTES
from forum.media.models import Blob
from forum.media.queries import quota_of
from forum.media.routes.files import MOST_FILES
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.media.documents import CSV
from tests.media.documents import HOSTILE
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.samples import png_bomb
from tests.media.uploading import JSON
from tests.media.uploading import keep
from tests.media.uploading import kept
from tests.media.uploading import send
from tests.media.uploading import uploads

TOKEN = re.compile(r"[0-9a-f]{32}")


def test_a_member_uploads_documents_and_pictures_at_once(sign_in):
    answer = send(
        sign_in(make_user()), ("Acta nº 1.doc", PDF), ("foto.png", picture("JPEG", size=(1600, 900))), alt="La plaza"
    )

    assert (answer.status_code, answer.json["errors"]) == (201, [])
    document, image = answer.json["files"]
    assert TOKEN.fullmatch(document["token"])
    assert document == {
        "token": document["token"],
        "name": "Acta nº 1.pdf",
        "kind": "document",
        "size": len(PDF),
        "size_text": "1 KB",
        "url": f"/files/{document['token']}/Acta%20n%C2%BA%201.pdf",
        "preview_url": None,
        "markdown": f"[Acta nº 1.pdf](upload:{document['token']})",
        "warning": None,
    }
    assert (image["name"], image["kind"]) == ("foto.webp", "image")
    assert image["markdown"] == f"![La plaza](upload:{image['token']})"
    assert image["preview_url"] == f"/files/{image['token']}/preview.webp"
    assert len(kept()) == 3


def test_what_is_refused_keeps_the_others_not_from_being_taken(sign_in):
    answer = send(sign_in(make_user()), ("a.pdf", PDF), ("b.svg", HOSTILE["svg"]), ("c.csv", CSV))

    assert answer.status_code == 201
    assert [file["name"] for file in answer.json["files"]] == ["a.pdf", "c.csv"]
    (error,) = answer.json["errors"]
    assert error["name"] == "b.svg"
    assert "SVG" in error["message"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_with_a_sentence_and_nothing_is_kept(sign_in, name):
    answer = send(sign_in(make_user()), ("inocente.png", HOSTILE[name]))

    assert answer.status_code == 400
    assert answer.json["files"] == []
    assert len(answer.json["errors"][0]["message"]) > 15
    assert answer.json["error"]["status"] == 400
    assert (kept(), uploads()) == ([], [])


@pytest.mark.parametrize(
    ("content", "status"),
    [(png_bomb(30_000, 30_000), 400), (b"", 400), (b"x" * (MAX_BYTES + 1), 400), (b"x" * (3 * MAX_BYTES), 413)],
    ids=["30000 × 30000", "nothing", "a byte too much", "a body too large"],
)
def test_what_is_too_large_or_empty_is_refused(sign_in, content, status):
    answer = send(sign_in(make_user()), ("foto.png", content))
    assert answer.status_code == status
    assert answer.json["error"]["message"]
    assert kept() == []


def test_a_warning_says_when_a_table_seems_to_hold_data_of_persons(sign_in):
    browser = sign_in(make_user())
    assert send(browser, ("a.csv", b"dni,zona\n1,2\n3,4\n")).json["files"][0]["warning"] == "personal_data"
    assert send(browser, ("b.csv", CSV)).json["files"][0]["warning"] is None


@pytest.mark.parametrize(
    "files",
    [[], [("", PDF)], [(f"{n}.pdf", PDF) for n in range(MOST_FILES + 1)], [(f"{n}.pdf", PDF) for n in range(200)]],
    ids=["none", "without a name", "one too many", "200"],
)
def test_no_file_or_too_many_are_refused(sign_in, files):
    answer = send(sign_in(make_user()), *files)
    assert answer.status_code == 400
    assert answer.json["errors"][0]["message"]
    assert kept() == []


def test_parts_without_number_are_refused(sign_in):
    answer = send(sign_in(make_user()), *[(f"{n}.pdf", PDF) for n in range(400)])
    assert answer.status_code == 413
    assert kept() == []


def test_a_text_in_the_place_of_a_file_is_refused(sign_in):
    answer = sign_in(make_user()).post("/files", data={"file": "hola"}, headers=JSON)
    assert answer.status_code == 400


def test_brackets_in_a_name_do_not_end_the_label_of_its_link(sign_in):
    answer = send(sign_in(make_user()), ("a](x)[b.pdf", PDF))
    assert answer.json["files"][0]["markdown"].startswith("[a)(x)(b.pdf](upload:")


@pytest.mark.parametrize("state", ["visitor", "pending", "suspended"])
def test_only_members_upload(sign_in, client, state):
    browser = client if state == "visitor" else sign_in(make_user(state=state))
    assert send(browser, ("a.pdf", PDF)).status_code == 404
    assert browser.get("/files").status_code == 404
    assert kept() == []


def test_a_form_without_its_token_is_refused(sign_in, csrf):
    assert send(sign_in(make_user()), ("a.pdf", PDF)).status_code == 400
    assert kept() == []


def test_somebody_who_uploads_without_end_is_asked_to_wait(sign_in):
    user = make_user()
    browser = sign_in(user)
    for number in range(PER_PERSON.number):
        keep(user, content=PDF + b"%d" % number)
    answer = send(browser, ("a.pdf", PDF))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    with pytest.raises(TooMany):
        keep(user)


def test_the_same_bytes_are_kept_once(app):
    ana, joao = make_user(), make_user()
    first, second, third = keep(ana), keep(joao, "otra.pdf"), keep(joao, "mais.pdf", PDF + b"%")
    assert len({first.token, second.token, third.token}) == 3
    assert len(kept()) == 2
    assert len(session.scalars(select(Blob)).all()) == 2


def test_the_same_picture_is_kept_once_whatever_stood_beside_its_pixels(app):
    user = make_user()
    keep(user, "a.png", picture("PNG"))
    keep(user, "b.png", picture("PNG") + b"something else")
    assert len(kept()) == 1


def test_a_file_counts_as_its_city_s_each_time_it_is_uploaded(app):
    city = make_city()
    ana, joao, ril, other = make_user(city=city), make_user(city=city), make_staff(), make_staff()
    keep(ana)
    keep(joao)
    keep(ril)
    assert quota_of(act(ana)) == (2 * len(PDF), 2048 * 2**20)
    assert quota_of(act(joao)).used == 2 * len(PDF)
    assert quota_of(act(other)).used == len(PDF)
    assert quota_of(act(make_user())).used == 0


def test_a_city_whose_space_is_taken_is_told_so(sign_in):
    city = make_city()
    user = make_user(city=city)
    change_settings(SYSTEM, {"media.city_quota_mb": 1})
    text = b"hola " * 120_000
    browser = sign_in(user)
    assert send(browser, ("a.txt", text)).status_code == 201
    answer = send(browser, ("b.txt", text + b"!"))
    assert answer.status_code == 400
    assert "0 de 1 MB" in answer.json["errors"][0]["message"] or "0 of 1 MB" in answer.json["errors"][0]["message"]
    assert len(kept()) == 1
    assert send(sign_in(make_user()), ("b.txt", text + b"!")).status_code == 201


def test_the_page_of_a_city_says_to_whoever_leads_it_how_much_its_files_take(sign_in):
    city = make_city()
    member, lead = make_user(city=city), make_user(city=city, role="lead")
    keep(member, "a.txt", b"hola " * 300_000)
    for person, told in ((lead, True), (make_staff(), True), (member, False), (make_user(role="lead"), False)):
        page = sign_in(person).get(f"/g/{city.slug}").text
        assert ("1,4 MB" in page) is told
        assert ("2 GB" in page) is told


def test_what_was_uploaded_is_removed_by_its_owner_alone(sign_in):
    ana, joao = make_user(), make_user()
    file = keep(ana)
    assert sign_in(joao).post(f"/files/{file.token}/removal").status_code == 404
    assert sign_in(make_staff(role="administrator")).post(f"/files/{file.token}/removal").status_code == 404
    assert sign_in(ana).post(f"/files/{'0' * 32}/removal").status_code == 404
    assert sign_in(ana).post("/files/x/removal").status_code == 404
    assert len(kept()) == 1

    assert sign_in(ana).post(f"/files/{file.token}/removal", headers=JSON).json == {"removed": file.token}
    assert (kept(), uploads()) == ([], [])
    assert sign_in(ana).post(f"/files/{file.token}/removal").status_code == 404


def test_bytes_stay_until_their_last_upload_goes(sign_in):
    ana, joao = make_user(), make_user()
    first, second = keep(ana), keep(joao)
    sign_in(ana).post(f"/files/{first.token}/removal")
    assert len(kept()) == 1
    sign_in(joao).post(f"/files/{second.token}/removal")
    assert kept() == []


def test_without_scripts_files_are_uploaded_listed_and_removed(sign_in):
    user = make_user()
    browser = sign_in(user)
    data = {"file": [(io.BytesIO(PDF), "acta.pdf"), (io.BytesIO(picture()), "foto.jpg")], "alt": "La <plaza>"}
    answer = browser.post("/files", data=data)
    assert (answer.status_code, answer.location) == (303, "/files")

    page = browser.get("/files").text.replace("<wbr>", "")
    document, image = (upload.token for upload in uploads())
    assert f"[acta.pdf](upload:{document})" in page
    assert f"![La &lt;plaza&gt;](upload:{image})" in page
    assert browser.post(f"/files/{document}/removal").location == "/files"
    assert document not in browser.get("/files").text


def test_without_scripts_a_refusal_is_read_on_the_page(sign_in):
    browser = sign_in(make_user())
    answer = browser.post("/files", data={"file": (io.BytesIO(HOSTILE["svg"]), "<b>x</b>.svg")})
    assert answer.status_code == 400
    assert "SVG" in answer.text
    assert "<b>x</b>" not in answer.text.replace("</b>.svg</b>", "")
    assert browser.post("/files", data={}).status_code == 400


def test_own_files_are_listed_to_their_owner_alone(sign_in):
    ana, joao = make_user(), make_user()
    file = keep(ana)
    assert file.token in sign_in(ana).get("/files").text
    assert file.token not in sign_in(joao).get("/files").text
