"""A restored copy is of earlier days; who left since, what was ended and what was sent does not come back with it."""

import json
from datetime import timedelta
from itertools import count

import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import inspect
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.leaving import anonymise_person
from forum.accounts.commands.leaving import leave
from forum.accounts.commands.leaving import leave_with_posts
from forum.accounts.models import AccountToken
from forum.accounts.models import Invitation
from forum.accounts.models import KnownDevice
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.core import clock
from forum.core import postman
from forum.core.checkup import examine
from forum.core.checkup import mend
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import Unavailable
from forum.core.mail import OutgoingMail
from forum.core.mail import queue_mail
from forum.discussion.models import Post
from forum.media.tasks import purge_orphans
from forum.notifications.models import Notification
from forum.operation import checks
from forum.operation import erasures
from forum.operation.backups import restoring
from forum.operation.backups.settling import settle
from tests.core.test_storage import address
from tests.core.test_storage import plain_client
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.operation.backing import data_folder
from tests.operation.backing import make
from tests.operation.backing import put_back

_buckets = count(1)
CHECK = next(check for check in checks.CHECKS if check.name == "erasures")


def state(user):
    session.rollback()
    return session.scalar(select(User.state).where(User.id == number(user)))


def number(user):
    """Return the id of somebody whom this session does not know any more."""
    return inspect(user).identity[0]


def bodies():
    session.rollback()
    return session.scalars(select(Post.body).order_by(Post.id)).all()


def letters():
    session.rollback()
    return [(row.kind, row.state, row.last_error) for row in session.scalars(select(OutgoingMail))]


def test_who_left_since_the_backup_does_not_come_back_and_what_they_wrote_stays(app, tmp_path):
    ana = make_user("Ana Restrepo")
    make_topic(author=ana, body="lo que Ana dijo")
    path = make(tmp_path)
    leave(act(ana), present=PASSWORD)
    put_back(path)
    found = session.get(User, number(ana))
    assert (found.state, found.email, "Restrepo" in found.name) == ("anonymised", None, False)
    assert bodies() == ["lo que Ana dijo"]
    assert letters() == [], "they had their farewell when they left"


def test_who_left_with_their_posts_takes_them_along_again(app, tmp_path):
    ana = make_user()
    topic = make_topic(body="de otra persona")
    make_reply(topic, ana, body="lo que Ana dijo")
    path = make(tmp_path)
    leave_with_posts(act(ana), present=PASSWORD)
    put_back(path)
    assert state(ana) == "anonymised"
    assert bodies() == ["de otra persona", ""]


def test_who_was_taken_out_at_request_stays_out(app, tmp_path):
    admin, ana = make_staff(role="administrator"), make_user()
    path = make(tmp_path)
    anonymise_person(act(admin), ana.id, reason="Lo pidió por carta.")
    put_back(path)
    assert state(ana) == "anonymised"


def test_an_administrator_who_left_stays_out_though_the_copy_knows_no_other(app, tmp_path):
    ana = make_staff(role="administrator")
    path = make(tmp_path)
    make_staff(role="administrator")
    leave(act(ana), present=PASSWORD)
    put_back(path)
    assert state(ana) == "anonymised"


def test_another_account_with_the_number_of_one_that_left_stays(app, tmp_path):
    ana, bruno = make_user(), make_user()
    path = make(tmp_path)
    leave(act(ana), present=PASSWORD)
    file = data_folder() / erasures.NAME
    line = json.loads(file.read_text())
    file.write_text(json.dumps(line | {"user_id": bruno.id}) + "\n")
    put_back(path)
    assert (state(ana), state(bruno)) == ("active", "active")


def test_the_list_holds_no_personal_data_and_each_account_once(app, tmp_path):
    ana = make_user("Ana Restrepo", email="ana@example.org")
    handle = ana.handle
    path = make(tmp_path)
    leave(act(ana), present=PASSWORD)
    put_back(path)
    put_back(path)
    file = data_folder() / erasures.NAME
    assert file.stat().st_mode & 0o777 == 0o600
    [line] = file.read_text().splitlines()
    assert sorted(json.loads(line)) == ["account", "at", "user_id", "way"]
    assert not any(word in line for word in ("Ana", "Restrepo", "example.org", handle))


def test_a_leaving_that_is_refused_is_not_on_the_list(app):
    ana = make_user()
    with pytest.raises(Invalid):
        leave(act(ana), present="otra")
    assert erasures.all_erasures() == []


def test_a_line_that_was_cut_off_harms_neither_those_before_nor_those_after(app, tmp_path):
    ana, bruno = make_user(), make_user()
    leave(act(ana), present=PASSWORD)
    file = data_folder() / erasures.NAME
    with file.open("ab") as broken:
        broken.write(b'{"user_id": 7, "acc')
    leave(act(bruno), present=PASSWORD)
    assert [erasure.user_id for erasure in erasures.all_erasures()] == [ana.id, bruno.id]


def test_who_cannot_be_put_on_the_list_is_told_and_has_not_left(app):
    ana = make_user()
    (data_folder() / erasures.NAME).mkdir()
    with pytest.raises(IsADirectoryError):
        leave(act(ana), present=PASSWORD)
    assert state(ana) == "active"


def test_the_doctor_finds_and_mends_what_was_put_back_without_the_list(app, tmp_path):
    ana = make_user()
    path = make(tmp_path)
    leave(act(ana), present=PASSWORD)
    file = data_folder() / erasures.NAME
    kept = file.read_bytes()
    file.unlink()
    put_back(path)
    assert state(ana) == "active"
    file.write_bytes(kept)
    assert "1 people who left" in examine(CHECK).findings[0].sentence
    assert mend(CHECK).state == "mended"
    assert state(ana) == "anonymised"
    assert examine(CHECK).state == "ok"


@pytest.fixture
def bucket(app):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    where, name = server.get_host_and_port(), f"foro-left-{next(_buckets)}"
    plain_client(where).create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "sa-east-1"})
    app.config["S3_URL"] = address(where, name)
    yield server
    server.stop()


def test_the_store_keeps_the_list_too_for_a_machine_that_has_lost_its_folder(bucket, tmp_path, monkeypatch):
    ana = make_user()
    path = make(tmp_path)
    leave(act(ana), present=PASSWORD)
    (data_folder() / erasures.NAME).unlink()
    monkeypatch.setattr("forum.media.tasks.ORPHAN_AFTER", timedelta(minutes=-1))
    purge_orphans()
    put_back(path)
    assert state(ana) == "anonymised"


def test_nobody_leaves_while_the_store_is_away(bucket):
    ana = make_user()
    bucket.stop()
    with pytest.raises(Unavailable):
        leave(act(ana), present=PASSWORD)
    assert state(ana) == "active"


def test_sessions_links_and_invitations_of_the_copy_are_ended(app, tmp_path, sign_in):
    lead = make_user(role="lead")
    browser = sign_in(lead)
    create_invitation(act(lead), lead.city_id, days=7)
    with transaction():
        later = clock.now() + timedelta(hours=1)
        session.add(
            AccountToken(user_id=lead.id, purpose="reset", token_hash="x" * 64, email="a@example.org", expires_at=later)
        )
    assert browser.get("/settings/data").status_code == 200
    put_back(make(tmp_path))
    assert browser.get("/settings/data").status_code != 200
    assert session.scalars(select(UserSession.id).where(UserSession.revoked_at.is_(None))).all() == []
    assert session.scalars(select(AccountToken.id).where(AccountToken.used_at.is_(None))).all() == []
    assert session.scalars(select(Invitation.id).where(Invitation.revoked_at.is_(None))).all() == []
    assert session.scalars(select(KnownDevice.id)).all() == []


def owe(user):
    with transaction():
        queue_mail("accounts.lead_left", user_id=user.id, language="es", params={"city_id": user.city_id})


def test_letters_that_the_copy_owes_are_dropped_with_a_reason(app, tmp_path):
    ana = make_user()
    owe(ana)
    path = make(tmp_path)
    put_back(path)
    postman.send_due()
    assert letters() == [("accounts.lead_left", "dropped", "restored")]
    assert session.scalar(select(OutgoingMail.params)) == {}


def test_letters_that_the_copy_owes_are_sent_where_that_is_said(app, tmp_path):
    owe(make_user())
    put_back(make(tmp_path), send_mail=True)
    assert letters() == [("accounts.lead_left", "due", None)]


def test_notices_that_the_copy_owes_are_in_the_bell_and_not_mailed(app, tmp_path):
    ana = make_user()
    topic = make_topic(author=ana)
    make_reply(topic, make_user(), body="una respuesta")
    assert session.scalars(select(Notification.id)).all() == []
    put_back(make(tmp_path))
    assert session.scalars(select(Notification.user_id)).all() == [number(ana)]
    assert {row[1] for row in letters()} == {"dropped"}


def test_a_restore_that_fails_ends_nobodys_session(app, tmp_path, sign_in, monkeypatch):
    browser = sign_in(make_user())
    path = make(tmp_path)

    def fail(**how):
        settle(**how)
        raise RuntimeError("no room")

    monkeypatch.setattr(restoring, "settle", fail)
    with pytest.raises(RuntimeError):
        put_back(path)
    assert browser.get("/settings/data").status_code == 200
