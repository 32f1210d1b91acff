"""Archives that are cut, changed or hostile are told from whole ones, and nothing is written because of them."""

import hashlib
import json
import tarfile

import pytest
from sqlalchemy import create_engine
from sqlalchemy import select

from forum.core.db import session
from forum.core.dialects import postgresql_copies
from forum.core.dialects.copies import CopyProblem
from forum.discussion.models import Post
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.manifest import Member
from forum.operation.backups.verifying import verify
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.media.documents import PDF
from tests.media.uploading import keep
from tests.operation.backing import changed
from tests.operation.backing import forge
from tests.operation.backing import make
from tests.operation.backing import members
from tests.operation.backing import put_back


@pytest.fixture
def archive(app, tmp_path):
    make_topic(body="entero")
    keep(make_user(), content=PDF)
    return make(tmp_path / "whole.tar")


@pytest.fixture
def refused(archive):
    """Give a function that asserts that a file is neither whole nor restored."""

    def check(path, words):
        with pytest.raises(CopyProblem, match=words):
            verify(path)
        with pytest.raises(CopyProblem, match=words):
            put_back(path)
        session.rollback()
        assert session.scalars(select(Post.body)).all() == ["entero"]

    return check


@pytest.mark.parametrize("part", [0.01, 0.5, 0.9, 0.99])
def test_a_cut_archive_is_refused(archive, refused, tmp_path, part):
    whole = archive.read_bytes()
    cut = tmp_path / "cut.tar"
    # After the manifest comes padding, which nobody needs.
    cut.write_bytes(whole[: int(whole.rindex(b'"digest"') * part)])
    refused(cut, "cut off|part of one|no backup")


def test_an_archive_without_its_manifest_is_refused(archive, refused, tmp_path):
    parts = [(name, data) for name, data in members(archive).items() if name != "manifest.json"]
    refused(forge(tmp_path / "x.tar", parts), "cut off")


def test_one_changed_byte_of_a_file_is_found(archive, refused, tmp_path):
    whole = bytearray(archive.read_bytes())
    whole[whole.index(PDF[:40]) + 20] ^= 1
    (tmp_path / "x.tar").write_bytes(whole)
    refused(tmp_path / "x.tar", "damaged: uploads/files/")


def test_one_changed_byte_of_the_database_is_found(archive, refused, tmp_path):
    database = members(archive)["database"]
    whole = bytearray(archive.read_bytes())
    whole[whole.index(database[:4096]) + len(database) // 2] ^= 1
    (tmp_path / "x.tar").write_bytes(whole)
    refused(tmp_path / "x.tar", "damaged: database")


def test_a_changed_manifest_is_found(archive, refused, tmp_path):
    parts = members(archive)
    parts["manifest.json"] = parts["manifest.json"].replace(b'"forum": "', b'"forum": "9')
    refused(forge(tmp_path / "x.tar", list(parts.items())), "manifest of the backup was changed")


def test_a_manifest_that_is_none_is_refused(archive, refused, tmp_path):
    for data in (b"", b"[]", b"\xff", b"{}", b"null"):
        parts = {**members(archive), "manifest.json": data}
        refused(forge(tmp_path / "x.tar", list(parts.items())), "manifest of the backup cannot be read")


def test_a_manifest_of_a_later_form_says_so(archive, refused, tmp_path):
    refused(changed(archive, tmp_path / "x.tar", format=2), "later version")


def test_other_numbers_of_rows_than_were_counted_are_found(archive, refused, tmp_path):
    rows = json.loads(members(archive)["manifest.json"])["rows"]
    refused(changed(archive, tmp_path / "x.tar", rows=rows | {"post": 7}), "other numbers of rows.*post")


def test_another_schema_than_the_copy_has_is_found(archive, refused, tmp_path):
    refused(changed(archive, tmp_path / "x.tar", schema="0001"), "its manifest says 0001")


@pytest.mark.parametrize(
    "name", ["uploads/../../evil", "/etc/evil", "uploads//etc/evil", "../evil", "uploads/a", "database/../x"]
)
def test_members_with_other_names_are_refused_and_nothing_is_written(archive, refused, tmp_path, name):
    parts = [(name, b"evil"), *members(archive).items()]
    refused(forge(tmp_path / "x.tar", parts), "no part of a backup")
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_members_that_are_no_files_are_refused(archive, refused, tmp_path, kind):
    refused(forge(tmp_path / "x.tar", [("uploads/files/aa/link", b"")], kind), "no part of a backup")


def test_a_member_that_is_there_twice_is_refused(archive, refused, tmp_path):
    parts = [("database", b"other"), *members(archive).items()]
    refused(forge(tmp_path / "x.tar", parts), "part twice")


def test_a_copy_that_is_no_database_is_refused(archive, refused, tmp_path):
    refused(with_database(archive, tmp_path / "x.tar", b"no database at all" * 400), "cannot be read|damaged|failed")


def with_database(archive, target, data):
    """Write a backup with another database and the right hashes."""
    parts = members(archive)
    manifest = Manifest.from_bytes(parts.pop("manifest.json"))
    parts["database"] = data
    manifest.members = [Member(n, len(d), hashlib.sha256(d).hexdigest()) for n, d in parts.items()]
    return forge(target, [*parts.items(), ("manifest.json", manifest.to_bytes())])


def test_what_is_no_archive_is_refused(archive, refused, tmp_path):
    (tmp_path / "x.tar").write_bytes(b"hola" * 1000)
    refused(tmp_path / "x.tar", "no backup")
    refused(tmp_path / "nowhere.tar", "There is no file")


def test_missing_programs_are_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CopyProblem, match="pg_dump is not installed"):
        postgresql_copies._require("pg_dump", 15)


def test_a_program_older_than_the_server_is_told_in_a_sentence(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 13.4'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(CopyProblem, match=r"older than the server .*: install the client programs"):
        postgresql_copies._require("pg_dump", 15)


def test_a_password_is_not_among_the_arguments_of_a_program():
    engine = create_engine("postgresql+psycopg://foro:geheim@127.0.0.1/foro?sslmode=require")
    assert postgresql_copies._address(engine) == ["--dbname=postgresql://foro@127.0.0.1/foro?sslmode=require"]
