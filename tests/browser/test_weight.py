"""What a page weighs on the wire, and that it asks nobody else for anything."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import pytest

from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop
from tests.browser.workshop import long_topic

pytestmark = pytest.mark.browser

KILOBYTE = 1024
FIRST_VISIT = 104 * KILOBYTE
SCRIPT = 40 * KILOBYTE
NEXT_PAGE = 25 * KILOBYTE


@dataclass
class Wire:
    """Bytes as they came over the network, by kind."""

    watched: Watched
    bytes: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count through the browser's own protocol: what came, compressed, headers included."""
        protocol = self.watched.page.context.new_cdp_session(self.watched.page)
        protocol.send("Network.enable")
        protocol.on("Network.responseReceived", self._on_response)
        protocol.on("Network.loadingFinished", self._on_finish)

    def _on_response(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _on_finish(self, event: dict[str, Any]) -> None:
        kind = self.kinds.get(event["requestId"], "Other")
        self.bytes[kind] = self.bytes.get(kind, 0) + int(event["encodedDataLength"])

    def without_images(self) -> int:
        """Return all but pictures; the icons of the sprite count."""
        return sum(self.bytes.values())


def test_the_first_visit_of_a_topic_and_the_next_page_are_light(open_as: Callable[..., Watched], workshop: Workshop):
    path = workshop.address(long_topic)
    watched = open_as("es")
    wire = Wire(watched)
    watched.go(path)
    watched.page.wait_for_load_state("networkidle")
    assert watched.page.locator("article.post").count() >= 20
    first, script = wire.without_images(), wire.bytes.get("Script", 0)
    wire.bytes.clear()
    watched.go(f"{path}/61")
    watched.page.wait_for_load_state("networkidle")
    following = wire.without_images()
    weights = f"first visit {first}, script {script}, next page {following} bytes"
    assert first <= FIRST_VISIT, weights
    assert 0 < script <= SCRIPT, weights
    assert following <= NEXT_PAGE, weights


@pytest.mark.parametrize("path", ["/", "/login", "/signup", "/pages/about", "/search?q=datos", "/unanswered"])
def test_no_page_of_visitors_asks_others_or_breaks_the_policy(open_as: Callable[..., Watched], path: str):
    watched = open_as("visitor")
    assert watched.go(path) == 200
    watched.page.wait_for_load_state("networkidle")
    assert watched.problems == []


@pytest.mark.parametrize("path", ["/", "/new", "/new-topic", "/notices", "/cities", "/settings/profile"])
def test_no_page_of_members_asks_others_or_breaks_the_policy(open_as: Callable[..., Watched], path: str):
    watched = open_as("es")
    assert watched.go(path) == 200
    watched.page.wait_for_load_state("networkidle")
    assert watched.problems == []
