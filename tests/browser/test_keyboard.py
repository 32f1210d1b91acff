"""The main job of the forum without a mouse: sign in, write a question, send it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Late

from forum.demo import PASSWORD
from tests.browser import deskwork
from tests.browser.conftest import Watched
from tests.browser.workshop import ACCOUNTS
from tests.browser.workshop import Workshop

pytestmark = pytest.mark.browser

TITLE = "¿Cómo eligieron a quienes responden por cada criterio?"
BODY = "Somos un equipo chico. ¿Quién firma, quién carga y quién revisa en sus ciudades?"


def tab_to(watched: Watched, selector: str, limit: int = 120) -> None:
    """Press Tab until the focus is on something; fail when it never comes there."""
    for _ in range(limit):
        watched.page.keyboard.press("Tab")
        if watched.page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
    raise AssertionError(f"Tab does not reach {selector} on {watched.page.url}")


def focus_is_visible(watched: Watched) -> bool:
    """Tell whether what has the focus shows it and is not covered by a bar."""
    shown: bool = watched.page.evaluate(
        """() => {
          const e = document.activeElement, box = e.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return box.top >= 0 && box.bottom <= innerHeight + 1 && (e === top || e.contains(top) || top?.contains(e) || !!top?.closest("label"));
        }"""
    )
    return shown


def test_the_keyboard_alone_signs_in_and_posts_a_question(open_as: Callable[..., Watched]):
    watched = open_as("visitor")
    page = watched.page
    watched.go("/login")
    tab_to(watched, "input[name=email]")
    page.keyboard.type(ACCOUNTS["es"])
    tab_to(watched, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)

    tab_to(watched, "a.head-ask")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new-topic**")
    tab_to(watched, "[name=title]")
    page.keyboard.type(TITLE)
    tab_to(watched, "[name=body]")
    page.keyboard.type(BODY)
    tab_to(watched, "[name=stage], [name=stage_id]")
    page.keyboard.press("ArrowRight")
    tab_to(watched, "main form .btn--primary[type=submit]")
    assert focus_is_visible(watched)
    page.keyboard.press("Enter")
    page.wait_for_url("**/t/**")
    assert page.locator("h1").inner_text() == TITLE
    assert BODY in page.locator("article.post").first.inner_text()


def test_the_first_tab_leads_past_the_header(open_as: Callable[..., Watched]):
    watched = open_as("es")
    watched.go("/latest")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.getAttribute('href')") == "#contenido"
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_a_menu_and_gives_the_focus_back(open_as: Callable[..., Watched]):
    watched = open_as("es")
    watched.go("/latest")
    tab_to(watched, "summary.me")
    watched.page.keyboard.press("Enter")
    assert watched.page.locator("details.menu[open]").count() == 1
    watched.page.keyboard.press("Escape")
    assert watched.page.locator("details.menu[open]").count() == 0
    assert watched.page.evaluate("document.activeElement.matches('summary.me')")


def test_a_slash_goes_to_the_search_field_but_not_while_writing(open_as: Callable[..., Watched]):
    watched = open_as("es")
    watched.go("/latest")
    watched.page.keyboard.press("/")
    assert watched.page.evaluate("document.activeElement.name") == "q"
    watched.page.keyboard.type("a/b")
    assert watched.page.evaluate("document.activeElement.value") == "a/b"


def test_the_language_is_changed_without_scripts_and_stays(open_as: Callable[..., Watched]):
    watched = open_as("visitor", java_script_enabled=False)
    watched.go("/latest")
    watched.page.locator(".foot button.ui-lang").click()
    assert watched.page.locator("html").get_attribute("lang") == "pt-BR"
    watched.go("/search?q=dados")
    assert watched.page.locator("html").get_attribute("lang") == "pt-BR"


def test_fifty_cases_of_all_kinds_are_decided_without_a_mouse_and_the_last_is_undone(
    open_as: Callable[..., Watched], workshop: Workshop
):
    cases = 50
    with workshop.open():
        deskwork.fill_desk(workshop, cases)
    watched = open_as("moderator")
    page = watched.page
    watched.go("/moderation")
    waiting = page.locator(".queues li").first.locator(".count")
    before = int(waiting.inner_text())
    assert before >= cases
    page.keyboard.press("j")
    decided: list[str] = []
    while len(decided) < cases:
        # The focus is on the next case after each decision, as soon as the page's script has run.
        row = _case_in_focus(page)
        # An appeal against what they did themselves is for a colleague.
        case = row.get_attribute("id") or ""
        if row.locator("[data-key=a]").count() == 0 or case.startswith("appeal"):
            page.keyboard.press("j")
            continue
        assert case not in decided, f"{case} is decided and still there"
        assert focus_is_visible(watched)
        with page.expect_navigation():
            page.keyboard.press("o" if len(decided) % 5 == 0 and row.locator("[data-key=o]").count() else "a")
        if "/decision/new" in page.url:
            _say_why(watched)
        decided.append(case)
    assert {row.get_attribute("id") for row in page.locator("[data-case]").all()}.isdisjoint(decided)
    left = int(waiting.inner_text() if waiting.count() else 0)
    assert left < before
    with page.expect_navigation():
        page.keyboard.press("z")
    assert int(waiting.inner_text()) == left + 1
    assert watched.problems == []


def _case_in_focus(page: Page) -> Locator:
    """Return the case that has the focus, once it has; fail with what the page says instead."""
    row = page.locator("[data-case]:focus")
    try:
        row.wait_for()
    except Late:
        focused = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        done = page.locator(".case.is-done").all_inner_texts()
        first = page.locator("[data-case]").first.inner_text()
        pytest.fail(f"no case has the focus on {page.url}, but {focused}; done: {done}; first: {first}")
    return row


def _say_why(watched: Watched) -> None:
    """Write the words that a decision needs, and take it, from the keyboard."""
    page = watched.page
    assert page.evaluate("document.activeElement.name") == "reason", "one can write at once"
    page.keyboard.type("Nos alegra mucho.")
    tab_to(watched, ".form-f button")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_letters_decide_nothing_while_one_writes_or_once_they_are_turned_off(
    open_as: Callable[..., Watched], workshop: Workshop
):
    with workshop.open():
        deskwork.fill_desk(workshop, 2)
    watched = open_as("moderator")
    page = watched.page
    watched.go("/moderation")
    page.keyboard.press("j")
    page.locator("[data-keys] input").uncheck()
    page.locator("[data-case]").first.focus()
    address = page.url
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert page.url == address
    page.locator(".head-search input").focus()
    page.locator("[data-keys] input").check()
    page.locator(".head-search input").focus()
    page.keyboard.type("a")
    assert page.url == address
