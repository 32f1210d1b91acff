"""What was allowed and is taken back: gone from the next request on, pages and validators kept or not.

Where nothing of it was ever shown before, the answers are afterwards those of before it was allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.accounts.commands.invitations import revoke_invitation
from forum.accounts.commands.profile import change_preferences
from forum.accounts.commands.profile import withdraw_consent
from forum.cities.commands import allow_public_names
from forum.cities.commands import change_city
from forum.cities.commands import keep_stage_private
from forum.cities.commands import refuse_public_names
from forum.cities.commands import share_stage
from forum.core import clock
from tests.factories.accounts import act
from tests.privacy.addresses import NO_TOKEN
from tests.privacy.asking import SHORT
from tests.privacy.losing import Loser
from tests.privacy.losing import Seen
from tests.privacy.test_deltas import snapshot
from tests.privacy.watching import shape_of
from tests.privacy.watching import traffic
from tests.privacy.world import World

Change = Callable[[World], object]
#: Where visitors read who wrote a public topic.
PUBLIC = ("/t/x/{public}", "/t/x/{public}.atom", "/latest", "/latest.atom", "/", "/top", "/search?q=respuesta")


@dataclass(frozen=True)
class Taken:
    """Who reads what, where, between two changes."""

    give: Change
    take: Change
    role: str
    pages: tuple[str, ...]
    #: What is read by it; nothing: the answers alone are compared.
    words: tuple[str, ...] = ()
    #: Afterwards all is as it was before it was given.
    back: bool = True


def _agree(world: World, purpose: str) -> None:
    change_preferences(act(world.people["author_a"]), {purpose: True})


def _withdraw(world: World, purpose: str) -> None:
    withdraw_consent(act(world.people["author_a"]), purpose=purpose)


def _show_names(world: World) -> None:
    _agree(world, "shown_publicly")
    allow_public_names(act(world.people["lead_a"]), world.cities["a"].id)


TAKEN = {
    "consent to be shown to visitors": Taken(
        _show_names, lambda world: _withdraw(world, "shown_publicly"), "visitor", PUBLIC, ("name of an author of A",)
    ),
    "names of a city's members": Taken(
        _show_names,
        lambda world: refuse_public_names(act(world.people["lead_a"]), world.cities["a"].id),
        "visitor",
        PUBLIC,
        ("name of an author of A", "name of city A"),
    ),
    "consent to be shown to other cities": Taken(
        lambda world: _agree(world, "shown_outside"),
        lambda world: _withdraw(world, "shown_outside"),
        "member_b",
        ("/u/{author}", "/t/x/{public}", "/g/{city}", "/mentions?q=autora"),
        ("profile of author_a",),
    ),
    "stage of a city": Taken(
        lambda world: share_stage(act(world.people["lead_a"]), world.cities["a"].id),
        lambda world: keep_stage_private(act(world.people["lead_a"]), world.cities["a"].id),
        "member_b",
        ("/cities", "/g/{city}", "/c/evidence", "/c/roadmap", "/", "/latest"),
    ),
    "a city that left the programme": Taken(
        lambda world: None,
        lambda world: change_city(act(world.people["admin"]), world.cities["a"].id, {"archived": True}),
        "member_b",
        ("/cities", "/mentions?q=ciudad"),
        ("name of city A",),
        back=False,
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_back_is_gone_at_once(app: Flask, world: World, sign_in, client, name):
    taken = TAKEN[name]
    browser: FlaskClient = client if taken.role == "visitor" else sign_in(world.people[taken.role])
    pages = [_address(world, page) for page in taken.pages]
    lost = frozenset(word[:SHORT] for word, (what, _readers) in world.words.items() if what in taken.words)
    watched = Loser(world, taken.role, browser, lost, [Seen("", page, lost) for page in pages])
    with clock.pretend(clock.now()):
        snapshot(browser, pages)  # What was unread is read by then.
        before = snapshot(browser, pages)
        taken.give(world)
        given = snapshot(browser, pages)
        answers = {page: browser.get(page) for page in pages}
        if lost:
            watched.look()
        assert given != before or not taken.back, "nothing was shown: this proves nothing"
        taken.take(world)
        after = snapshot(browser, pages)
        told = watched.look_again() if lost else []
        told += [f"{page} may go on being shown" for page, kept in answers.items() if _stays(browser, page, kept)]
    if taken.back:
        told += [f"{page} is not as before" for page in pages if after[page] != before[page]]
    assert not told, "\n".join(told)


def _address(world: World, page: str) -> str:
    return page.format(
        public=world.topics["public"].id, author=world.people["author_a"].handle, city=world.cities["a"].slug
    )


def _stays(browser: FlaskClient, page: str, kept) -> bool:
    """Tell whether a browser is told that what it kept still holds, though the page is another by now."""
    validators = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    headers = {asked: kept.headers[has] for has, asked in validators if has in kept.headers}
    answer = browser.get(page, headers=headers)
    return answer.status_code == 304 and browser.get(page).get_data() != kept.get_data()


def test_an_invitation_that_is_withdrawn_is_as_one_that_never_was(app: Flask, world: World, client):
    real, made_up = f"/invitations/{world.token}", f"/invitations/{NO_TOKEN}"
    client.get("/login")
    kept = client.get(real)
    assert shape_of(kept, real)[:2] != shape_of(client.get(made_up), made_up)[:2], "this proves nothing"
    revoke_invitation(act(world.people["lead_a"]), world.invitation.id)
    assert not _stays(client, real, kept)
    form = {"name": "Una Persona", "email": "una@persona.example", "password": "otra plaza y un mercado", "agreed": "y"}
    for method in ("GET", "POST"):
        shapes = []
        for address in (real, made_up):
            with traffic() as seen:
                answer = client.open(address, method=method, data=form if method == "POST" else None)
            assert not any("user_account" in statement for statement in seen.written)
            shapes.append(shape_of(answer, address))
        assert shapes[0] == shapes[1], method
