"""A backup holds all that people wrote, made while they write; it is put back whole or not at all."""

import os
import stat
import threading
import time

import alembic.command
import pytest
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import text

from forum.accounts.models import User
from forum.core import schema
from forum.core import versions
from forum.core.actor import SYSTEM
from forum.core.db import db
from forum.core.db import session
from forum.core.dialects.copies import CopyProblem
from forum.core.folderlock import lock_folder
from forum.core.storage import storage
from forum.discussion.commands.upkeep import recount_topics
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.models import Blob
from forum.operation.backups import keeping
from forum.operation.backups import restoring
from forum.operation.backups.creating import keep_latest
from forum.operation.backups.verifying import verify
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.media.documents import PDF
from tests.media.uploading import keep
from tests.operation.backing import changed
from tests.operation.backing import data_folder
from tests.operation.backing import make
from tests.operation.backing import members
from tests.operation.backing import put_back


def bodies():
    session.rollback()
    return session.scalars(select(Post.body).order_by(Post.id)).all()


def test_what_was_written_before_is_put_back_and_what_was_written_since_is_gone(app, tmp_path):
    topic = make_topic(body="antes")
    keep(make_user(), content=PDF)
    key = session.scalars(select(Blob.key)).one()
    path = make(tmp_path)
    make_reply(topic, make_user(), body="después")
    storage().delete(key)

    manifest = put_back(path)
    assert bodies() == ["antes"]
    assert storage().read(key) == PDF
    assert manifest.rows["post"] == 1
    assert verify(path).rows == manifest.rows


def test_a_restored_forum_goes_on(app, tmp_path, visitor):
    topic = make_topic(title="Una plaza pública", audience="public")
    make_reply(topic, make_user(), body="primera")
    put_back(make(tmp_path))
    versions.clear_caches()

    make_reply(topic, make_user(), body="segunda")
    assert bodies()[1:] == ["primera", "segunda"]
    assert "segunda" in visitor.get(f"/t/x/{topic.id}", follow_redirects=True).text


def test_a_restored_backup_can_be_backed_up_and_restored_again(app, tmp_path):
    make_topic(body="una vez")
    first = tmp_path / "first.tar"
    make(first)
    put_back(first)
    second = tmp_path / "second.tar"
    make(second)
    put_back(second)
    assert bodies() == ["una vez"]


def test_pages_that_browsers_kept_are_out_of_date_after_a_restore(app, tmp_path):
    path = make(tmp_path)
    before = versions.data_versions()
    put_back(path)
    versions.forget()
    assert all(now > then + 1000 for now, then in zip(versions.data_versions(), before, strict=True))


def test_a_backup_made_while_people_write_is_consistent(app, tmp_path):
    topic_id, people = make_topic().id, [make_user().id for _ in range(3)]
    acknowledged, stop = [], threading.Event()

    def write(person_id):
        with app.app_context():
            topic, person = session.get_one(Topic, topic_id), session.get_one(User, person_id)
            while not stop.is_set():
                acknowledged.append(make_reply(topic, person, body="sigo escribiendo").id)
            session.remove()

    writers = [threading.Thread(target=write, args=(person,)) for person in people]
    for writer in writers:
        writer.start()
    try:
        while len(acknowledged) < 5:
            time.sleep(0.01)
        before = list(acknowledged)
        path = make(tmp_path)
        after = len(acknowledged)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert verify(path)
    put_back(path)

    kept = set(session.scalars(select(Post.id)))
    assert set(before) <= kept
    assert len(kept) <= after + 1 + len(writers), "what was written after the end is in it"
    assert recount_topics(SYSTEM) == 0


def test_a_file_that_goes_while_a_backup_is_made_is_written_down(app, tmp_path):
    keep(make_user(), content=PDF)
    key = session.scalars(select(Blob.key)).one()
    storage().delete(key)
    assert verify(make(tmp_path)).missing == [key]


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(app, tmp_path):
    path = make(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [path.name]


def test_a_backup_is_never_overwritten(app, tmp_path):
    path = tmp_path / "foro.tar"
    make(path)
    before = path.read_bytes()
    with pytest.raises(CopyProblem, match="never overwritten"):
        make(path)
    assert path.read_bytes() == before


def test_a_backup_that_cannot_be_finished_leaves_no_file(app, tmp_path, monkeypatch):
    keep(make_user(), content=PDF)
    app.config["DATA_DIR"] = str(tmp_path / "elsewhere")
    key = session.scalars(select(Blob.key)).one()
    (tmp_path / "elsewhere" / "uploads" / key).mkdir(parents=True)  # A folder where a file should be.
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(CopyProblem, match="could not be written"):
        make(folder)
    assert os.listdir(folder) == []


def test_only_the_latest_backups_are_kept(app, tmp_path):
    names = [f"foro-202601{day:02}T030000Z.tar" for day in range(1, 6)]
    for name in [*names, "mine.tar"]:
        (tmp_path / name).touch()
    assert [path.name for path in keep_latest(tmp_path, 2)] == names[:3]
    assert sorted(os.listdir(tmp_path)) == [*names[3:], "mine.tar"]


def test_a_database_in_use_is_not_replaced_unless_that_is_said(app, tmp_path):
    make_topic(body="antes")
    path = make(tmp_path)
    with pytest.raises(CopyProblem, match="--replace"):
        put_back(path, replace=False)
    assert bodies() == ["antes"]


def test_nothing_is_restored_under_a_forum_that_runs(app, tmp_path):
    path = make(tmp_path)
    with lock_folder(data_folder()), pytest.raises(CopyProblem, match="stop it first"):
        put_back(path)


def test_a_restore_that_fails_at_the_end_leaves_everything_as_it_was(app, tmp_path, monkeypatch):
    make_topic(body="viejo")
    path = make(tmp_path)
    make_topic(body="nuevo")

    def fail(_engine):
        raise RuntimeError("no room")

    monkeypatch.setattr(restoring, "_bring_up_to_date", fail)
    with pytest.raises(RuntimeError):
        put_back(path)
    assert bodies() == ["viejo", "nuevo"]
    monkeypatch.undo()
    put_back(path)
    assert bodies() == ["viejo"]


def test_a_copy_of_an_earlier_schema_is_brought_up_to_date(app, tmp_path):
    make_topic(body="de antes")
    config = app.extensions["migrate"].migrate.get_config()
    session.remove()
    alembic.command.downgrade(config, "0002")
    path = make(tmp_path)
    alembic.command.upgrade(config, "head")
    assert verify(path).schema == "0002"

    put_back(path)
    assert bodies() == ["de antes"]
    with db.engine.connect() as connection:
        head = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert head == schema.HEAD


def test_a_copy_of_a_later_version_is_refused(app, tmp_path):
    make_topic(body="aquí")
    with db.engine.begin() as connection:
        known = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = 'zz99'"))
    path = make(tmp_path)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :known"), {"known": known})
    with pytest.raises(CopyProblem, match="later version"):
        put_back(path)
    assert bodies() == ["aquí"]


def test_a_copy_of_the_other_kind_of_database_is_refused(app, tmp_path):
    path = make(tmp_path)
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[db.engine.dialect.name]
    forged = changed(path, tmp_path / "other.tar", database=other)
    with pytest.raises(CopyProblem):
        put_back(forged)
    with pytest.raises(CopyProblem, match="FORUM_DATABASE_URL"):
        restoring._require_fitting(verify_manifest(forged), restoring.Kind.of(db.engine))


def verify_manifest(path):
    return restoring.Manifest.from_bytes(members(path)["manifest.json"])


def test_commands_say_what_they_did_and_it_is_written_down(app):
    run = app.test_cli_runner().invoke
    make_topic()
    made = run(args=["backup", "create", "--keep", "2"])
    assert made.exit_code == 0, made.output
    assert "rows" in made.output
    checked = run(args=["backup", "verify"])
    assert "is whole" in checked.output
    found = keeping.history(data_folder())
    assert found.created.file == found.verified.file
    assert found.restored is None
    refused = run(args=["backup", "restore", found.created.file])
    assert refused.exit_code == 1
    assert "Error: The database or the store of files is not empty" in refused.output
    restored = run(args=["backup", "restore", "--replace", found.created.file])
    assert restored.exit_code == 0, restored.output
    assert keeping.history(data_folder()).restored.made_at == found.created.made_at


def test_what_a_killed_restore_left_is_in_no_later_backup(app, tmp_path):
    """On PostgreSQL it fills a schema beside the present one: everybody's data a second time."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("a killed restore leaves nothing in SQLite's database")
    make_topic(body="una vez")
    session.remove()
    with db.engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA forum_coming"))
        connection.execute(text("CREATE TABLE forum_coming.post (id integer, body text)"))
        connection.execute(text("INSERT INTO forum_coming.post VALUES (1, 'de antes'), (2, 'de antes')"))
    manifest = put_back(make(tmp_path))
    assert manifest.rows["post"] == 1
    assert bodies() == ["una vez"]
    with db.engine.connect() as connection:
        assert not inspect(connection).has_schema("forum_coming")
