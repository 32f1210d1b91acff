"""What the clients wrote down against what the forum has and what the mail server took."""

import json
import subprocess
import sys
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any
from typing import Final

from sqlalchemy import text

from config import ROOT
from tests.drill.ledger import read_ledgers
from tests.drill.people import Place
from tests.drill.running import Forum
from tests.drill.running import NeverCame
from tests.drill.running import wait_until

#: What a killed worker had in hand is free after three minutes, and looked for each minute.
SETTLING: Final = 330.0
_PENDING: Final = (
    "SELECT (SELECT count(*) FROM delivery) + (SELECT count(*) FROM outgoing_mail WHERE state IN ('due', 'sending'))"
)


@dataclass
class Claim:
    """A reply as its writer knows it."""

    topic: int
    who: str
    named: set[str]
    #: The texts from the last one that was acknowledged on: one of them must be there.
    bodies: list[str]
    kept: str = ""
    #: People whom a text named that may have been replaced before anybody was told.
    maybe_named: set[str] = field(default_factory=set)


@dataclass
class Verdict:
    """Numbers to print, and what is wrong."""

    numbers: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def check(self, what: str, found: int, wanted: int) -> None:
        """Write down a number; it is wrong unless it is the one that is wanted."""
        self.numbers[what] = found
        if found != wanted:
            self.wrong.append(f"{what}: {found} instead of {wanted}")


def judge(forum: Forum, place: Place, ledgers: Path, letters: Path, *, most_doubled: int) -> Verdict:
    """Wait until nothing is pending, then compare everything."""
    verdict = Verdict()
    try:
        wait_until(lambda: forum.one(_PENDING) == 0, "something stays pending", SETTLING)
    except NeverCame as error:
        verdict.wrong.append(str(error))
    judge_replies(verdict, forum, ledgers)
    _judge_index(verdict, forum)
    _judge_mail(verdict, _claims(ledgers), place, _replies(forum), letters, most_doubled)
    verdict.check("deliveries left or given up", int(str(forum.one("SELECT count(*) FROM delivery"))), 0)
    failed = "SELECT count(*) FROM outgoing_mail WHERE state NOT IN ('sent', 'dropped')"
    verdict.check("letters left or given up", int(str(forum.one(failed))), 0)
    return verdict


def judge_replies(verdict: Verdict, forum: Forum, ledgers: Path) -> None:
    """Compare replies and counters, which need no worker to be right."""
    _judge_posts(verdict, _claims(ledgers), _replies(forum))
    _judge_counters(verdict, forum)


def _replies(forum: Forum) -> list[Any]:
    return _rows(forum, "SELECT topic_id, number, body FROM post WHERE kind = 'post' AND number > 1")


def _claims(ledgers: Path) -> dict[str, Claim]:
    claims: dict[str, Claim] = {}
    for line in read_ledgers(ledgers):
        word = line["word"]
        match line["what"]:
            case "trying":
                claims[word] = Claim(line["topic"], line["who"], set(line["named"]), [line["body"]])
            case "kept":
                claims[word].kept = line["location"]
            case "correcting":
                # From here on the worker may find the one text or the other when it tells people.
                claims[word].bodies.append(line["body"])
                claims[word].maybe_named |= claims[word].named | set(line["named"])
                claims[word].named = set()
            case "corrected":
                claims[word].bodies = [line["body"]]
                claims[word].named = set(line["named"])
    return claims


def _judge_posts(verdict: Verdict, claims: dict[str, Claim], posts: list[Any]) -> None:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in posts:
        found[row.body.split()[0]].append(row)
    kept = {word: claim for word, claim in claims.items() if claim.kept}
    verdict.numbers["replies acknowledged"] = len(kept)
    verdict.check("runs in which nobody wrote", int(not kept), 0)
    verdict.numbers["replies tried and never acknowledged"] = len(claims) - len(kept)
    verdict.check("acknowledged replies that are missing", sum(not found[word] for word in kept), 0)
    verdict.check("replies that are there twice", sum(len(rows) > 1 for rows in found.values()), 0)
    verdict.check("replies that nobody wrote", sum(word not in claims for word in list(found) if found[word]), 0)
    moved = [
        word
        for word, claim in kept.items()
        if found[word] and not claim.kept.endswith(f"/{found[word][0].topic_id}/{found[word][0].number}")
    ]
    verdict.check("replies at another place than was said", len(moved), 0)
    other = [word for word, claim in kept.items() if found[word] and found[word][0].body.strip() not in _texts(claim)]
    verdict.check("replies with another text than was acknowledged", len(other), 0)


def _texts(claim: Claim) -> set[str]:
    return {body.strip() for body in claim.bodies}


def _judge_counters(verdict: Verdict, forum: Forum) -> None:
    topics = _rows(
        forum,
        "SELECT t.id, t.replies, t.last_number, t.last_post_number, count(p.id) AS n, max(p.number) AS highest "
        "FROM topic t JOIN post p ON p.topic_id = t.id GROUP BY t.id, t.replies, t.last_number, t.last_post_number",
    )
    wrong = [
        t for t in topics if not (t.replies == t.n - 1 and t.last_number == t.last_post_number == t.highest == t.n)
    ]
    verdict.check("topics whose counters are wrong", len(wrong), 0)
    said = run_command(forum, "discussion", "recount")
    verdict.check("topics that a recount changes", int(said.split()[0]), 0)


def _judge_index(verdict: Verdict, forum: Forum) -> None:
    missing = "SELECT count(*) FROM post p LEFT JOIN search_entry s ON s.post_id = p.id WHERE p.kind = 'post' AND s.post_id IS NULL"
    verdict.check("posts that the search does not know", int(str(forum.one(missing))), 0)
    entries = "SELECT post_id, title_stems, body_stems, mention_stems FROM search_entry ORDER BY post_id"
    before = [tuple(row) for row in _rows(forum, entries)]
    if forum.is_sqlite:
        with forum.engine.begin() as connection:
            connection.execute(text("INSERT INTO fts_search(fts_search, rank) VALUES ('integrity-check', 1)"))
            sound = connection.execute(text("PRAGMA integrity_check")).scalar()
        verdict.check("faults of the database file", int(sound != "ok"), 0)
    run_command(forum, "search", "reindex")
    after = [tuple(row) for row in _rows(forum, entries)]
    verdict.check("entries that indexing afresh changes", len(set(before) ^ set(after)), 0)


def _judge_mail(
    verdict: Verdict, claims: dict[str, Claim], place: Place, posts: list[Any], letters: Path, most_doubled: int
) -> None:
    owed: set[tuple[int, int, str]] = set()
    maybe: set[tuple[int, int, str]] = set()
    authors = {topic.id: topic.author for topic in place.topics}
    for row in posts:
        claim = claims.get(row.body.split()[0])
        if claim is None:
            continue
        told = {authors[row.topic_id]} | {place.email_of(handle) for handle in claim.named}
        owed |= {(row.topic_id, row.number, email) for email in told - {claim.who}}
        more = {place.email_of(handle) for handle in claim.maybe_named}
        maybe |= {(row.topic_id, row.number, email) for email in more - {claim.who}}
    taken: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for letter in _lines(letters):
        taken[letter["topic"], letter["number"], letter["to"]].append(letter["id"])
    verdict.numbers["letters owed"] = len(owed)
    verdict.check("letters that never came", len(owed - set(taken)), 0)
    verdict.check("letters that nobody owed", len(set(taken) - owed - maybe), 0)
    doubled = {key: ids for key, ids in taken.items() if len(ids) > 1}
    verdict.numbers["letters that came twice"] = len(doubled)
    if len(doubled) > most_doubled:
        verdict.wrong.append(f"letters that came twice: {len(doubled)}, with {most_doubled} interruptions")
    verdict.check("letters that came more than twice", sum(len(ids) > 2 for ids in doubled.values()), 0)
    verdict.check("doubles with another Message-ID", sum(len(set(ids)) > 1 for ids in doubled.values()), 0)
    ids = Counter(next(iter(ids)) for ids in taken.values())
    verdict.check("Message-IDs that stand for two letters", sum(number > 1 for number in ids.values()), 0)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _rows(forum: Forum, statement: str) -> list[Any]:
    with forum.engine.connect() as connection:
        return list(connection.execute(text(statement)))


def run_command(forum: Forum, *words: str) -> str:
    """Run one of the forum's commands; return what it said."""
    command = [sys.executable, "-m", "flask", "--app", "forum.app", *words]
    done = subprocess.run(command, cwd=ROOT, env=forum.settings, check=True, capture_output=True, text=True)
    return done.stdout
