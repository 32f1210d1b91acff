"""A mail server that keeps what it gets: letters leave the forum, and are forgotten there."""

from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from tests.core.test_mail import Inbox
from tests.core.test_mail import _free_port


@pytest.fixture
def inbox(app: Flask) -> Iterator[Inbox]:
    """Give the mail server that the forum sends through."""
    made = Inbox()
    server = Controller(made, hostname="127.0.0.1", port=0, ready_timeout=10)
    server.port = _free_port()
    server.start()
    app.config.update(SMTP_URL=f"smtp://127.0.0.1:{server.port}", DEMO_OUTBOX=False)
    yield made
    server.stop()
