"""The real engine, and others that are slow, dead or wrong on purpose."""

import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask

from forum.core import relay
from forum.core.actor import SYSTEM
from forum.translation.commands.glossary import load_shipped_glossary
from forum.translation.engines import serving
from forum.translation.engines.apertium import SOCKET
from forum.translation.engines.apertium import Apertium
from forum.translation.engines.here import ApertiumHere
from forum.translation.engines.modes import is_installed
from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows
from forum.translation.steering import Steering
from forum.translation.tasks import translate_due
from forum.translation.translator import Translator
from forum.translation.translator import are_rules_ready
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import MACHINE
from tests.translation.correcting import TEXT
from tests.translation.correcting import WORDS
from tests.translation.correcting import improve
from tests.translation.correcting import translated
from tests.translation.reading import TITLE

MISSING = "Apertium is not installed (apt install apertium apertium-es-pt)"


@pytest.fixture(scope="module")
def ours() -> Iterator[Translator]:
    """Give the engine as the forum steers it."""
    engine = ApertiumHere()
    if not engine.is_there():
        pytest.skip(MISSING)
    yield Translator(engine, Steering(shipped_rows(), lexicon()), ["Rosario"])
    engine.stop()


@pytest.fixture(scope="session")
def engine_folder() -> Iterator[Path]:
    """Run the local engine's service for all tests of this process; give the folder of its socket."""
    if not is_installed():
        pytest.skip(MISSING)
    with TemporaryDirectory(prefix="forum-engine-") as name:
        folder = Path(name)
        service = serving.Service()
        threading.Thread(target=serving.serve, args=(folder / SOCKET, service), daemon=True).start()
        end = time.monotonic() + 10
        while not Apertium(folder).is_there() and time.monotonic() < end:
            time.sleep(0.01)
        yield folder
        service.stop()


@pytest.fixture
def engine(app: Flask, engine_folder: Path) -> Iterator[Flask]:
    """Have the application translate with the real engine, steered by the glossary that comes with it."""
    before = {name: app.config[name] for name in ("TRANSLATION", "DATA_DIR")}
    app.config.update(TRANSLATION="apertium", DATA_DIR=str(engine_folder))
    load_shipped_glossary(SYSTEM)
    assert are_rules_ready(within=60)
    yield app
    app.config.update(before)


@pytest.fixture
def translate(engine: Flask) -> Callable[[], None]:
    """Give a function that hands over what is owed and translates what is due."""

    def work() -> None:
        for _ in range(3):
            relay.deliver_everything()
            translate_due()

    return work


@pytest.fixture
def asker(app):
    return make_user(shown_outside=True)


@pytest.fixture
def topic(asker, translate):
    """Give a public topic in Spanish with a reply in Portuguese, translated."""
    made = make_topic(asker, audience="public", title=TITLE, body="Publicamos el pliego ayer.")
    make_reply(made, body="A prefeitura publicou o edital.", language="pt")
    translate()
    return made


@pytest.fixture
def reader_of_portuguese(app):
    """Give a member who chose to read Portuguese only."""
    return make_user(reads="pt")


@pytest.fixture
def author(app):
    return make_user("Ana Autora")


@pytest.fixture
def helper(app):
    """Give somebody who reads both languages and shows their page."""
    return make_user("Bia Tradutora", shown_outside=True)


@pytest.fixture
def poor_post(author):
    """Give a reply in Spanish, of which a machine made a poor translation."""
    topic = make_topic(make_user(), title="¿Cómo licitan?", body="Una pregunta.")
    make_reply(topic, author, body="Publicamos el pliego ayer.\n\nGracias.")
    return translated(topic, 2, text=MACHINE)


@pytest.fixture
def reviewed_post(author, translate):
    """Give a reply with a translation that its author reviewed."""
    reply = make_reply(make_topic(make_user()), author, body=TEXT)
    translate()
    improve(author, reply, WORDS)
    return reply


@pytest.fixture
def moderator(app):
    return make_staff("Paula Ríos")
