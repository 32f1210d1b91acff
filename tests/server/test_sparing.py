"""A process loads no library of a database or queue that the forum does not use."""

import subprocess
import sys

import pytest

from config import ROOT
from tests.server.conftest import environment

SAYS = """
import sys
from config import load_config
from forum.server.sparing import leave_out_unused
leave_out_unused(load_config())
import forum.app
print(sorted(name for name in ("alembic", "boto3", "psycopg", "redis", "rich") if sys.modules.get(name)))
print(sys.modules.get("sqlalchemy.dialects.postgresql") is not None)
"""


@pytest.mark.parametrize(
    ("settings", "loaded", "dialect"),
    [
        ({}, "[]", "False"),
        ({"FORUM_JOBS_URL": "redis://127.0.0.1/0"}, "['redis']", "False"),
        ({"FORUM_DATABASE_URL": "postgresql://forum@127.0.0.1/forum"}, "['psycopg']", "True"),
    ],
)
def test_what_is_not_used_is_not_loaded(tmp_path, settings, loaded, dialect):
    told = subprocess.run(
        [sys.executable, "-c", SAYS],
        cwd=ROOT,
        env=environment(tmp_path, PORT="1", **settings),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == [loaded, dialect]
