"""The guide of a stage, for whoever may read it."""

from dataclasses import dataclass

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.beside import StageGuide
from forum.discussion.masking import title_for
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import TitleReading
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide of a stage as a link."""

    title: str
    language: str
    url: str
    #: The title in the other language, when there is a translation of it.
    reading: TitleReading | None


def find_guide(actor: Actor, stage_id: int) -> GuideView | None:
    """Return the guide of a stage, if it has one that the actor may read."""
    row = session.execute(
        select(Topic.id, Topic.slug, Topic.title, Topic.language, *TITLE_COLUMNS)
        .join(StageGuide, StageGuide.topic_id == Topic.id)
        .outerjoin(TitleTranslation, of_topic())
        .where(StageGuide.stage_id == stage_id, Topic.stage_id == stage_id, visible_topics(actor))
    ).first()
    if row is None:
        return None
    reading = title_reading_of(row, actor, title=row.title, written=row.language)
    return GuideView(title_for(actor, row.title), row.language, f"/t/{row.slug}/{row.id}", reading)
