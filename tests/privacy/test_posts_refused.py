"""Every act, sent by everybody: whom it is not for is refused and nothing is written; whom it is for, does it.

Each form is filled in as it should be, so that it is the right that is missing and nothing else. A
route without a line in `acts` fails the test.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.privacy.acts import ACTS
from tests.privacy.acts import EVERYBODY
from tests.privacy.asking import browser_of
from tests.privacy.asking import everything_in
from tests.privacy.asking import words_in
from tests.privacy.cases import Case
from tests.privacy.cases import cases_of
from tests.privacy.watching import traffic
from tests.privacy.world import ROLES
from tests.privacy.world import STAFF
from tests.privacy.world import World


def cases(app: Flask, world: World) -> Iterator[tuple[str, str, frozenset[str], dict[str, Any]]]:
    """Yield (endpoint, address, who may, a right form)."""
    for case in cases_of(app, world):
        yield case.endpoint, case.address, case.by, ACTS[case.endpoint].form(world)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_does_what_is_not_theirs_to_do_and_nothing_is_written(app: Flask, world: World, sign_in, client, role):
    sign_in(world.people["author_b"])  # The device that nobody else may sign out.
    browser = browser_of(world, sign_in, client, role)
    others = _others(world, role)
    wrong: list[str] = []
    refused = 0
    for case in cases_of(app, world):
        if role in case.by:
            continue
        refused += 1
        with traffic() as seen:
            response = browser.post(case.address, data=ACTS[case.endpoint].form(world))
        # A lead's form that names a city which is not theirs is refused as a form, before anything is looked up.
        if response.status_code not in {403, 404} | ({400} if role == "lead_b" else set()):
            wrong.append(f"{role} POST {case.address} ({case.endpoint}): {response.status_code}")
        if seen.written:
            wrong.append(f"{role} POST {case.address} ({case.endpoint}) wrote: {seen.written[0][:120]}")
        # Who may not see the thing reads nothing of it in the refusal either.
        if response.status_code == 404 and words_in(everything_in(response), case.address) & others:
            wrong.append(f"{role} POST {case.address} ({case.endpoint}) reads a word that is not for them")
    assert refused > (0 if role in STAFF else 50), "almost nothing was refused: this proves nothing"
    assert not wrong, "\n".join(wrong)


def _others(world: World, role: str) -> set[str]:
    return {word[:10] for word, (_what, readers) in world.words.items() if role not in readers}


#: Acts that are refused to somebody, and can be shown to work: of one's own files other tests tell.
SHOWN = [name for name, act in ACTS.items() if act.by != EVERYBODY and name != "media.delete_file"]


def doer_of(case: Case) -> str:
    """Return the least of those who may."""
    return ACTS[case.endpoint].doer or next(role for role in ROLES if role in case.by)


def shown_to_work(app: Flask, world: World) -> dict[str, Case]:
    """Return for each act that is refused to somebody a case in which somebody may."""
    found: dict[str, Case] = {}
    for case in cases_of(app, world):
        act = ACTS[case.endpoint]
        if case.by == EVERYBODY or not (case.by or act.doer) or case.endpoint in found:
            continue
        if "post_id" in case.values and case.values["post_id"] not in [p.id for p in world.posts[act.post :: 5]]:
            continue
        found[case.endpoint] = case
    return found


@pytest.mark.parametrize("endpoint", SHOWN)
def test_whom_it_is_for_does_it(app: Flask, world: World, sign_in, endpoint):
    """Otherwise the refusals would prove nothing: the form might be wrong."""
    sign_in(world.people["author_b"])
    case = shown_to_work(app, world)[endpoint]
    browser = sign_in(world.people[doer_of(case)])
    admin = sign_in(world.people["admin"])
    for before in ACTS[endpoint].after:
        act = ACTS[before]
        first = next(c for c in cases_of(app, world) if c.endpoint == before and _same(c, case))
        answer = admin.post(first.address, data=act.form(world) | act.exact(world, first.values))
        assert answer.status_code == 303, (before, answer.status_code)
    act = ACTS[endpoint]
    with traffic() as seen:
        answer = browser.post(case.address, data=act.form(world) | act.exact(world, case.values))
    # What was refused because of the thing's state was not refused because of the right.
    right = {200, 303} if act.writes else {200, 303, 409}
    assert answer.status_code in right, f"{doer_of(case)} POST {case.address}: {answer.status_code}"
    assert seen.written or not act.writes, f"{doer_of(case)} POST {case.address} wrote nothing"


def _same(one: Case, other: Case) -> bool:
    return all(other.values.get(name, value) == value for name, value in one.values.items())


def test_no_form_is_taken_without_its_token_or_from_another_site(app: Flask, world: World, sign_in):
    browser = sign_in(world.people["admin"])
    wrong = []
    for case in cases_of(app, world):
        address = case.address
        if case.endpoint == "notifications.create_unsubscription":
            continue  # The signed token in the address is the proof.
        for site in ("", "cross-site", "same-site"):
            app.config["WTF_CSRF_ENABLED"] = not site
            with traffic() as seen:
                form = ACTS[case.endpoint].form(world)
                response = browser.post(address, data=form, headers={"Sec-Fetch-Site": site} if site else {})
            if response.status_code not in ({403, 404} if site else {400, 404}) or seen.written:
                wrong.append(f"POST {address} {site}: {response.status_code}, {seen.written[:1]}")
    assert not wrong, "\n".join(wrong)
