"""From what the queries found to what a page shows: fragments of posts and rows, kept in memory.

What the fragments hold, and why they may be shared, stands in `forum.core.fragments`.
"""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Final

from flask import current_app
from markupsafe import Markup

from forum.accounts.queries import Person
from forum.certification.queries import stage_by_id
from forum.core import clock
from forum.core.actor import Actor
from forum.core.fragments import Fragments
from forum.core.fragments import about_reader
from forum.core.fragments import time_told
from forum.core.kept import Kept
from forum.core.policy import ask
from forum.core.web_state import ui_language
from forum.discussion.pairing import pair_paragraphs
from forum.discussion.policy import can_confirm_answer
from forum.discussion.policy import can_delete_post
from forum.discussion.policy import can_edit_post
from forum.discussion.policy import can_hide_post
from forum.discussion.policy import can_mark_answer
from forum.discussion.policy import can_moderate
from forum.discussion.policy import can_remark
from forum.discussion.policy import can_reply
from forum.discussion.policy import can_restore_post
from forum.discussion.policy import can_see_history
from forum.discussion.queries.places import OtherTopic
from forum.discussion.queries.places import topics_named
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.rows import TopicRow
from forum.discussion.queries.topic import TopicPage
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.readings import Mode
from forum.discussion.readings import Reading
from forum.discussion.readings import is_wanted
from forum.discussion.readings import reading_for

_posts: Final[Kept[Markup]] = Kept(6_500_000)
_rows: Final[Kept[Markup]] = Kept(4_500_000)
#: Notices that name another topic.
MOVES: Final = frozenset({"moved_out", "moved_in", "merged"})
#: Of the pages of topics and lists.
parts: Final = Fragments(2_000_000)


@dataclass(frozen=True, slots=True)
class PostCard:
    """All that the fragment of a post shows."""

    post: PostView
    topic_id: int
    topic_url: str
    #: Names of what this reader may do with it.
    rights: frozenset[str]
    #: The marked answer, by whom it was marked, and whether RIL confirmed it.
    is_answer: bool = False
    answer_by: Person | None = None
    confirmed: bool = False
    is_question: bool = False
    #: The reader wants it in another language than it was written in.
    is_foreign: bool = False
    #: The post as this reader gets it, when there is a translation of its present text or of what it quotes.
    reading: Reading | None = None
    #: (original, translation) of each paragraph, when both are read side by side.
    pairs: tuple[tuple[Markup, Markup], ...] = ()
    #: Notices of a move: the stages' names.
    stage_from: str = ""
    stage_to: str = ""
    #: Notices of posts that were moved: the other topic, where the reader may know it.
    other: OtherTopic | None = None
    #: What RIL remarks above it: its language, and HTML.
    remark: tuple[str, str] | None = None

    @property
    def url(self) -> str:
        """Return where the post stands."""
        number = self.post.number
        return f"{self.topic_url}/{number}#post-{number}" if number > 1 else f"{self.topic_url}#post-1"


@dataclass(frozen=True, slots=True)
class Shown:
    """A post on the page."""

    post: PostView
    html: Markup
    #: The first that the reader had not seen: a line stands above it.
    begins_new: bool = False


def show_posts(actor: Actor, page: TopicPage, mode: Mode) -> list[Shown]:
    """Return the posts of a page, ready to be put into it: each in the language in which it is wanted, if it is there."""
    rights: dict[tuple[object, ...], frozenset[str]] = {}
    shown: list[Shown] = []
    first_new = _first_new(page)
    others = topics_named(actor, {number for post in page.posts if (number := _other_id(post)) is not None})
    for post in page.posts:
        case = (
            post.kind,
            post.state,
            post.number == 1,
            post.author_id == actor.id,
            post.state_by_id == actor.id,
            post.id == page.topic.answer_post_id,
            post.revision > 1,
        )
        if case not in rights:
            rights[case] = rights_over(actor, page.topic, post)
        card = _card(page.topic, post, rights[case], mode, others.get(_other_id(post) or 0))
        shown.append(Shown(post, post_html(card), post.number == first_new))
    return shown


def rights_over(actor: Actor, topic: TopicView, post: PostView) -> frozenset[str]:
    """Return the names of what somebody may do with a post; the templates ask for no more."""
    answerable = post.kind == "post" and post.state == "visible" and post.number > 1
    is_answer = topic.answer_post_id == post.id
    cases: dict[str, Callable[[], object]] = {
        "edit": lambda: can_edit_post(actor, topic, post),
        "delete": lambda: can_delete_post(actor, topic, post),
        "restore": lambda: post.state == "deleted" and post.html and can_restore_post(actor, topic, post),
        "unhide": lambda: post.state == "hidden" and can_restore_post(actor, topic, post),
        "hide": lambda: can_hide_post(actor, topic, post),
        "history": lambda: post.kind == "post" and post.revision > 1 and can_see_history(actor, topic, post),
        "reply": lambda: post.kind == "post" and post.state == "visible" and can_reply(actor, topic),
        "remark": lambda: can_remark(actor, topic, post),
        "report": lambda: ask(actor, "report", topic, post),
        "files": lambda: post.kind == "post" and ask(actor, "retain_files", topic),
        "improve": lambda: ask(actor, "improve_translation", topic, post),
        "mark": lambda: answerable and not is_answer and can_mark_answer(actor, topic),
        "unmark": lambda: is_answer and can_mark_answer(actor, topic),
        "confirm": lambda: is_answer and not topic.confirmed and can_confirm_answer(actor, topic),
        "unconfirm": lambda: is_answer and topic.confirmed and can_confirm_answer(actor, topic),
        "explain": lambda: actor.is_member and can_moderate(actor, topic) and post.author_id != actor.id,
    }
    return frozenset(name for name, allowed in cases.items() if allowed())


def post_html(card: PostCard) -> Markup:
    """Return the fragment of a post."""
    key = (card, *about_reader())
    found = _posts.get(key)
    if found is None:
        template = "discussion/_topic_notice.html" if card.post.kind == "notice" else "discussion/_post.html"
        # Autoescaped by the template; the posts in it passed the sanitisers.
        found = Markup(current_app.jinja_env.get_template(template).render(card=card))  # noqa: S704
        _posts.put(key, found, len(found) * 2 + card.post.weight)
    return found


def show_rows(topics: Sequence[TopicRow], *, show_stage: bool = True, heading: str = "h2") -> list[Markup]:
    """Return the rows of a list, ready to be put into it."""
    about = (*about_reader(), show_stage, heading)
    now = clock.now()
    made: list[Markup] = []
    for topic in topics:
        key = (topic, time_told(topic.last_at, now), about)
        found = _rows.get(key)
        if found is None:
            module: Any = current_app.jinja_env.get_template("_components/topics.html").module
            found = Markup(module.topic_row(topic, show_stage, heading))  # noqa: S704 - autoescaped by the macro
            _rows.put(key, found, len(found) * 2 + 1_500)
        made.append(found)
    return made


def _card(
    topic: TopicView, post: PostView, rights: frozenset[str], mode: Mode, other_topic: OtherTopic | None
) -> PostCard:
    is_answer = topic.answer_post_id == post.id and post.state == "visible"
    language = ui_language()
    moved = post.notice_kind == "moved"
    foreign = post.kind == "post" and bool(post.html) and is_wanted(mode, post.language)
    reading = reading_for(post, mode) if post.kind == "post" and post.html else None
    return PostCard(
        post=post,
        topic_id=topic.id,
        topic_url=topic.url,
        rights=rights,
        is_answer=is_answer,
        answer_by=topic.answer_by if is_answer else None,
        confirmed=is_answer and topic.confirmed,
        is_question=post.number == 1,
        is_foreign=foreign,
        reading=reading,
        pairs=pair_paragraphs(post.html, reading.html) if mode == "both" and reading is not None else (),
        stage_from=_stage_name(post.notice_from, language) if moved else "",
        stage_to=_stage_name(post.notice_to, language) if moved else "",
        other=other_topic,
        remark=post.remark.read_in(language) if post.remark is not None else None,
    )


def _other_id(post: PostView) -> int | None:
    """Return the topic that a notice of moved posts names: the one that they went to, or came from."""
    if post.notice_kind not in MOVES:
        return None
    other_id = post.notice_to if post.notice_kind == "moved_out" else post.notice_from
    return other_id if isinstance(other_id, int) else None


def _stage_name(stage_id: str | int | None, language: str) -> str:
    stage = stage_by_id(stage_id if isinstance(stage_id, int) else None)
    return stage.name(language) if stage else ""


def _first_new(page: TopicPage) -> int | None:
    """Return the number of the first post that the reader had not seen, if some were seen."""
    return page.topic.first_new if page.read else None
