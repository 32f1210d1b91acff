"""No barrier that axe-core knows on one page of every template, in both languages, and in the dark; none is cut at 320 px."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import Final

import pytest

from config import ROOT
from tests.browser.conftest import Watched
from tests.browser.place import Place
from tests.browser.places import FRAMES
from tests.browser.places import PLACES
from tests.browser.test_layout import WIDER
from tests.browser.workshop import Workshop

pytestmark = pytest.mark.browser

AXE: Final = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


#: Runs axe once the page is drawn, its fonts are there and nothing changes its colours any more: what it has
#: measured half way is not what is read. Says with each place what it measured.
RUN: Final = """async ([part, runOnly]) => {
  await document.fonts.ready;
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const passing = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(passing.map(one => one.finished));
  const { violations } = await axe.run(part, { runOnly, resultTypes: ["violations"] });
  const seen = node => `${node.html.slice(0, 160)} ${JSON.stringify(node.any.map(check => check.data))}`;
  return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(seen) }));
}"""
#: What can differ between the colour schemes.
COLOURS: Final = ["color-contrast", "link-in-text-block"]


def violations(watched: Watched, rules: list[str] = RULES, part: str = "html") -> list[str]:
    """Run axe on the page as it is, or on a part of it; return what it found, one line per rule."""
    # Evaluated through the browser's protocol: the policy of the page stays as it is.
    if not watched.page.evaluate("!!window.axe"):
        watched.page.evaluate(AXE)
    # A link that has scrolled half under the header is as large as before, which axe does not know.
    watched.page.evaluate("window.scrollTo({ top: 0, behavior: 'instant' })")
    found: list[dict[str, Any]] = watched.page.evaluate(RUN, [part, rules])
    return [f"{one['id']}: {one['help']} {one['nodes']}" for one in found]


def _in_the_dark(watched: Watched) -> list[str]:
    """Run axe for the dark scheme; colours that were still changing are looked at again."""
    watched.page.emulate_media(color_scheme="dark")
    for _ in range(4):
        watched.page.wait_for_timeout(150)
        found = violations(watched, COLOURS)
        if not found:
            break
    return found


def _too_wide(watched: Watched) -> str:
    """Make the window as narrow as a small phone; say what is cut, once the page has followed."""
    watched.page.set_viewport_size({"width": 320, "height": 640})
    for _ in range(4):
        watched.page.wait_for_timeout(100)
        found: str = watched.page.evaluate(WIDER)
        if not found:
            break
    return found


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_page_of_each_template_has_no_barrier_that_axe_knows(
    open_as: Callable[..., Watched], workshop: Workshop, place: Place, language: str
):
    watched = open_as(place.role, language=language, reduced_motion="reduce")
    place.go(watched, workshop, language)
    assert violations(watched) == []
    if language == "es":
        # Colours are the same whatever a page says.
        assert _in_the_dark(watched) == []
    assert _too_wide(watched) == ""
    assert watched.page.locator("html").get_attribute("lang") == ("pt-BR" if language == "pt" else "es")
    assert watched.page.locator("h1").count() == 1
    assert watched.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/latest", "/new-topic"])
def test_a_phone_and_open_menus_have_no_barrier_either(open_as: Callable[..., Watched], path: str, scheme: str):
    watched = open_as("es", viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    watched.go(path)
    assert violations(watched) == []
    for summary in watched.page.locator("details.menu > summary:visible").all():
        summary.click()
        assert violations(watched, part="details.menu[open]") == []
        summary.click()


def test_every_template_of_a_page_has_its_place():
    folder = ROOT / "templates"
    pages = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if not path.name.startswith("_") and "mail" not in path.parts and "_components" not in path.parts
    }
    assert pages - FRAMES - {place.template for place in PLACES} == set()
