"""The page that shows administrators how the forum is, and nobody else."""

import pytest

from forum.core import clock
from forum.core.jobs import beat
from forum.operation.backups import keeping
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic
from tests.operation.backing import data_folder

PATH = "/admin/operation"


@pytest.fixture
def admin(app, sign_in, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)
    return sign_in(make_staff(role="administrator"))


@pytest.mark.parametrize("who", ["visitor", "member", "lead", "moderator"])
def test_for_nobody_else_it_exists(app, sign_in, visitor, who):
    browser = visitor
    if who == "moderator":
        browser = sign_in(make_staff())
    elif who != "visitor":
        browser = sign_in(make_user(role=who))
    assert browser.get(PATH).status_code == 404


@pytest.mark.parametrize("language", ["es", "pt"])
def test_it_stands_in_both_languages(app, sign_in, language):
    page = sign_in(make_staff(role="administrator", language=language)).get(PATH)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_it_tells_when_the_worker_does_not_run(app, admin):
    assert "notice--bad" in admin.get(PATH).text
    beat()
    assert "notice--bad" not in admin.get(PATH).text


def test_it_tells_of_the_last_backup_and_not_where_it_lies(app, admin, tmp_path):
    file = tmp_path / "word-in-a-path.tar"
    file.write_bytes(b"x" * 3_000_000)
    keeping.note(data_folder(), "created", file, clock.now().isoformat())
    page = admin.get(PATH).text
    assert "word-in-a-path" not in page
    assert str(tmp_path) not in page


def test_it_costs_few_statements(app, admin, count_queries):
    make_topic()
    admin.get(PATH)
    with count_queries() as statements:
        admin.get(PATH)
    assert len(statements) <= 10
