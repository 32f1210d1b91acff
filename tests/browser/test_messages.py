"""What an act says is seen where it leads, however far down that is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Topic
from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop

pytestmark = pytest.mark.browser


def answered(_workshop: Workshop) -> str:
    """Return the address of the question with the most replies of those that have no chosen one."""
    query = select(Topic).where(Topic.status == "answered", Topic.closed_at.is_(None), Topic.deleted_at.is_(None))
    found = session.scalars(query.order_by(Topic.replies.desc(), Topic.id).limit(1)).one()
    return f"/t/{found.slug}/{found.id}"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_message_of_an_act_is_seen_above_the_post_that_it_leads_to(
    open_as: Callable[..., Watched], workshop: Workshop, width: int
):
    watched = open_as("moderator", viewport={"width": width, "height": 800})
    page = watched.page
    watched.go(workshop.address(answered))
    post = page.locator(".post:has(button[formaction$='/answer'])").last
    name = post.get_attribute("id")
    with page.expect_navigation():
        post.locator("button[formaction$='/answer']").first.click()

    message, target = page.locator(".main > .flash"), page.locator(f"#{name}")
    expect(message).to_be_in_viewport(ratio=1)
    expect(target).to_be_in_viewport()
    above, below = message.bounding_box(), target.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    # It goes along for a while only.
    expect(message).not_to_be_in_viewport(timeout=20_000)
