"""A second application over a database of its own, with views that misbehave in every way."""

from collections.abc import Iterator
from itertools import count

import pytest
import sqlalchemy.exc
from flask import Blueprint
from flask import Flask
from flask import Response
from flask import make_response
from flask import render_template_string
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from config import Config
from forum.app import create_app
from forum.core import migrating
from forum.core import versions
from forum.core.access import access
from forum.core.db import db
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.forms import QueryForm
from forum.core.forms import line
from forum.core.forms import parse_query
from forum.core.settings import Setting
from forum.core.web import no_store
from forum.core.web_state import current_actor
from forum.core.web_state import ui_language

blueprint = Blueprint("planted", __name__, url_prefix="/planted")
SECRET = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"


class Search(QueryForm):
    """A word."""

    q = line("q", limit=20, required=False)


@blueprint.get("/undeclared")
def show_undeclared() -> str:
    return SECRET


@blueprint.get("/id/<id:number>")
@access("public")
def show_id(number: int) -> str:
    return str(number)


@blueprint.get("/write")
@access("public")
def show_write() -> str:
    with transaction():
        session.add(Setting(key="planted", value=1))
    return "written"


@blueprint.get("/sneaky-write")
@access("public")
def show_sneaky_write() -> str:
    session.add(Setting(key="sneaky", value=1))
    session.flush()
    return "flushed"


@blueprint.get("/error/<kind>")
@access("public")
def show_error(kind: str) -> str:
    raise {
        "not-found": NotFound(),
        "forbidden": Forbidden(),
        "conflict": Conflict(),
        "too-many": TooMany(retry_after=17),
        "crash": RuntimeError(SECRET),
        "locked": sqlalchemy.exc.OperationalError("SELECT", {}, Exception("database is locked")),
        "broken": sqlalchemy.exc.ProgrammingError("SELECT", {}, Exception("no such column")),
        "too-large": sqlalchemy.exc.DataError("SELECT", {}, Exception("integer out of range")),
        "pool": sqlalchemy.exc.TimeoutError(),
    }[kind]


@blueprint.get("/token/<token>")
@access("public")
def show_token(token: str) -> str:
    raise RuntimeError("planted")


@blueprint.get("/query")
@access("public")
def show_query() -> str:
    return parse_query(Search)["q"] or "-"


@blueprint.post("/act")
@access("public")
def create_act() -> str:
    return "done"


@blueprint.get("/form")
@access("public")
def show_form() -> str:
    return render_template_string("<form>{{ csrf_token() }}</form>")


_calls = count(1)


@blueprint.get("/count")
@access("public")
def show_count() -> str:
    """Answer with another number each time that the view runs."""
    return f"{current_actor().handle or 'visitor'} {ui_language()} {next(_calls)}"


@blueprint.get("/count-with-form")
@access("public")
def show_count_with_form() -> str:
    return f"{next(_calls)} {generate_csrf()}"


@blueprint.get("/count-unstored")
@access("public")
def show_count_unstored() -> Response:
    return no_store(make_response(str(next(_calls))))


@blueprint.get("/count-gone")
@access("public")
def show_count_gone() -> tuple[str, int]:
    return str(next(_calls)), 410


class Client(FlaskClient):
    """A browser that asks by https."""

    def open(self, *args, **kwargs):
        kwargs.setdefault("base_url", "https://foro.example.org")
        return super().open(*args, **kwargs)


@pytest.fixture(scope="session")
def planted_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("planted")
    made = create_app(Config(env="testing", data_dir=folder, url="https://foro.example.org"))
    made.register_blueprint(blueprint)
    made.test_client_class = Client
    with made.app_context():
        migrating.upgrade()
        session.remove()
    yield made
    with made.app_context():
        session.remove()
        db.engine.dispose()


@pytest.fixture
def planted(planted_app: Flask) -> FlaskClient:
    """Give a visitor's browser on the misbehaving site, which is at https://foro.example.org."""
    versions.clear_caches()
    planted_app.config["WTF_CSRF_ENABLED"] = True
    return planted_app.test_client()
