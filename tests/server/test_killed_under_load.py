"""The short form of `make drill`: processes are killed while people write, and nothing that was acknowledged is lost."""

import time
from pathlib import Path

import pytest

from tests.drill.people import prepare
from tests.drill.running import Forum
from tests.drill.verdict import Verdict
from tests.drill.verdict import judge_replies
from tests.drill.writers import Crowd

pytestmark = pytest.mark.long

#: More often than the supervisor lets a child die that never starts well.
KILLED = ("web server", "worker", "web process", "web server", "worker")


def test_what_was_acknowledged_is_there_once_however_often_something_was_killed(
    tmp_path: Path, forum_database: dict[str, str]
):
    forum = Forum(tmp_path, 9, forum_database.get("FORUM_DATABASE_URL", ""))
    place = prepare(forum, people=8, topics=3)
    ledgers = tmp_path / "ledgers"
    ledgers.mkdir()
    with forum:
        forum.start()
        crowd = Crowd(forum.port, place, ledgers, writers=4, seed=1)
        crowd.start()
        try:
            for victim in KILLED:
                time.sleep(0.7)
                forum.kill(victim)
        finally:
            crowd.stop()
        verdict = Verdict()
        judge_replies(verdict, forum, ledgers)
    assert crowd.odd + verdict.wrong == []
    assert verdict.numbers["replies acknowledged"] > 0
