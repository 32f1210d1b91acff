"""Files in the composer: chosen, dropped, pasted, each with its progress; nothing that was typed is ever lost."""

import base64
import re
from collections.abc import Callable
from typing import Any
from typing import Final

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import Page
from playwright.sync_api import Route
from playwright.sync_api import expect

from tests.browser.conftest import Watched
from tests.browser.test_accessibility import violations
from tests.browser.test_layout import WIDER
from tests.browser.workshop import Workshop
from tests.browser.workshop import topic
from tests.media.documents import PDF
from tests.media.samples import picture

pytestmark = pytest.mark.browser

PICTURE: Final = {"name": "plano.png", "mimeType": "image/png", "buffer": picture("PNG", size=(1200, 800))}
MINUTES: Final = {"name": "acta.pdf", "mimeType": "application/pdf", "buffer": PDF}
PROGRAM: Final = {"name": "juego.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + bytes(300)}
PEOPLE: Final = {
    "name": "lista.csv",
    "mimeType": "text/csv",
    "buffer": b"nombre;dni;telefono\nAna;12345678;+54911555\n",
}
SIZES: Final = [("es", {"width": 1440, "height": 1000}), ("pt", {"width": 390, "height": 844})]
#: What a browser hands over when files are dropped or pasted.
TRANSFER: Final = """([name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  return transfer;
}"""


def hold(page: Page, file: dict[str, Any]) -> Any:
    """Return a DataTransfer with a file in it."""
    data = base64.b64encode(file["buffer"]).decode()
    return page.evaluate_handle(TRANSFER, [file["name"], file["mimeType"], data])


def items(page: Page) -> Locator:
    return page.locator(".attach-item")


def pick(page: Page, *files: dict[str, Any]) -> None:
    page.locator(".attach input[type=file]").set_input_files(list(files))


@pytest.mark.parametrize(("language", "viewport"), SIZES)
def test_a_topic_is_written_with_files_that_were_chosen_dropped_and_pasted(
    open_as: Callable[..., Watched], language: str, viewport: dict[str, int]
):
    watched = open_as(language, language=language, viewport=viewport)
    page = watched.page
    watched.speak(language)
    watched.go("/new-topic")
    body = page.locator("[name=body]")
    page.locator("[name=title]").fill("¿Cómo guardan los planos de las obras?")
    body.fill("Antes.\n\nDespués.")
    body.evaluate("box => box.setSelectionRange(6, 6)")
    with page.expect_file_chooser() as asked:
        page.locator(".toolbar [data-pick]").click()
    asked.value.set_files([PICTURE])  # type: ignore[list-item]
    expect(body).to_have_value(re.compile(r"^Antes\.\n\n!\[\]\(upload:[0-9a-f]{32}\)\n\nDespués\.$"))
    page.locator(".editor").dispatch_event("drop", {"dataTransfer": hold(page, MINUTES)})
    expect(items(page)).to_have_count(2)
    body.evaluate(
        "(box, data) => box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))",
        hold(page, PICTURE | {"name": "captura.png"}),
    )
    expect(items(page)).to_have_count(3)
    expect(body).to_have_value(re.compile(r"\[acta\.pdf\]\(upload:"))
    expect(body).to_have_value(re.compile(r"!\[\][\s\S]*!\[\]"))
    words = items(page).first.locator("[data-alt]")
    words.fill("Plano del parque")
    expect(body).to_have_value(re.compile(r"!\[Plano del parque\]\(upload:"))
    assert violations(watched) == []
    assert not page.evaluate(WIDER)

    page.locator("[name=stage][value=evidence]").check(force=True)
    page.locator("main form .btn--primary[type=submit]").click()
    page.wait_for_url("**/t/**")
    shown = page.locator("article.post .prose img")
    expect(shown).to_have_count(2)
    expect(shown.first).to_have_attribute("alt", "Plano del parque")
    shown.first.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('article.post .prose img').naturalWidth > 0")
    expect(page.locator("article.post .prose a.file")).to_have_count(1)
    assert violations(watched) == []
    assert not page.evaluate(WIDER)
    assert watched.problems == []


def test_progress_is_shown_and_an_upload_can_be_cancelled(open_as: Callable[..., Watched], workshop: Workshop):
    watched = open_as("es")
    page = watched.page
    watched.go(workshop.address(topic))
    held: list[Route] = []
    page.route("**/files", lambda route: held.append(route))  # noqa: PLW0108 - it asks for a function of Python
    page.locator("[name=body]").fill("Mi texto.")
    pick(page, PICTURE, MINUTES)
    expect(items(page).first.locator("progress")).to_be_visible()
    # Publishing waits for what is on its way.
    page.locator("#reply .btn--primary[type=submit]").click()
    assert "/posts" not in page.url
    expect(page.locator("[name=body]")).to_have_value("Mi texto.")
    items(page).first.locator("[data-detach]").click()
    expect(items(page)).to_have_count(1)
    expect(items(page).first.locator("[data-detach]")).to_be_focused()
    for route in held[1:]:
        route.continue_()
    expect(page.locator("[name=body]")).to_have_value(re.compile(r"^Mi texto\.\n\n\[acta\.pdf\]\(upload:"))
    expect(items(page).first.locator("progress")).to_be_hidden()
    items(page).first.locator("[data-detach]").click()
    expect(page.locator("[name=body]")).to_have_value(re.compile(r"^Mi texto\.\s*$"))
    expect(page.locator(".attach-list")).to_be_hidden()
    expect(page.locator("[name=body]")).to_be_focused()


@pytest.mark.parametrize("status", [0, 413, 429, 503])
def test_what_keeps_a_file_from_coming_is_said_beside_its_name_and_tried_again(
    open_as: Callable[..., Watched], workshop: Workshop, status: int
):
    watched = open_as("pt", language="pt")
    page = watched.page
    watched.go(workshop.address(topic))
    page.route(
        "**/files", lambda route: route.fulfill(status=status) if status else route.abort("internetdisconnected")
    )
    page.locator("[name=body]").fill("O meu texto.")
    pick(page, MINUTES)
    said = items(page).locator("[data-error]")
    expect(said).to_be_visible()
    assert said.inner_text().strip()
    # A reader of screens is told a moment later, so that the same words are told again.
    expect(page.locator("[data-attach-status]")).to_contain_text(said.inner_text().strip())
    expect(page.locator("[name=body]")).to_have_value("O meu texto.")
    assert violations(watched, part="#reply") == []
    page.unroute("**/files")
    items(page).locator("[data-retry]").click()
    expect(page.locator("[name=body]")).to_have_value(re.compile(r"^O meu texto\.\n\n\[acta\.pdf\]"))
    expect(said).to_be_hidden()


def test_a_refusal_of_the_forum_stands_beside_the_name_and_the_others_go_on(
    open_as: Callable[..., Watched], workshop: Workshop
):
    watched = open_as("es")
    page = watched.page
    watched.go(workshop.address(topic))
    pick(page, PROGRAM, MINUTES)
    expect(items(page).first.locator("[data-error]")).to_be_visible()
    expect(page.locator("[name=body]")).to_have_value(re.compile(r"^\[acta\.pdf\]"))
    # The same file would be refused again.
    expect(items(page).first.locator("[data-retry]")).to_be_hidden()


def test_files_come_into_the_text_in_the_order_in_which_they_were_chosen(
    open_as: Callable[..., Watched], workshop: Workshop
):
    watched = open_as("es")
    page = watched.page
    watched.go(workshop.address(topic))
    # Which of two requests goes out first is the browser's affair, so the picture's is held where it is made.
    page.evaluate(
        """() => {
          const send = XMLHttpRequest.prototype.send;
          XMLHttpRequest.prototype.send = function (body) {
            const isPicture = body instanceof FormData && [...body.values()].some((one) => one.name === "plano.png");
            if (isPicture) window.letGo = () => send.call(this, body);
            else send.call(this, body);
          };
        }"""
    )
    pick(page, PICTURE, MINUTES)
    expect(items(page).nth(1).locator("[data-remove]")).to_be_visible()
    expect(page.locator("[name=body]")).to_have_value("")
    page.evaluate("() => window.letGo()")
    expect(page.locator("[name=body]")).to_have_value(
        re.compile(r"^!\[\]\(upload:[0-9a-f]{32}\)\n\n\[acta\.pdf\]\(upload:")
    )


def test_the_name_of_a_file_in_the_text_makes_no_phone_scroll_sideways(
    open_as: Callable[..., Watched], workshop: Workshop
):
    watched = open_as("pt", language="pt", viewport={"width": 390, "height": 844})
    watched.go(workshop.address(topic))
    watched.page.locator("[name=body]").fill(f"![](upload:{'a' * 32})")
    assert not watched.page.evaluate(WIDER)


def test_a_file_with_data_of_persons_waits_for_a_word_of_its_writer(
    open_as: Callable[..., Watched], workshop: Workshop
):
    watched = open_as("es")
    page = watched.page
    watched.go(workshop.address(topic))
    body = page.locator("[name=body]")
    body.fill("La lista.")
    pick(page, PEOPLE)
    expect(items(page).locator("[data-ask]")).to_be_visible()
    expect(body).to_have_value("La lista.")
    assert violations(watched, part="#reply") == []
    page.locator("#reply .btn--primary[type=submit]").click()
    insert = items(page).locator("[data-insert]")
    expect(insert).to_be_focused()
    insert.click()
    expect(body).to_have_value(re.compile(r"^La lista\.\n\n\[lista\.csv\]\(upload:"))
    expect(items(page).locator("[data-ask]")).to_be_hidden()


@pytest.mark.parametrize(("language", "viewport"), SIZES)
def test_without_scripts_the_form_brings_the_files_and_shows_them(
    open_as: Callable[..., Watched], workshop: Workshop, language: str, viewport: dict[str, int]
):
    watched = open_as(language, language=language, viewport=viewport, java_script_enabled=False)
    page = watched.page
    watched.go(workshop.address(topic))
    page.locator("[name=body]").fill("Con archivos.")
    pick(page, PICTURE, PEOPLE)
    page.locator("button[name=attach]").click()
    expect(items(page)).to_have_count(2)
    items(page).first.locator("[data-alt]").fill("Plano")
    items(page).nth(1).locator("button[name=insert]").click()
    expect(page.locator("[name=body]")).to_have_value(
        re.compile(r"!\[Plano\]\(upload:[0-9a-f]{32}\)\n\n\[lista\.csv\]")
    )
    page.locator("#reply .btn--primary[type=submit]").click()
    expect(page.locator("article.post .prose img[alt=Plano]").last).to_be_visible()


def test_editing_in_place_shows_the_files_of_the_post_and_adds_others(
    open_as: Callable[..., Watched], workshop: Workshop
):
    watched = open_as("es")
    page = watched.page
    watched.go(workshop.address(topic))
    page.locator("[name=body]").fill("Para corregir.")
    pick(page, PICTURE)
    expect(page.locator("[name=body]")).to_have_value(re.compile("upload:"))
    page.locator("#reply .btn--primary[type=submit]").click()
    page.wait_for_url("**#post-*")
    post = page.locator("article.post").last
    post.locator("details.menu > summary").click()
    post.locator("a[data-edit]").click()
    expect(post.locator(".attach-item")).to_have_count(1)
    post.locator(".attach input[type=file]").set_input_files([MINUTES])  # type: ignore[list-item]
    expect(post.locator("textarea")).to_have_value(re.compile(r"\[acta\.pdf\]"))
    expect(page.locator("#reply textarea")).to_have_value("")
    post.locator(".btn--primary[type=submit]").click()
    expect(page.locator("article.post").last.locator("a.file")).to_have_count(1)
    expect(page.locator("article.post").last.locator(".prose img")).to_have_count(1)


def test_visitors_load_no_script_of_the_composer(open_as: Callable[..., Watched], workshop: Workshop):
    watched = open_as("visitor")
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    watched.go(workshop.address(topic))
    assert [url for url in asked if "composer" in url] == []
