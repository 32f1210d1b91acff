"""Every route, asked by everybody: no page, feed, header, file or mail shows a word to whom it is not for.

A route whose arguments are not listed in `addresses` fails the test: whoever adds a route adds its
arguments.
"""

import pytest
from flask import Flask

from forum.core import mail
from forum.core import postman
from forum.core.db import session
from forum.core.mail import OutgoingMail
from tests.privacy.addresses import asked_by
from tests.privacy.asking import Findings
from tests.privacy.asking import browser_of
from tests.privacy.asking import words_in
from tests.privacy.world import ROLES
from tests.privacy.world import World


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_anybody_a_word_that_is_not_for_them(app: Flask, world: World, sign_in, client, capsys, role):
    findings = Findings(world)
    everything = asked_by(app, world, role)
    browser = browser_of(world, sign_in, client, role)
    for endpoint, address in everything:
        if endpoint == "health.show_ready":
            continue  # No worker runs here.
        findings.look(role, browser.get(address, follow_redirects=True), "GET", address)
    with capsys.disabled():
        print(f"\n{role}: {findings.asked} addresses, {len(world.words)} words")  # noqa: T201
    assert not findings.broken, "\n".join(findings.broken)
    told = findings.told()
    assert not told, "\n".join(told)
    missed = findings.missed({role})
    assert not missed, "\n".join(missed)


def test_no_mail_tells_anybody_a_word_that_is_not_for_them(app: Flask, world: World, mails):
    role_of = {person.id: role for role, person in world.people.items()}
    leaks: list[str] = []
    told: set[str] = set()
    composed = 0
    for row in mails():
        role = role_of.get(row.user_id or 0)
        texts = [_text(row)]
        if (compose := mail.find_composer(row.kind)) is not None and (made := compose(row)) is not None:
            composed += 1
            texts.append(str(postman._message(made, row)))
        for word in {word for text in texts for word in words_in(text)}:
            what, readers = next(known for whole, known in world.words.items() if whole.startswith(word))
            told.add(what)
            if role in ROLES and role not in readers:
                leaks.append(f"{row.kind} tells {role} the {what}")
    session.rollback()
    assert composed > 3
    assert len(told) > 5, "almost no mail was written: this proves nothing"
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("role", ["member_a", "moderator"])
def test_the_world_would_show_a_leak(app: Flask, world: World, sign_in, role):
    """What only others may read is found by the same search, once it is said that nobody may."""
    findings = Findings(world)
    findings._words = {word: (what, frozenset()) for word, (what, _readers) in findings._words.items()}
    topic = world.topics["city"]
    answer = sign_in(world.people[role]).get(f"/t/x/{topic.id}", follow_redirects=True)
    findings.look(role, answer, "GET", "/t")
    assert any("title of a city topic" in leak for leak in findings.told())


def _text(row: OutgoingMail) -> str:
    return " ".join(str(getattr(row, column.key) or "") for column in row.__table__.columns)
