"""Every route declares who may come in; one that does not is refused."""

import pytest

from forum.core import access
from forum.core.actor import VISITOR
from forum.core.actor import Actor

ADMIN = Actor(id=1, state="active", site_role="administrator")


def undeclared(app):
    """Return the endpoints whose view says nothing."""
    return {
        rule.endpoint for rule in app.url_map.iter_rules() if access.level_of(app.view_functions[rule.endpoint]) is None
    }


def test_every_route_declares_its_access(app):
    assert undeclared(app) == set()


def test_a_route_without_a_declaration_is_refused_even_to_administrators():
    def planted():
        return "secret"

    assert access.level_of(planted) is None
    assert not access.admits(access.level_of(planted), ADMIN)
    assert access.admits(access.level_of(planted), ADMIN).hidden


def test_a_declaration_that_is_misspelt_is_none():
    @access.access("everybody")
    def planted():
        return "secret"

    assert access.level_of(planted) is None


def test_routes_use_get_and_post_only(app):
    strange = {
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"GET", "HEAD", "OPTIONS", "POST"}
    }
    assert strange == set()


def test_an_address_is_read_or_acted_on_by_views_of_a_fitting_name(app):
    """Views are called show_, list_, new_, create_, edit_, update_, delete_ and the noun."""
    reading = ("show_", "list_", "new_", "edit_")
    odd = []
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.rsplit(".", 1)[-1]
        if rule.methods & {"POST"} == set() and not name.startswith((*reading, "sign_", "confirm_", "accept_")):
            odd.append(rule.endpoint)
    assert odd == []


@pytest.mark.parametrize(
    ("level", "actor", "admitted"),
    [
        ("public", VISITOR, True),
        ("account", VISITOR, False),
        ("account", Actor(id=1, state="pending"), True),
        ("account", Actor(id=1, state="suspended"), True),
        ("member", Actor(id=1, state="pending"), False),
        ("member", Actor(id=1, state="suspended"), False),
        ("member", Actor(id=1, state="active"), True),
        ("lead", Actor(id=1, state="active", city_id=1, city_role="member"), False),
        ("lead", Actor(id=1, state="active", city_id=1, city_role="lead"), True),
        ("lead", Actor(id=1, state="suspended", city_id=1, city_role="lead"), False),
        ("staff", Actor(id=1, state="active", city_id=1, city_role="lead"), False),
        ("staff", Actor(id=1, state="active", site_role="moderator"), True),
        ("admin", Actor(id=1, state="active", site_role="moderator"), False),
        ("admin", ADMIN, True),
        ("admin", Actor(id=1, state="suspended", site_role="administrator"), False),
    ],
)
def test_who_is_admitted_at_which_level(level, actor, admitted):
    assert bool(access.admits(level, actor)) is admitted
