"""Sending files: to whom, how, and in parts."""

import io
import os

import pytest
from PIL import Image

from forum.core import pagecache
from forum.core.storage import storage
from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from tests.answers import without_token
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.documents import CSV
from tests.media.documents import GOOD
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.uploading import keep

LARGE = PDF + os.urandom(200_000)


@pytest.fixture
def owner(app):
    return make_user()


@pytest.fixture
def browser(owner, sign_in):
    return sign_in(owner)


def address(file):
    return file_address(file.token, file.name)


@pytest.mark.parametrize("name", GOOD)
def test_a_document_is_only_saved_and_can_do_nothing(owner, browser, name):
    content, media_type = GOOD[name]
    file = keep(owner, name, content)
    answer = browser.get(address(file))

    assert (answer.status_code, answer.data) == (200, content)
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers


def test_a_picture_is_shown_in_two_sizes(owner, browser):
    file = keep(owner, "foto.jpg", picture(size=(1600, 900)))
    for where, size in ((address(file), (1600, 900)), (preview_address(file.token), (800, 450))):
        answer = browser.get(where)
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Content-Disposition"] == "inline; filename=foto.webp"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["Content-Length"] == str(len(answer.data))
        with Image.open(io.BytesIO(answer.data)) as made:
            assert (made.format, made.size) == ("WEBP", size)


def test_a_small_picture_is_its_own_small_copy(owner, browser):
    file = keep(owner, "foto.jpg", picture())
    assert browser.get(preview_address(file.token)).data == browser.get(address(file)).data


def test_a_name_in_any_writing_is_offered_when_a_file_is_saved(owner, browser):
    file = keep(owner, 'Informe "ñandú" 北京.pdf', PDF)
    said = browser.get(address(file)).headers["Content-Disposition"]
    assert said == (
        "attachment; filename=\"Informe -nandu- __.pdf\"; filename*=UTF-8''Informe%20-%C3%B1and%C3%BA-%20%E5%8C%97%E4%BA%AC.pdf"
    )


def test_a_file_that_no_post_uses_is_its_owner_s_alone(owner, browser, sign_in, client):
    file = keep(owner)
    others = [client, sign_in(make_user()), sign_in(make_staff(role="administrator"))]
    assert browser.get(address(file)).status_code == 200
    for other in others:
        for method in (other.get, other.head):
            assert method(address(file)).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_is_not_for_somebody_answers_like_what_is_not_there(owner, client, count_queries, method):
    file = keep(owner, "foto.jpg", picture(size=(1600, 900)))
    hidden = [address(file), preview_address(file.token)]
    absent = [file_address("0" * 32, file.name), preview_address("0" * 32), "/files/x/foto.webp"]
    answers = []
    client.get("/files/x/x")  # What is kept between requests is read once.
    for where in [*hidden, *absent]:
        with count_queries() as statements:
            answer = getattr(client, method)(where, headers={"Range": "bytes=0-1", "If-None-Match": '"x"'})
        body = without_token(answer.text).replace(where, "").replace(file.token, "").replace("0" * 32, "")
        answers.append((answer.status_code, body, sorted(answer.headers.keys()), len(statements)))
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 404


def test_a_wrong_name_is_not_found_even_by_the_owner(owner, browser):
    file = keep(owner)
    for name in ("otra.pdf", "acta.pdf.html", "ACTA.pdf", "preview.webp", "acta.pdf\x00"):
        assert browser.get(file_address(file.token, name)).status_code == 404
    assert browser.get(file_address(file.token.upper(), file.name)).status_code == 404
    assert browser.get(file_address(file.token + "0", file.name)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("0-0", 0, 1), ("0-99", 0, 100), ("100000-", 100_000, None), ("-50", -50, None), ("5-99999999", 5, None)],
)
def test_a_part_of_a_file_is_sent(owner, browser, asked, start, stop):
    file = keep(owner, content=LARGE)
    answer = browser.get(address(file), headers={"Range": f"bytes={asked}"})
    wanted = LARGE[start:stop]
    first = start % len(LARGE)
    assert (answer.status_code, answer.data) == (206, wanted)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(wanted) - 1}/{len(LARGE)}"
    assert answer.headers["Content-Length"] == str(len(wanted))
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=0-1", "bytes=x", "bytes=5-1", "nonsense", "bytes="])
def test_a_range_that_means_nothing_is_answered_with_the_whole(owner, browser, asked):
    file = keep(owner, content=LARGE)
    answer = browser.get(address(file), headers={"Range": asked})
    assert (answer.status_code, answer.data) == (200, LARGE)


def test_a_part_beyond_the_end_is_refused(owner, browser):
    file = keep(owner, content=LARGE)
    assert browser.get(address(file), headers={"Range": "bytes=9999999-"}).status_code == 416


def test_a_part_is_sent_only_of_the_file_that_the_rest_is_of(owner, browser):
    file = keep(owner, content=LARGE)
    tag = browser.get(address(file)).headers["ETag"]
    for said, status in ((tag, 206), ('"other"', 200), ("Sun, 29 Nov 2026 10:00:00 GMT", 200)):
        headers = {"Range": "bytes=0-9", "If-Range": said}
        assert browser.get(address(file), headers=headers).status_code == status


def test_what_a_reader_has_is_not_sent_again_but_the_right_is_asked_again(owner, browser, client):
    file = keep(owner, "foto.jpg", picture(size=(1600, 900)))
    for where in (address(file), preview_address(file.token)):
        tag = browser.get(where).headers["ETag"]
        again = browser.get(where, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        assert browser.get(where, headers={"If-None-Match": '"other"'}).status_code == 200
        assert client.get(where, headers={"If-None-Match": tag}).status_code == 404


def test_head_tells_what_get_would_send(owner, browser):
    document, image = keep(owner, content=LARGE), keep(owner, "foto.jpg", picture(size=(1600, 900)))
    for where in (address(document), address(image), preview_address(image.token)):
        got, told = browser.get(where), browser.head(where)
        assert (told.status_code, told.data) == (200, b"")
        for name in ("Content-Length", "Content-Type", "ETag", "Content-Disposition", "Cache-Control"):
            assert told.headers[name] == got.headers[name]


def test_a_text_is_sent_as_it_is_though_pages_are_compressed(owner, browser):
    content = CSV * 2000
    file = keep(owner, "tabla.csv", content)
    answer = browser.get(address(file), headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == content


def test_the_cache_of_pages_keeps_no_file(owner, client):
    file = keep(owner, "foto.jpg", picture(size=(1600, 900)))
    make_topic(owner, body=f"Mirar: {link_to(file)}", audience="public")
    pagecache.clear()
    for where in (address(file), preview_address(file.token)):
        assert client.get(where).status_code == 200
        assert client.get(where).status_code == 200
    assert not pagecache._pages


def test_a_file_is_handed_on_in_pieces_and_let_go_of(owner, browser):
    file = keep(owner, content=LARGE)
    with browser.get(address(file), buffered=False) as answer:
        pieces = list(answer.response)
    assert b"".join(pieces) == LARGE
    assert max(map(len, pieces)) <= 64 * 1024


def test_a_file_that_the_store_has_lost_is_not_found(owner, browser):
    file = keep(owner)
    for key, _written in list(storage().files("files")):
        storage().delete(key)
    assert browser.get(address(file)).status_code == 404


def test_reading_a_file_writes_nothing_and_takes_few_statements(owner, browser, count_queries):
    file = keep(owner)
    with count_queries() as statements:
        assert browser.get(address(file)).status_code == 200
    assert len(statements) <= 5
    assert not [s for s in statements if s.split()[0] in {"INSERT", "UPDATE", "DELETE"}]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_file_is_only_read_at_its_address(owner, browser, method):
    assert getattr(browser, method)(address(keep(owner))).status_code == 405
