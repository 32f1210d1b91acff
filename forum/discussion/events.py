"""What happened to topics and posts."""

from dataclasses import dataclass
from typing import ClassVar

from forum.core import versions
from forum.core.events import Fact


@dataclass(frozen=True)
class TopicCreated(Fact):
    """A topic was opened; its first post goes with it."""

    topic_id: int
    post_id: int


@dataclass(frozen=True)
class PostCreated(Fact):
    """A reply was written."""

    post_id: int
    topic_id: int


@dataclass(frozen=True)
class PostEdited(Fact):
    """A post's text or language changed."""

    post_id: int
    topic_id: int


@dataclass(frozen=True)
class _PostState(Fact):
    audited: ClassVar[bool] = True
    post_id: int
    topic_id: int
    city_id: int | None


@dataclass(frozen=True)
class PostHidden(_PostState):
    """A moderator hid a post, with a reason that its author is told."""


@dataclass(frozen=True)
class PostUnhidden(_PostState):
    """A hidden post is shown again."""


@dataclass(frozen=True)
class PostDeleted(_PostState):
    """A post was deleted by its author or a moderator."""


@dataclass(frozen=True)
class PostRestored(_PostState):
    """A deleted post is back."""


@dataclass(frozen=True)
class RevisionHidden(_PostState):
    """An old text was hidden from the history."""


@dataclass(frozen=True)
class RevisionUnhidden(_PostState):
    """An old text is in the history again."""


@dataclass(frozen=True)
class _TopicAct(Fact):
    audited: ClassVar[bool] = True
    topic_id: int
    city_id: int | None


@dataclass(frozen=True)
class TopicMoved(_TopicAct):
    """A topic went to another stage."""


@dataclass(frozen=True)
class TopicRenamed(_TopicAct):
    """A topic has another title."""


@dataclass(frozen=True)
class TopicAudienceChanged(_TopicAct):
    """A topic is open to others than before."""


@dataclass(frozen=True)
class TopicLanguageChanged(_TopicAct):
    """A topic's language was corrected."""


@dataclass(frozen=True)
class TopicCriteriaChanged(_TopicAct):
    """A topic's practices and criteria changed."""


@dataclass(frozen=True)
class TopicPinned(_TopicAct):
    """A topic stands above the lists."""


@dataclass(frozen=True)
class TopicUnpinned(_TopicAct):
    """A topic no longer stands above the lists."""


@dataclass(frozen=True)
class TopicClosed(_TopicAct):
    """A topic takes no more replies."""


@dataclass(frozen=True)
class TopicReopened(_TopicAct):
    """A closed topic takes replies again."""


@dataclass(frozen=True)
class TopicSlowed(_TopicAct):
    """Members write in a topic once in some time only."""


@dataclass(frozen=True)
class TopicUnslowed(_TopicAct):
    """They write again whenever they like."""


@dataclass(frozen=True)
class _Move(_TopicAct):
    """Posts went from `topic_id` to another topic; which ones, its row and their old places say."""

    to_topic_id: int
    relocation_id: int


@dataclass(frozen=True)
class TopicSplit(_Move):
    """Posts of a topic became one of their own."""


@dataclass(frozen=True)
class PostsMoved(_Move):
    """Posts of a topic went to another one."""


@dataclass(frozen=True)
class TopicMerged(_Move):
    """All posts of a topic went into another one."""


@dataclass(frozen=True)
class MoveUndone(_Move):
    """Posts that had been moved are back in the topic that they came from, which is `to_topic_id`."""


@dataclass(frozen=True)
class AnswerMarked(Fact):
    """The asker or RIL marked the post that answers."""

    topic_id: int
    post_id: int


@dataclass(frozen=True)
class AnswerUnmarked(Fact):
    """A question has no marked answer any more."""

    topic_id: int


@dataclass(frozen=True)
class AnswerConfirmed(_TopicAct):
    """RIL confirmed the marked answer."""


@dataclass(frozen=True)
class AnswerUnconfirmed(_TopicAct):
    """RIL took its confirmation back."""


@dataclass(frozen=True)
class CityTopicReadByStaff(Fact):
    """Somebody of RIL read a city's private topic: the city's lead can see it."""

    bumps = ()
    topic_id: int
    city_id: int


@dataclass(frozen=True)
class GuideMade(_TopicAct):
    """A topic is the guide of its stage; which one was before stands beside the event."""


@dataclass(frozen=True)
class GuideEnded(_TopicAct):
    """A topic is the guide of its stage no longer."""


@dataclass(frozen=True)
class RemarkPut(_PostState):
    """RIL put a remark above a post; its author is told."""


@dataclass(frozen=True)
class RemarkChanged(_PostState):
    """The remark above a post says something else; what it said stands beside the event."""


@dataclass(frozen=True)
class RemarkRemoved(_PostState):
    """The remark above a post is there no more; what it said stands beside the event."""


@dataclass(frozen=True)
class _Prepared(Fact):
    # No page of readers shows them: only the reply boxes of RIL, which are kept by `reference`.
    bumps = (versions.REFERENCE,)
    audited = True
    prepared_id: int


@dataclass(frozen=True)
class PreparedReplyAdded(_Prepared):
    """RIL keeps another reply for questions that come back."""


@dataclass(frozen=True)
class PreparedReplyChanged(_Prepared):
    """Name or text of a prepared reply changed; what they were stands beside the event."""


@dataclass(frozen=True)
class PreparedReplyRemoved(_Prepared):
    """A prepared reply is there no more; what it said stands beside the event."""
