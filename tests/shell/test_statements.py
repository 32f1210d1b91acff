"""No page costs more than ten statements, session and actor included: every route that is read, as everybody."""

import pytest
from flask import Flask

from tests.privacy.addresses import addresses
from tests.privacy.world import World

MOST = 10
#: Addresses of one route that are asked for: different rows take different ways.
_EACH = 6


@pytest.mark.parametrize("role", ["visitor", "member_a", "lead_a", "moderator", "admin"])
def test_no_page_of_a_warm_process_costs_more_than_ten_statements(
    app: Flask, world: World, sign_in, client, count_queries, role
):
    browser = client if role == "visitor" else sign_in(world.people[role])
    asked: dict[str, int] = {}
    shown, dear = 0, []
    for endpoint, address in addresses(app, world):
        asked[endpoint] = asked.get(endpoint, 0) + 1
        if asked[endpoint] > _EACH or endpoint == "health.show_ready":
            continue
        if browser.get(address).status_code != 200:
            continue
        with count_queries() as seen:
            browser.get(address)
        shown += 1
        number = sum(not text.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")) for text in seen)
        if number > MOST:
            dear.append(f"{number:3} {address}")
    assert shown > 20
    assert not dear, "\n".join(dear)
