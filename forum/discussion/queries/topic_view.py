"""A topic as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from forum.accounts.queries import Person
from forum.certification.queries import CriterionView
from forum.certification.queries import PracticeView
from forum.certification.queries import StageView
from forum.cities.queries import CityView
from forum.discussion.readings import TitleReading


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as its page shows it; the rules can be asked of it."""

    id: int
    slug: str
    title: str
    kind: str
    audience: str
    city_id: int | None
    author_id: int
    author_city_id: int | None
    language: str
    status: str | None
    replies: int
    last_number: int
    answer_post_id: int | None
    answer_by: Person | None
    confirmed: bool
    pinned: bool
    closed: bool
    deleted: bool
    created_at: datetime
    last_at: datetime
    stage: StageView | None
    room: CityView | None
    version: int
    is_demo: bool
    #: Posts have moved away: some numbers are not there.
    gaps: bool = False
    #: Slow mode, as `forum.discussion.pace` reads it.
    slow_minutes: int | None = None
    slow_until: datetime | None = None
    #: The title in the other language, when there is a translation of it.
    reading: TitleReading | None = None
    practices: tuple[PracticeView, ...] = ()
    criteria: tuple[CriterionView, ...] = ()
    #: Highest number the reader has seen before; 0 for none.
    read: int = 0
    #: Posts after it, notices not counted, and the number of the first of them.
    new: int = 0
    first_new: int | None = None
    #: It is the guide of its stage.
    guides: bool = False

    @property
    def url(self) -> str:
        """Return the address of its first page."""
        return f"/t/{self.slug}/{self.id}"
