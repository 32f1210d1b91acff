"""The store of files: one contract, kept by the folder and by a real HTTP server that speaks S3."""

import io
import os
import socket
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from threading import Thread

import boto3
import pytest
from botocore.config import Config as ClientConfig
from moto.server import ThreadedMotoServer

from config import Config
from forum.core.errors import Unavailable
from forum.core.storage import CHUNK
from forum.core.storage import s3
from forum.core.storage import storage
from forum.core.storage.local import LocalStorage
from forum.core.storage.s3 import S3Storage

BUCKET = "foro-files"


@pytest.fixture(scope="module")
def server():
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    made.start()
    yield made.get_host_and_port()
    made.stop()


def address(server, bucket=BUCKET):
    host, port = server
    return f"http://key:sec%2Fret@{host}:{port}/{bucket}?region=sa-east-1"


def plain_client(server):
    host, port = server
    return boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="sa-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="sec/ret",
        config=ClientConfig(s3={"addressing_style": "path"}),
    )


@pytest.fixture(params=["folder", "s3"])
def store(request, tmp_path):
    if request.param == "folder":
        yield LocalStorage(tmp_path)
        return
    where = request.getfixturevalue("server")
    client = plain_client(where)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    yield S3Storage(address(where))
    empty(client)


def empty(client):
    for row in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=row["Key"])
    client.delete_bucket(Bucket=BUCKET)


def part(store, key, start=0, length=None):
    opened = store.open(key, start, length)
    try:
        return opened.size, b"".join(opened)
    finally:
        opened.close()


def keys(store, prefix):
    return [key for key, _written in store.files(prefix)]


def test_a_file_is_kept_and_replaced_as_a_whole(store):
    assert store.read("a/b.webp") is None
    store.save("a/b.webp", b"the first, longer")
    store.save("a/b.webp", b"two")
    assert store.read("a/b.webp") == b"two"


def test_a_stream_is_kept_from_where_it_stands(store):
    stream = io.BytesIO(b"head" + b"x" * 3 * CHUNK)
    stream.seek(4)
    store.save("a/b", stream)
    assert store.read("a/b") == b"x" * 3 * CHUNK


def test_a_file_is_read_in_pieces_or_in_part(store):
    data = os.urandom(3 * CHUNK + 5)
    store.save("a/b", data)

    opened = store.open("a/b")
    pieces = list(opened)
    opened.close()
    assert (opened.size, b"".join(pieces)) == (len(data), data)
    assert max(map(len, pieces)) <= CHUNK

    assert part(store, "a/b", 10, 20) == (len(data), data[10:30])
    assert part(store, "a/b", CHUNK) == (len(data), data[CHUNK:])
    assert part(store, "a/b", len(data) - 1, 1) == (len(data), data[-1:])


def test_what_is_not_there_is_none_and_removing_it_is_no_error(store):
    assert store.read("a/b") is None
    assert store.open("a/b") is None
    assert store.open("a/b", 2, 5) is None
    assert keys(store, "a") == []
    store.delete("a/b")


def test_a_file_that_is_removed_is_gone(store):
    store.save("a/b", b"one")
    store.delete("a/b")
    assert store.read("a/b") is None
    assert keys(store, "") == []


def test_files_are_listed_by_key_with_the_moment_of_writing(store):
    for key in ("files/b/2", "files/a/1", "avatars/c/3", "filesystem/d/4"):
        store.save(key, b"x")

    found = list(store.files("files"))
    assert [key for key, _written in found] == ["files/a/1", "files/b/2"]
    assert all(abs(datetime.now(UTC) - written) < timedelta(minutes=5) for _key, written in found)
    assert keys(store, "") == ["avatars/c/3", "files/a/1", "files/b/2", "filesystem/d/4"]


@pytest.mark.parametrize("key", ["../x", "avatars/../../x", "/etc/passwd", "avatars", "avatars/x\x00", "A/b", ""])
def test_a_key_that_is_none_is_refused_by_every_act(store, key):
    for act in (lambda: store.save(key, b"x"), *(lambda a=a: a(key) for a in (store.read, store.open, store.delete))):
        with pytest.raises(ValueError, match=r".*"):
            act()
    assert keys(store, "") == []


def test_files_are_saved_and_removed_side_by_side(store):
    """A folder that is removed because it is empty is the folder into which another file is just written."""
    wrong = []

    def work(name):
        try:
            for _round in range(15):
                store.save(f"a/{name}", b"x")
                store.delete(f"a/{name}")
        except Exception as error:
            wrong.append(error)

    threads = [Thread(target=work, args=(name,)) for name in "bcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert keys(store, "") == []


def test_more_files_than_an_answer_holds_are_all_listed(store, monkeypatch):
    monkeypatch.setattr(s3, "PAGE", 3)
    for number in range(10):
        store.save(f"files/{number}", b"x")
    assert keys(store, "files") == [f"files/{number}" for number in range(10)]


def test_objects_are_open_to_nobody_else(server):
    client = plain_client(server)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    S3Storage(address(server)).save("a/b", b"x")
    grants = client.get_object_acl(Bucket=BUCKET, Key="a/b")["Grants"]
    empty(client)
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


def acts_of(store):
    return {
        "save": lambda: store.save("a/b", b"x"),
        "read": lambda: store.read("a/b"),
        "open": lambda: store.open("a/b"),
        "delete": lambda: store.delete("a/b"),
        "files": lambda: keys(store, "a"),
    }


@pytest.mark.parametrize("act", ["save", "read", "open", "delete", "files"])
def test_a_store_that_is_away_is_unavailable(act):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable):
        acts_of(S3Storage(address(("127.0.0.1", port))))[act]()


def test_a_bucket_that_is_not_there_is_unavailable_rather_than_an_absent_file(server):
    for act in acts_of(S3Storage(address(server, "no-such-bucket"))).values():
        with pytest.raises(Unavailable):
            act()


def test_a_folder_that_is_full_is_unavailable_and_keeps_what_it_had(tmp_path):
    class Breaking(io.BytesIO):
        def read(self, *arguments):
            raise OSError(28, "No space left on device")

    store = LocalStorage(tmp_path)
    store.save("a/b", b"one")
    with pytest.raises(Unavailable):
        store.save("a/b", Breaking())
    assert store.read("a/b") == b"one"
    assert keys(store, "") == ["a/b"]


def test_the_store_is_chosen_by_the_setting(app, server):
    assert isinstance(storage(), LocalStorage)
    app.config["S3_URL"] = address(server)
    assert isinstance(storage(), S3Storage)
    assert storage() is storage()


@pytest.mark.parametrize(
    "url",
    [
        "s3://bucket",
        "https://s3.example.org",
        "https://s3.example.org/",
        "https://s3.example.org/a/b",
        "https://s3.example.org/UPPER",
        "https://key@s3.example.org/bucket",
        "https://:secret@s3.example.org/bucket",
        "https://key:a/b@s3.example.org/bucket",
        "https://[s3/bucket",
    ],
)
def test_an_address_that_names_no_bucket_is_refused_in_a_sentence(url):
    assert any(problem.startswith("FORUM_S3_URL must be an address") for problem in Config(s3_url=url).problems())


@pytest.mark.parametrize(
    "url", ["https://k:s%2F@s3.sa-east-1.amazonaws.com/foro-files?region=sa-east-1", "http://127.0.0.1:9000/foro/"]
)
def test_an_address_of_a_bucket_is_taken(url):
    assert Config(s3_url=url).problems() == []


def test_in_production_files_go_over_the_network_encrypted_only():
    def problems(url):
        return [problem for problem in Config(env="production", s3_url=url).problems() if "FORUM_S3_URL" in problem]

    assert problems("http://s3.example.org/bucket")
    assert not problems("http://127.0.0.1:9000/bucket")
    assert not problems("https://s3.example.org/bucket")
