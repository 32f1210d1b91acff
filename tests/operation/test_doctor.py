"""The doctor finds what is wrong, says what to do, mends what can be mended – and finds nothing in a sound forum."""

import os
import stat
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy import update

from forum.accounts.models import User
from forum.core import checkup
from forum.core import clock
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Delivery
from forum.core.jobs import beat
from forum.core.mail import OutgoingMail
from forum.core.mail import queue_mail
from forum.core.storage import storage
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.tasks import ORPHAN_AFTER
from forum.operation import checks
from forum.operation.backups import keeping
from forum.search.models import SearchEntry
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.media.documents import PDF
from tests.media.uploading import keep
from tests.operation.backing import data_folder
from tests.operation.backing import make
from tests.operation.examining import look
from tests.operation.examining import mend
from tests.operation.examining import sentences


@pytest.fixture
def told(app, run_worker):
    """Give a topic with two replies of which the index has been told."""
    topic = make_topic(title="Cuentas claras", body="¿Cómo publican el presupuesto?")
    make_reply(topic, make_user(), body="En datos abiertos.")
    make_reply(topic, make_user(), body="En papel.")
    run_worker()
    return topic


def test_in_a_sound_forum_nothing_is_wrong(app, told, tmp_path):
    keep(make_user(), content=PDF)
    beat()
    keeping.note(data_folder(), "created", make(tmp_path), clock.now().isoformat())
    assert {r.check.name: r.findings for c in checkup.all_checks() if (r := checkup.examine(c)).state == "wrong"} == {}


def test_counters_that_differ_from_rows_are_found_and_mended(app, told):
    faults = {"replies": 7, "reply_cities": 4, "last_post_number": 9, "status": "solved", "score": 50}
    for column, value in faults.items():
        with transaction():
            session.execute(update(Topic).values({column: value}))
        assert f"1 topics have other counters than their posts: {told.id}" in sentences("discussion.counters"), column
        assert mend("discussion.counters") == "mended"
        assert look("discussion.counters").state == "ok"


def test_posts_that_the_index_lost_are_found_and_mended(app, told):
    with transaction():
        entry = session.scalars(select(SearchEntry)).first()
        lost = entry.post_id
        session.delete(entry)
    assert f"1 posts cannot be found: {lost}." in sentences("search.index")
    assert mend("search.index") == "mended"
    assert session.get(SearchEntry, lost) is not None


def test_posts_that_are_found_though_hidden_are_found_and_mended(app, told):
    with transaction():
        post = session.scalars(select(Post).where(Post.number == 2)).one()
        post.state = "hidden"
    assert f"1 posts can be found though they are hidden or deleted: {post.id}." in sentences("search.index")
    assert mend("search.index") == "mended"
    assert session.get(SearchEntry, post.id) is None


def test_entries_with_other_words_than_their_posts_are_found_and_mended(app, told):
    with transaction():
        session.scalars(select(SearchEntry)).first().body_stems = "otras palabras"
    assert "by words that they no longer have" in sentences("search.index")
    assert mend("search.index") == "mended"


def test_what_the_index_was_not_told_yet_is_no_fault(app):
    make_topic()
    assert session.scalars(select(Delivery)).all()
    assert look("search.index").state == "ok"


def test_a_full_text_side_that_differs_is_found_and_mended(app, told):
    if db.engine.dialect.name == "postgresql":
        return  # It is a generated column: it cannot differ.
    with transaction():
        rows = session.connection().exec_driver_sql
        rows("INSERT INTO fts_search(rowid, title_stems, body_stems, mention_stems) VALUES (999, 'x', 'y', 'z')")
    assert "full-text side" in sentences("search.index")
    assert mend("search.index") == "mended"


def test_rows_without_their_file_are_found_and_left_to_a_person(app):
    keep(make_user(), content=PDF)
    key = session.scalars(select(Blob.key)).one()
    storage().delete(key)
    assert key in sentences("media.files")
    assert "backup" in sentences("media.files")
    assert mend("media.files") == "wrong"


def test_old_files_that_belong_to_nothing_are_found_and_removed_and_young_ones_are_not(app):
    old = time.time() - ORPHAN_AFTER.total_seconds() - 60
    for name in ("aa", "bb"):
        storage().save(f"files/{name}/{name * 16}", b"x")
    os.utime(data_folder() / "uploads" / "files" / "aa" / ("aa" * 16), (old, old))
    assert "1 files in the store belong to nothing: files/aa" in sentences("media.orphans")
    assert mend("media.orphans") == "mended"
    assert [key for key, _ in storage().files("files")] == [f"files/bb/{'bb' * 16}"]


def test_contents_without_an_upload_are_found_and_removed(app):
    keep(make_user(), content=PDF)
    with transaction():
        session.delete(session.scalars(select(Upload)).one())
    assert "1 contents are kept" in sentences("media.contents")
    assert mend("media.contents") == "mended"
    assert session.scalars(select(Blob)).all() == []
    assert [key for key, _ in storage().files("files")] == []


def test_letters_that_were_given_up_get_another_round(app):
    person = make_staff(role="administrator")
    with transaction():
        row = queue_mail("admin.test", user_id=person.id, language="es")
        row.state, row.attempts = "failed", 8
    assert "1 letters were given up" in sentences("mail")
    assert mend("mail") == "mended"
    session.rollback()
    assert [(row.state, row.attempts) for row in session.scalars(select(OutgoingMail))] == [("due", 0)]


def test_letters_that_hang_are_found(app):
    person = make_staff(role="administrator")
    with transaction():
        row = queue_mail("admin.test", user_id=person.id, language="es")
        row.due_at = clock.now() - timedelta(hours=2)
    assert "1 letters should have been sent" in sentences("mail")
    assert mend("mail") == "wrong"


def test_deliveries_that_were_given_up_get_another_round(app):
    make_topic()
    with transaction():
        session.execute(update(Delivery).values(dead=True, attempts=8))
    assert "deliveries were given up" in sentences("deliveries")
    assert mend("deliveries") == "mended"


def test_deliveries_that_hang_are_found(app):
    make_topic()
    with transaction():
        session.execute(update(Delivery).values(due_at=clock.now() - timedelta(hours=2)))
    assert "should have been made" in sentences("deliveries")


def test_rows_that_point_to_nothing_are_found(app, told):
    with db.engine.connect() as connection:
        off, on = {
            "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
            "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
        }[connection.dialect.name]
        connection.connection.dbapi_connection.execute(off)
        connection.execute(text("UPDATE post SET author_id = 987654 WHERE number = 2"))
        connection.commit()
        connection.connection.dbapi_connection.execute(on)
        connection.commit()
    assert "1 rows of post.author_id point to nothing" in sentences("database.references")
    assert mend("database.references") == "wrong"


def test_a_table_that_somebody_changed_is_found(app):
    with db.engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_post_author"))
    try:
        assert "ix_post_author" in sentences("database.schema")
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("CREATE INDEX ix_post_author ON post (author_id, id)"))
    assert look("database.schema").state == "ok"


def test_tables_of_an_earlier_version_are_found(app):
    with db.engine.begin() as connection:
        head = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        assert "does not have the tables of this version" in sentences("database.schema")
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_a_data_folder_that_others_may_enter_is_found_and_closed(app, tmp_path):
    app.config.update(DATA_DIR=str(tmp_path), ENV_NAME="production")
    tmp_path.chmod(0o755)
    assert look("folder").state == "wrong"
    assert mend("folder") == "mended"
    assert stat.S_IMODE(Path(tmp_path).stat().st_mode) == 0o700


def test_a_disk_that_fills_up_is_told_before_it_is_full(app, monkeypatch):
    monkeypatch.setattr(checks, "WISHED", 2**62)
    assert look("disk").state == "note"
    monkeypatch.setattr(checks, "NEEDED", 2**61)
    assert look("disk").state == "wrong"


def test_a_check_that_breaks_is_wrong_itself_and_stops_no_other(app):
    def broken():
        raise RuntimeError("secret words")

    result = checkup.examine(Check("x", "x", broken))
    assert result.state == "wrong"
    assert "secret words" not in result.findings[0].sentence
    unmendable = Check("x", "x", lambda: [Finding("It is.", "Do.")], broken)
    assert checkup.mend(unmendable).state == "wrong"


def test_the_command_tells_each_check_and_fails_when_something_is_wrong(app, told):
    run = app.test_cli_runner().invoke
    sound = run(args=["doctor"])
    assert sound.exit_code == 0, sound.output
    assert "OK      search.index" in sound.output
    assert sound.output.endswith("Nothing is wrong.\n")
    with transaction():
        session.execute(update(Topic).values(replies=9))
    wrong = run(args=["doctor"])
    assert wrong.exit_code == 1
    assert "WRONG   discussion.counters" in wrong.output
    assert "1 of " in wrong.output
    mended = run(args=["doctor", "--mend"])
    assert mended.exit_code == 0, mended.output
    assert "mended  discussion.counters" in mended.output
    assert session.scalars(select(User.id)).all()
