"""Posts chosen to be moved, topics chosen to be changed, and what came of it, made for the tests of a browser."""

from playwright.sync_api import Page

from forum.accounts.queries import to_actor
from forum.bulk.commands import Change
from forum.bulk.commands import change_topics
from forum.discussion.commands.moving.acts import Beginning
from forum.discussion.commands.moving.acts import split_topic
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.discussion.models import Post
from tests.browser.workshop import Workshop
from tests.browser.workshop import public_topic
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


def _post(workshop: Workshop) -> Post:
    return reply(
        to_actor(workshop.person("es")), public_topic().id, NewReply("Una respuesta que es otra pregunta.", "es")
    )


def chosen_posts(workshop: Workshop) -> str:
    """Return the address that asks where chosen posts should go."""
    post = _post(workshop)
    return f"/topics/{post.topic_id}/moves/new?posts={post.id}"


def moved_posts(workshop: Workshop) -> str:
    """Return the address of a move that was done."""
    post, topic = _post(workshop), public_topic()
    begin = Beginning("¿Y quién firma el convenio?", topic.stage_id, "question")
    moved = split_topic(to_actor(workshop.person("moderator")), topic.id, post_ids=[post.id], beginning=begin)
    return f"/moves/{moved.id}"


def chosen_topics(_workshop: Workshop) -> str:
    """Return the address that asks what to do with chosen topics."""
    topics = [make_topic(make_user(), title=f"Un tema entre varios, el {number}") for number in (1, 2)]
    return f"/topics/changes/new?topics={topics[0].id}&topics={topics[1].id}"


def changed_topics(workshop: Workshop) -> str:
    """Return the address of a change that was done."""
    topic = make_topic(make_user(), title="Un tema que se cierra con otros")
    made = change_topics(to_actor(workshop.person("moderator")), [topic.id], Change("closed", value=True))
    return f"/changes/{made.id}"


def name_and_preview(page: Page) -> None:
    """Name the new topic, and see what will happen."""
    page.locator("main input[name=title]").fill("¿Y quién firma el convenio?")
    see(page)


def assign_and_see(page: Page) -> None:
    """Choose to assign them to a colleague, and see what will happen."""
    page.locator("main select[name=act]").select_option("assign")
    assert not page.locator("main select[name=stage]").is_visible(), "only what the act asks for is shown"
    assert page.locator("main select[name=colleague]").is_visible()
    see(page)


def see(page: Page) -> None:
    """See what will happen."""
    with page.expect_navigation():
        page.locator("main button[name=preview]").first.click()
