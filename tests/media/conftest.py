"""Every test of files has a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def folder(app, tmp_path):
    app.config["DATA_DIR"] = str(tmp_path)
