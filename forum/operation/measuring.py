"""Turns measuring on where the setting asks for it."""

import hmac
import importlib
import os
from pathlib import Path

from flask import Flask

from forum.core import measuring
from forum.core.db import db

_KEY = "forum-metrics"


def init_app(app: Flask) -> None:
    """Count from now on, if the deployment has a token for it."""
    if not app.config["METRICS_TOKEN"]:
        measuring.use(None)
        return
    folder = Path(app.config["DATA_DIR"]) / "metrics"
    folder.mkdir(mode=0o700, exist_ok=True)
    # The library decides when it is imported whether processes are added up; without the setting nobody pays for it.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    with app.app_context():
        app.extensions[_KEY] = importlib.import_module("forum.operation.metrics").Metrics(folder, db.engine)
    measuring.use(app.extensions[_KEY])


def measurements(app: Flask, authorization: str) -> bytes | None:
    """Return the measurements to who shows the token; None otherwise, and where there are none."""
    token: str = app.config["METRICS_TOKEN"]
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        return None
    rendered: bytes = app.extensions[_KEY].render()
    return rendered
