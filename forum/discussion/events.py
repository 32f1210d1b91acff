"""What happened to topics and posts."""

from dataclasses import dataclass
from typing import ClassVar

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
