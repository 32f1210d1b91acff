"""The pages of refusals that no reader can call up: each in both languages, without a barrier that axe knows."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Blueprint
from flask import abort
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from config import Config
from forum.app import create_app
from forum.core import migrating
from forum.core.access import access
from forum.core.db import db
from forum.core.db import session
from tests.browser.conftest import Watched
from tests.browser.test_accessibility import _in_the_dark
from tests.browser.test_accessibility import _too_wide
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

blueprint = Blueprint("refusing", __name__)
STATUSES = (400, 403, 404, 405, 408, 409, 411, 413, 415, 429, 500, 503)


@blueprint.get("/refusals/<int:status>")
@access("public")
def show_refusal(status: int) -> str:
    abort(status)


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a forum with a view that refuses with any status; give its address."""
    app = create_app(Config(env="testing", data_dir=tmp_path_factory.mktemp("refusing"), url="http://localhost"))
    app.register_blueprint(blueprint)
    with app.app_context():
        migrating.upgrade()
        session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("status", STATUSES)
def test_a_page_of_each_refusal_has_no_barrier_that_axe_knows(
    chromium: Browser, refusing: str, status: int, language: str
):
    context = chromium.new_context(locale="pt-BR" if language == "pt" else "es-AR", reduced_motion="reduce")
    try:
        watched = Watched(context.new_page(), refusing)
        assert watched.go(f"/refusals/{status}") == status
        page = watched.page
        assert page.locator("html").get_attribute("lang") == ("pt-BR" if language == "pt" else "es")
        assert page.locator("h1").count() == 1
        assert str(status) in page.locator("main").inner_text()
        assert violations(watched) == []
        assert _in_the_dark(watched) == []
        assert _too_wide(watched) == ""
        assert watched.problems == []
    finally:
        context.close()
