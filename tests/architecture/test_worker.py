"""What the worker loads: everything that works, and nothing of the pages, which cost it memory."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

_ASK = """
import json, sys
from config import load_config
from forum.app import create_app
from forum.core import events, jobs, mail
create_app(load_config(), pages=sys.argv[1] == "pages")
pages = [name for name in sys.modules if name.startswith("forum.") and {"routes", "forms", "cli"} & set(name.split("."))]
print(json.dumps({"pages": pages, "facts": sorted(events.FACTS), "letters": sorted(mail._COMPOSERS), "jobs": sorted(jobs._JOBS)}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Give what the application of the worker has loaded, and that of the web server."""

    def ask(what):
        folder = tmp_path_factory.mktemp("var")
        done = subprocess.run(
            [sys.executable, "-c", _ASK, what],
            cwd=ROOT,
            env={**os.environ, "FORUM_DATA_DIR": str(folder), "FORUM_ENV": "development"},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout)

    return {what: ask(what) for what in ("work", "pages")}


def test_the_worker_loads_no_page(loaded):
    assert loaded["work"]["pages"] == []
    assert "forum.discussion.routes.topic" in loaded["pages"]["pages"]


@pytest.mark.parametrize("what", ["facts", "letters", "jobs"])
def test_the_worker_knows_every_fact_letter_and_job(loaded, what):
    assert loaded["work"][what] == loaded["pages"][what]
