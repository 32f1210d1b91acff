"""The main job of the forum, clicked through: ask, answer in the other language, curate, browse."""

from collections.abc import Callable
from secrets import token_hex

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

#: Screen width, colour scheme, language of the asker.
SCREENS = [(1440, "light", "es"), (390, "dark", "es"), (390, "light", "pt"), (1440, "dark", "pt")]
QUESTION = {
    "es": ("¿Quién firma las actas de la mesa de datos?", "En nuestra ciudad **nadie** quiere firmarlas."),
    "pt": ("Quem assina as atas do comitê de dados?", "Na nossa cidade **ninguém** quer assinar."),
}
ANSWER = {
    "es": "Aquí las firma la coordinación, con una copia al gabinete.",
    "pt": "Aqui quem assina é a coordenação, com cópia para o gabinete.",
}
OTHER = {"es": "pt", "pt": "es"}


@pytest.fixture(params=SCREENS, ids=lambda screen: "-".join(map(str, screen)))
def screen(request: pytest.FixtureRequest) -> tuple[int, str, str]:
    chosen: tuple[int, str, str] = request.param
    return chosen


def send(page: Page, form: str) -> None:
    """Press a form's own button and wait for the next page."""
    with page.expect_navigation():
        page.locator(f"{form} button.btn--primary[type=submit]").last.click()


def press(page: Page, action: str) -> None:
    """Press the button of an act, in a menu or not, and wait for the next page."""
    button = page.locator(f"button[formaction$='{action}'], form[action$='{action}'] button").first
    if not button.is_visible():
        button.locator("xpath=ancestor::details[1]/summary").click()
    with page.expect_navigation():
        button.click()


def test_a_city_asks_another_answers_in_its_language_and_ril_curates(
    screen: tuple[int, str, str], open_as: Callable[..., Watched]
):
    width, scheme, language = screen
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    title = f"{QUESTION[language][0]} {token_hex(3)}"
    readers = {
        name: open_as(name, language=name if name in OTHER else "es", **look) for name in ("es", "pt", "moderator")
    }
    for name in OTHER:
        readers[name].speak(name)
    asker, other, ril = readers[language], readers[OTHER[language]], readers["moderator"]

    # The asker writes in the stage that the city is in: it is chosen already.
    asker.go("/new-topic")
    page = asker.page
    page.fill("[name=title]", title)
    page.fill("[name=body]", QUESTION[language][1])
    assert page.locator("[name=stage]:checked").count() == 1
    send(page, "main form.compose")
    address = page.url.split("#")[0].removeprefix(asker.url)
    assert page.locator("h1").inner_text() == title
    assert page.locator(".prose strong").count() == 1

    # The other city finds it by language among the unanswered ones, and answers in its own language.
    page = other.page
    other.go(f"/unanswered?lang={language}")
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    page.fill("[name=body]", ANSWER[OTHER[language]])
    assert page.locator("main select[name=language]").input_value() == OTHER[language]
    send(page, "main form:has([name=body])")
    answer = page.locator("#post-2 .prose")
    assert answer.inner_text() == ANSWER[OTHER[language]]
    assert answer.get_attribute("lang") == {"es": "es", "pt": "pt-BR"}[OTHER[language]]

    # The asker is told by the bell, and marks the answer.
    page = asker.page
    page.wait_for_timeout(3000)
    asker.go("/notices")
    with page.expect_navigation():
        page.locator(".notices a", has_text=title).first.click()
    press(page, "/answer")
    assert page.locator(".post--chosen#post-2").count() == 1

    # RIL confirms it and moves the topic to another stage.
    page = ril.page
    ril.go(address)
    press(page, "/confirmation")
    assert page.locator("#post-2 .post-flag .plate").count() == 1
    ril.go(f"/topics/{address.split('/')[3]}/edit")
    page.locator("[name=stage][value=recertification]").locator("xpath=..").click()
    send(page, "main form.compose")
    assert page.locator(".crumbs a[href='/c/recertification']").count() == 1

    # Everybody finds it, solved, in the lists of its language and its new stage.
    other.go(f"/c/recertification?lang={language}&status=solved")
    assert other.page.get_by_role("link", name=title).count() >= 1
    # A topic of the community is nobody else's: a visitor gets the page of what is not there.
    visitor = open_as("visitor", **look)
    assert visitor.go(address) == 404
    assert title not in visitor.page.content()

    assert [problem for reader in (*readers.values(), visitor) for problem in reader.problems] == []
