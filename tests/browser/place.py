"""A template, who sees it, how to get there, and what is done on the page before it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop


def send(page: Page) -> None:
    """Send the main form of a page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] [type=submit]").last.click()


def send_empty(page: Page) -> None:
    """Send the main form with nothing in it, past the browser's own checks: the page of errors."""
    page.locator("main form[method=post]").last.evaluate(
        """form => {
          form.noValidate = true;
          for (const field of form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea"))
            field.value = "";
        }"""
    )
    send(page)


def open_details(page: Page) -> None:
    """Show what can be unfolded in a page's own part."""
    page.locator("main details > summary").first.click()


def open_from_above(page: Page) -> None:
    """Unfold what stands far down, and go back up: under the head a link is seen in part, and counts as too small."""
    open_details(page)
    page.evaluate("scrollTo(0, 0)")


def send_first(page: Page) -> None:
    """Send the main form empty by its first button; the last is that of the preview."""
    with page.expect_navigation():
        page.locator("main form.stack-form [type=submit]").first.click()


def preview(page: Page) -> None:
    """Show how it would look."""
    with page.expect_navigation():
        page.locator("main button[value=preview]").click()


def send_wrong_file(page: Page) -> None:
    """Choose a file with something wrong in every line."""
    lines = [
        "es,pt,en,note_es,note_pt,kind,gender_es,gender_pt,steers",
        "a (b,c,,,,adverb,,,none",
        "=a,,,,,noun,,,none",
    ]
    wrong = {"name": "x.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("main input[type=file]").set_input_files(wrong)
    send(page)


@dataclass(frozen=True)
class Place:
    """A template, who sees it, and how to get there."""

    template: str
    role: str
    path: str | Callable[[Workshop], str]
    #: What is done on the page before it is looked at.
    act: Callable[[Page], None] | None = None
    #: What tells this place from others of the same template.
    note: str = ""

    def __str__(self) -> str:
        """Return a name for the report of the tests."""
        return " ".join(filter(None, (self.template.removesuffix(".html"), self.role, self.note)))

    def go(self, watched: Watched, workshop: Workshop, language: str = "es") -> int:
        """Open it in an interface language; return its status before any act."""
        path = self.path if isinstance(self.path, str) else workshop.address(self.path)
        status = watched.go(path)
        # Whose language it is already, as of most that come one after the other, need not ask for it.
        if self.role != "visitor" and not watched.speaks(language):
            watched.speak(language)
            status = watched.go(path)
        if self.act:
            self.act(watched.page)
        return status
