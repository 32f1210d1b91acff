"""Small screens and large letters: nothing is cut off sideways."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop
from tests.browser.workshop import long_topic

pytestmark = pytest.mark.browser

#: 400 % on a screen of 1280 by 1024. Every template is looked at 320 px wide in test_accessibility.py.
ZOOM = {"width": 320, "height": 256}

#: What reaches beyond the right edge; what scrolls in its own box is no fault of the page.
WIDER = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return "";
  const names = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll-x, pre, .route ol, .tabs"))
    .slice(0, 5).map((e) => e.tagName + "." + e.className);
  return wide + " px too wide: " + names.join(", ");
}"""


@pytest.mark.parametrize("path", ["/", "/login", "/new-topic"])
def test_at_400_percent_the_page_can_still_be_read_and_used(open_as: Callable[..., Watched], path: str):
    watched = open_as("visitor" if path == "/login" else "es", viewport=ZOOM)
    watched.go(path)
    assert watched.page.evaluate(WIDER) == ""
    heading = watched.page.locator("h1").first
    heading.scroll_into_view_if_needed()
    box = heading.bounding_box()
    assert box is not None
    assert box["width"] <= 320


@pytest.mark.parametrize("width", [390, 600, 768, 900, 1280, 1920])
def test_no_width_of_a_screen_scrolls_sideways(open_as: Callable[..., Watched], workshop: Workshop, width: int):
    watched = open_as("moderator", viewport={"width": width, "height": 800})
    for path in ("/latest", workshop.address(long_topic), "/moderation"):
        watched.go(path)
        assert watched.page.evaluate(WIDER) == "", path


@pytest.mark.parametrize(("role", "path"), [("es", "/settings/data"), ("admin", "/admin/operation")])
def test_on_a_telephone_the_present_entry_of_a_strip_is_seen(open_as: Callable[..., Watched], role: str, path: str):
    watched = open_as(role, viewport={"width": 390, "height": 844})
    watched.go(path)
    entry = watched.page.locator(f'nav [aria-current][href="{path}"]:visible').first
    box = entry.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
