"""Pictures of people: what is taken, what is refused, who sees them, and that they go."""

import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.cities.commands import allow_public_names
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.storage import storage
from forum.media.commands.avatars import PER_PERSON
from forum.media.models import Avatar
from forum.media.pictures import MAX_BYTES
from forum.media.tasks import ORPHAN_AFTER
from forum.media.tasks import purge_orphans
from tests.answers import without_token
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.media.samples import picture
from tests.media.samples import png_bomb
from tests.media.samples import text_bomb


def _upload(browser, data, name="foto.jpg"):
    return browser.post("/settings/avatar", data={"picture": (io.BytesIO(data), name)})


def _name(user):
    session.rollback()
    return session.get_one(User, user.id).avatar_key


def _masked(page, name):
    """Leave out what differs between any two answers: the address itself and the form's token."""
    return without_token(page.replace(name, ""))


def _files():
    return [key for key, _written in storage().files("avatars")]


@pytest.fixture(autouse=True)
def folder(app, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        picture(),
        picture("PNG"),
        picture("PNG", mode="RGBA"),
        picture("PNG", mode="LA"),
        picture("PNG", mode="1"),
        picture("PNG", mode="P"),
        picture("WEBP"),
        picture("GIF"),
        picture("JPEG", mode="CMYK"),
        picture("JPEG", mode="L"),
        picture(size=(1, 1)),
        picture(size=(5000, 3)),
        picture(size=(5000, 5000)),
    ],
)
def test_a_picture_becomes_two_squares_made_by_the_forum(app, sign_in, data):
    user = make_user()
    browser = sign_in(user)
    assert _upload(browser, data).status_code == 303

    for address, size in ((_name(user), 96), (_name(user).replace(".webp", "-256.webp"), 256)):
        answer = browser.get(f"/avatars/{address}")
        assert answer.status_code == 200
        assert answer.mimetype == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        with Image.open(io.BytesIO(answer.data)) as made:
            assert (made.format, made.size) == ("WEBP", (size, size))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "foto.jpg"),
        (b"hola", "foto.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "foto.svg"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "foto.html.png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "foto.png"),
        (b"PK\x03\x04" + b"\x00" * 60, "foto.webp"),
        (b"GIF89a" + b"/*" + b"\x00" * 20 + b"*/=alert(1)", "foto.gif"),
        (b"BM" + b"\x00" * 80, "foto.bmp"),
        (picture("TIFF"), "foto.tiff"),
        (picture()[:200], "foto.jpg"),
        (picture("PNG")[:40], "foto.png"),
        (png_bomb(30_000, 30_000), "foto.png"),
        (png_bomb(4_500, 4_500), "foto.png"),
        (png_bomb(16_100_000, 1), "foto.png"),
        (png_bomb(0, 0), "foto.png"),
        (text_bomb(), "foto.png"),
        (b"\x89PNG\r\n\x1a\n" + b"A" * MAX_BYTES, "foto.png"),
    ],
)
def test_what_is_no_picture_or_a_bomb_is_refused_in_two_seconds(app, sign_in, data, name):
    user = make_user()
    browser = sign_in(user)
    begun = time.perf_counter()
    answer = _upload(browser, data, name)

    assert answer.status_code == 400
    assert time.perf_counter() - begun < 2
    assert 'role="alert"' in answer.text
    assert _name(user) is None
    assert _files() == []


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(app, sign_in):
    answer = _upload(sign_in(make_user()), b"\xff\xd8\xff" + b"A" * (MAX_BYTES + 200_000))

    assert answer.status_code == 413


def test_only_this_form_takes_a_large_body(app, sign_in, visitor):
    large = {"picture": (io.BytesIO(b"A" * 3_000_000), "x.jpg")}
    assert sign_in(make_staff()).post("/admin/cities/import", data=large).status_code == 413
    large = {"picture": (io.BytesIO(b"A" * 3_000_000), "x.jpg")}
    assert visitor.post("/join", data=large).status_code == 413


def test_a_file_name_never_reaches_the_disk(app, sign_in, tmp_path):
    for name in ("../../escape.jpg", "a\x00b.jpg", "x" * 300 + ".jpg", "\u202egpj.exe"):
        _upload(sign_in(make_user()), picture(), name)

    assert all(path.name.endswith(".webp") for path in tmp_path.rglob("*") if path.is_file())
    assert not list(Path(tmp_path).parent.glob("escape*"))


def test_no_file_is_told(app, sign_in):
    assert sign_in(make_user()).post("/settings/avatar", data={}).status_code == 400
    assert sign_in(make_user()).post("/settings/avatar", data={"picture": "text"}).status_code == 400


def test_a_new_picture_replaces_the_old_one_and_its_files(app, sign_in):
    user = make_user()
    browser = sign_in(user)
    _upload(browser, picture())
    old = _name(user)
    _upload(browser, picture("PNG"))

    assert _name(user) != old
    assert browser.get(f"/avatars/{old}").status_code == 404
    assert len(_files()) == 2
    assert session.scalar(select(func.count(Avatar.id))) == 1


def test_a_removed_picture_gives_way_to_the_mark_of_the_city(app, sign_in):
    user = make_user()
    browser = sign_in(user)
    _upload(browser, picture())
    name = _name(user)
    assert "mark--photo" in browser.get("/settings/avatar").text
    assert browser.post("/settings/avatar/removal").status_code == 303

    assert _name(user) is None
    assert browser.get(f"/avatars/{name}").status_code == 404
    assert _files() == []
    assert 'data-tone="' in browser.get("/settings/avatar").text.partition("<main")[2]
    assert browser.post("/settings/avatar/removal").status_code == 303


def test_members_see_pictures_and_visitors_those_of_whoever_agreed_to_be_named(app, sign_in, visitor):
    city = make_city()
    user = make_user(city=city, shown_publicly=True)
    _upload(sign_in(user), picture())
    address = f"/avatars/{_name(user)}"

    assert sign_in(make_user()).get(address).status_code == 200
    assert visitor.get(address).status_code == 404
    assert sign_in(make_user(state="pending")).get(address).status_code == 404

    allow_public_names(SYSTEM, city.id)
    assert visitor.get(address).status_code == 200
    with transaction():
        session.get_one(User, user.id).shown_publicly = False
    assert visitor.get(address).status_code in {200, 404}
    assert sign_in(make_user(state="suspended")).get(address).status_code == 404


def test_a_hidden_picture_answers_like_one_that_does_not_exist(app, sign_in, visitor):
    user = make_user()
    _upload(sign_in(user), picture())
    name = _name(user)
    absent = name.replace(name[-10:-5], "00000")
    visitor.get("/")
    visitor.get("/avatars/nothing")
    hidden, none = visitor.get(f"/avatars/{name}"), visitor.get(f"/avatars/{absent}")

    assert hidden.status_code == none.status_code == 404
    assert _masked(hidden.text, name) == _masked(none.text, absent)
    assert sorted(hidden.headers.keys()) == sorted(none.headers.keys())


def test_the_picture_of_somebody_who_is_gone_is_gone(app, sign_in):
    user = make_user()
    _upload(sign_in(user), picture())
    name = _name(user)
    with transaction():
        session.get_one(User, user.id).state = "anonymised"

    assert sign_in(make_user()).get(f"/avatars/{name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["x", "1.webp", "1-zz.webp", "..", "1-" + "0" * 32 + ".webp", "9" * 18 + "-" + "0" * 32 + "-256.webp"]
)
def test_an_address_that_names_no_picture_is_not_found(app, sign_in, name):
    assert sign_in(make_user()).get(f"/avatars/{name}").status_code == 404


def test_a_browser_that_has_it_is_told_so(app, sign_in):
    user = make_user()
    browser = sign_in(user)
    _upload(browser, picture())
    first = browser.get(f"/avatars/{_name(user)}")
    again = browser.get(f"/avatars/{_name(user)}", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert "private" in first.headers["Cache-Control"]


@pytest.mark.parametrize("state", ["visitor", "pending", "suspended"])
def test_whoever_is_no_active_member_uploads_nothing(app, sign_in, visitor, state):
    browser = visitor if state == "visitor" else sign_in(make_user(state=state))

    assert browser.get("/settings/avatar").status_code == 404
    assert _upload(browser, picture()).status_code == 404
    assert browser.post("/settings/avatar/removal").status_code == 404
    assert _files() == []


def test_somebody_uploads_so_many_times_an_hour(app, sign_in):
    browser = sign_in(make_user())
    data = picture(size=(8, 8))
    for _ in range(PER_PERSON.number):
        assert _upload(browser, data).status_code == 303

    assert _upload(browser, data).status_code == 429


def test_looking_at_a_picture_writes_nothing(app, sign_in, count_queries):
    user = make_user()
    browser = sign_in(user)
    _upload(browser, picture())
    browser.get("/")
    name = _name(user)
    with count_queries() as statements:
        browser.get(f"/avatars/{name}")

    assert len(statements) <= 6
    assert not [s for s in statements if s.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}]


def test_files_that_no_row_names_are_deleted_after_a_day(app, sign_in, tmp_path):
    user = make_user()
    _upload(sign_in(user), picture())
    storage().save("avatars/aa/aaaa-96.webp", b"left behind")
    storage().save("avatars/bb/bbbb-96.webp", b"on its way")
    old = (clock.now() - ORPHAN_AFTER - timedelta(hours=1)).timestamp()
    for path in (tmp_path / "uploads").rglob("*.webp"):
        if path.name != "bbbb-96.webp":
            os.utime(path, (old, old))
    purge_orphans()

    assert "avatars/aa/aaaa-96.webp" not in _files()
    assert "avatars/bb/bbbb-96.webp" in _files()
    assert len(_files()) == 3
