"""What the tests of operating share."""

import pytest


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path_factory):
    """Keep the files of each test apart from those that others left."""
    app.config["DATA_DIR"] = str(tmp_path_factory.mktemp("var"))
