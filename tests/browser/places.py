"""One address of every template, and who opens it. A test fails when a template is missing here."""

from dataclasses import dataclass

from tests.browser.conftest import Watched


@dataclass(frozen=True)
class Place:
    """A template, who sees it, and how to get there."""

    template: str
    role: str
    #: An address; with `follow`, the page on which the first link stands.
    path: str
    #: CSS selectors of links that lead on, one after the other.
    follow: tuple[str, ...] = ()

    def go(self, watched: Watched, language: str = "es") -> int:
        """Open it in an interface language; return its status."""
        status = watched.go(_in(language, self.path))
        for selector in self.follow:
            target = watched.page.locator(selector).first.get_attribute("href")
            assert target, f"{self.template}: no link {selector} on {watched.page.url}"
            status = watched.go(_in(language, target))
        return status


def _in(language: str, path: str) -> str:
    path = path.partition("#")[0]
    return f"{path}{'&' if '?' in path else '?'}ui={language}"


#: Templates that are parts of pages, or that every page of a kind extends.
FRAMES = {"base.html", "access.html", "admin/frame.html"}

_TOPIC = ".topic-title a"

PLACES = (
    Place("errors/404.html", "visitor", "/nada"),
    Place("errors/404.html", "es", "/nada"),
    Place("errors/405.html", "es", "/language"),
    Place("errors/400.html", "es", "/latest?after=%21"),
    Place("search/show_results.html", "visitor", "/search?q=datos"),
    Place("pages/show_page.html", "visitor", "/pages/about"),
)
