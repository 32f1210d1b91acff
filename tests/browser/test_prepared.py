"""A prepared reply goes into the box: with scripts on the page of the topic, without them on that of the reply."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import announcing
from tests.browser import workshop as made
from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_prepared_reply_goes_behind_what_is_written(
    open_as: Callable[..., Watched], workshop: Workshop, scripts: bool
):
    workshop.address(announcing.prepared)
    watched = open_as("moderator", java_script_enabled=scripts)
    page, address = watched.page, workshop.address(made.topic)
    watched.go(address)
    box = page.locator("#reply textarea[name=body]")
    box.fill("Antes.")
    page.locator("#prepared").select_option(label="Bienvenida")
    page.locator("#prepared_language").select_option("pt")
    page.locator("button[name=prepare]").click()

    expect(page.locator("#reply textarea[name=body]")).to_have_value(
        re.compile(r"^Antes\.\n\nOi, .+: que boa pergunta\.$")
    )
    assert page.url.endswith(address) == scripts
