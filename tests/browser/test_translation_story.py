"""Two languages, one conversation, clicked through: read, compare, correct, search, answer, and read the answer."""

import time
from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page

from forum.translation.engines.modes import is_installed
from tests.browser.conftest import Watched
from tests.browser.test_story import SCREENS
from tests.browser.test_story import send

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not is_installed(), reason="Apertium is not installed: nothing is translated"),
]

BODY = "Publicamos el pliego ayer.\n\nLa licitación cierra el martes."
ANSWER = "O edital está no site da prefeitura."
#: Seconds until the worker has surely translated what was just written.
PATIENCE = 30


@pytest.fixture(params=SCREENS[1:3], ids=lambda screen: "-".join(map(str, screen)))
def look(request: pytest.FixtureRequest) -> dict[str, object]:
    width, scheme, _language = request.param
    return {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}


def wait_for(watched: Watched, address: str, selector: str) -> Locator:
    """Open a page until something is on it: the worker translates meanwhile."""
    end = time.monotonic() + PATIENCE
    while True:
        watched.go(address)
        found = watched.page.locator(selector)
        if found.count() or time.monotonic() > end:
            assert found.count(), f"{selector} on {address}"
            return found.first
        watched.page.wait_for_timeout(500)


def follow(page: Page, link: Locator) -> None:
    with page.expect_navigation():
        link.click()


def test_a_brazilian_reads_compares_corrects_finds_and_answers_and_the_asker_reads_spanish(
    look: dict[str, object], open_as: Callable[..., Watched]
):
    mark = f"zq{token_hex(3)}"
    asker, reader = open_as("es", language="es", **look), open_as("pt", language="pt", **look)
    asker.speak("es")
    reader.speak("pt")
    asker.go("/new-topic")
    asker.page.fill("[name=title]", f"¿Quién revisa el pliego {mark}?")
    asker.page.fill("[name=body]", BODY)
    send(asker.page, "main form.compose")
    address = asker.page.url.split("#")[0].removeprefix(asker.url)

    # Reads it as if it had been written in Portuguese.
    wait_for(reader, f"{address}?read=pt", "#post-1 .prose--mt")
    page = reader.page
    assert f"edital {mark}" in page.locator("h1").inner_text()
    assert "Publicamos o edital ontem." in page.locator("#post-1 .prose--mt").inner_text()
    assert page.locator("#post-1 .prose--mt").get_attribute("lang") == "pt-BR"
    assert "Tradução automática do espanhol" in page.locator("#post-1 .mt").inner_text()

    # Compares, paragraph by paragraph.
    follow(page, page.locator(".trans a", has_text="Lado a lado"))
    pair = page.locator("#post-1 .duo-p").first
    assert "Publicamos el pliego ayer." in pair.locator("[lang=es]").inner_text()
    assert "Publicamos o edital ontem." in pair.locator("[lang=pt-BR]").inner_text()

    # Corrects a sentence; the asker accepts it with one key, from the bell.
    follow(page, page.locator("#post-1 a", has_text="Melhorar"))
    page.locator("form.correct textarea[name=body]").first.fill("Ontem publicamos o edital.")
    send(page, "form.correct")
    assert "vai analisar sua proposta" in page.locator("body").inner_text()
    notice = wait_for(asker, "/notices", f".notices a:has-text('propuso una traducción'):has-text('{mark}')")
    follow(asker.page, notice)
    with asker.page.expect_navigation():
        asker.page.keyboard.press("Enter")
    reader.go(f"{address}?read=pt")
    assert "Ontem publicamos o edital." in page.locator("#post-1 .prose--ok").inner_text()
    assert "Tradução revisada por" in page.locator("#post-1 .mt--ok").inner_text()

    # Finds it by a word that the original does not have, and answers.
    hit = wait_for(reader, f"/search?q=edital+{mark}", f"main a:has-text('{mark}')")
    follow(page, hit)
    page.fill("[name=body]", ANSWER)
    send(page, "main form:has([name=body])")

    # The asker reads the answer in Spanish.
    answer = wait_for(asker, f"{address}?read=es", "#post-2 .prose--mt")
    assert answer.get_attribute("lang") == "es"
    assert "El pliego está en el sitio" in answer.inner_text()
    assert [problem for one in (asker, reader) for problem in one.problems] == []
