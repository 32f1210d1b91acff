"""What goes by itself: files that no post uses, bytes that no row names, and what a store that is away leaves."""

import io
import os
import time
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from moto.server import ThreadedMotoServer
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Unavailable
from forum.core.retention import keep_short_terms
from forum.core.storage import storage
from forum.media.addresses import file_address
from forum.media.commands import mark_used
from forum.media.commands import remove_upload
from forum.media.commands import store_upload
from forum.media.commands.files import remove_unused
from forum.media.models import Blob
from forum.media.tasks import ORPHAN_AFTER
from forum.media.tasks import UNUSED_AFTER
from forum.media.tasks import purge_orphans
from tests.core.test_storage import address
from tests.core.test_storage import plain_client
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.uploading import JSON
from tests.media.uploading import keep
from tests.media.uploading import kept
from tests.media.uploading import send
from tests.media.uploading import uploads

_numbers = count(1)


def later(gap):
    return time_machine.travel(clock.now() + gap, tick=False)


def test_what_no_post_uses_is_removed_after_two_days_and_not_before(app):
    ana = make_user()
    unused, used = keep(ana), keep(ana, content=PDF + b"%")
    make_topic(ana, body=f"Mirar: {link_to(used)}")
    with later(UNUSED_AFTER - timedelta(minutes=1)):
        keep_short_terms()
        assert len(uploads()) == 2
    with later(UNUSED_AFTER + timedelta(minutes=1)):
        keep_short_terms()
    assert [upload.token for upload in uploads()] == [used.token]
    assert unused.token != used.token
    assert len(kept()) == 1


def test_many_unused_files_go_in_batches(app):
    ana = make_user()
    for number in range(7):
        keep(ana, content=PDF + b"%d" % number)
    assert remove_unused(clock.now() + timedelta(days=1)) == 7
    assert (uploads(), kept()) == ([], [])


def test_a_file_that_is_used_cannot_be_removed(app, sign_in):
    ana = make_user()
    file = keep(ana)
    with transaction():
        assert mark_used([file.id]) == 1
    answer = sign_in(ana).post(f"/files/{file.token}/removal", headers=JSON)
    assert answer.status_code == 403
    assert len(kept()) == 1


def test_files_without_a_row_go_a_day_after_they_were_written(app, tmp_path):
    ana = make_user()
    keep(ana, "foto.jpg", picture(size=(1600, 900)))
    known = kept()
    old = time.time() - ORPHAN_AFTER.total_seconds() - 60
    for key in ("files/aa/aaaa", "files/aa/aaaa-preview", "drafts/aaaa", "files/bb/young", "drafts/young"):
        storage().save(key, b"x")
    for path in (tmp_path / "uploads").rglob("*"):
        if path.is_file() and path.name != "young":
            os.utime(path, (old, old))
    purge_orphans()
    assert kept() == sorted([*known, "files/bb/young", "drafts/young"])


@pytest.fixture
def bucket(app):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    where = server.get_host_and_port()
    # What one server was told, the next one of the same process knows: each has a bucket of its own.
    name = f"foro-{next(_numbers)}"
    plain_client(where).create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    app.config["S3_URL"] = address(where, name)
    yield server
    server.stop()


def test_a_file_goes_through_a_store_of_s3_and_back(bucket, sign_in, tmp_path):
    ana = make_user()
    browser = sign_in(ana)
    document, image = (
        send(browser, ("acta.pdf", PDF)).json["files"][0],
        send(browser, ("foto.jpg", picture(size=(1600, 900)))).json["files"][0],
    )
    assert len(kept()) == 3
    assert not list(tmp_path.rglob("*"))
    assert browser.get(document["url"]).data == PDF
    part = browser.get(document["url"], headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.data, part.headers["Content-Range"]) == (206, PDF[5:10], f"bytes 5-9/{len(PDF)}")
    assert browser.get(image["preview_url"]).data[:4] == b"RIFF"
    remove_upload(act(ana), image["token"])
    assert len(kept()) == 1


def test_a_store_that_is_away_is_told_and_leaves_nothing_half_done(bucket, sign_in):
    ana = make_user()
    browser = sign_in(ana)
    file = keep(ana)
    bucket.stop()

    answer = send(browser, ("otra.pdf", PDF + b"%"))
    assert answer.status_code == 503
    assert answer.json["errors"][0]["message"]
    assert len(uploads()) == 1
    assert browser.get(file_address(file.token, file.name)).status_code == 503
    with pytest.raises(Unavailable):
        store_upload(act(ana), name="a.pdf", stream=io.BytesIO(PDF + b"2"))

    # The row goes; the bytes are removed later.
    remove_upload(act(ana), file.token)
    assert uploads() == []


def test_bytes_that_were_lost_are_there_again_once_somebody_uploads_them_again(app):
    keep(make_user(), content=PDF)
    key = session.scalars(select(Blob.key)).one()
    storage().delete(key)
    keep(make_user(), content=PDF)
    session.rollback()
    assert session.scalars(select(Blob.key)).all() == [key]
    assert storage().read(key) == PDF
