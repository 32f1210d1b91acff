"""How a topic is read on its page: the manner that was asked for, and which others are offered."""

from dataclasses import dataclass

from forum.core.actor import Actor
from forum.core.languages import LANGUAGES
from forum.core.languages import other
from forum.core.web import ui_language
from forum.discussion.addresses import read_as
from forum.discussion.queries.topic import TopicPage
from forum.discussion.readings import Mode
from forum.discussion.readings import is_wanted
from forum.discussion.readings import mode_for


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page of a topic is read."""

    #: What the address says; empty when it says nothing, and the reader's preference counts.
    asked: str
    mode: Mode
    #: For what has one place only, like the title: side by side it is in the language of the interface.
    single: Mode
    #: What the bar above the topic offers, in its order, and which of it counts.
    offered: tuple[Mode, ...]
    current: Mode
    #: Whether there are posts in the other language than that of the topic.
    is_mixed: bool
    #: Whose words the translations on the page are: `machine`, `reviewed`, `both`, or empty where none is shown.
    made_by: str

    @property
    def keep(self) -> str:
        """Return what links to other pages of the topic add to their addresses."""
        return read_as("", self.asked)


def manner_of(page: TopicPage, actor: Actor, asked: str | None) -> Manner:
    """Return how a page is read: the reader's language is offered, and where all is in it already, the other one."""
    mode, own = mode_for(actor, asked), ui_language()
    written = {page.topic.language, *(post.language for post in page.posts if post.kind == "post" and post.html)}
    language = own if written != {own} else other(own)
    among = [one for one in LANGUAGES if one == language or (one == mode and written != {one})]
    offered: tuple[Mode, ...] = ("original", *among, "both")
    return Manner(
        asked=asked or "",
        mode=mode,
        single=own if mode == "both" else mode,
        offered=offered,
        current=mode if mode in offered else "original",
        is_mixed=len(written) > 1,
        made_by=_made_by(page, mode),
    )


def _made_by(page: TopicPage, mode: Mode) -> str:
    shown = {post.reading.state for post in page.posts if post.reading and post.html and is_wanted(mode, post.language)}
    return "both" if len(shown) > 1 else next(iter(shown), "")
