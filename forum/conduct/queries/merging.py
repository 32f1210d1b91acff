"""What would be moved when two accounts become one."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.policy import can_merge
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.conduct.models import MemberWarning
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.media.models import Upload


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes, who stays, and how much is moved."""

    source: Person
    target: Person
    target_id: int
    topics: int
    posts: int
    files: int
    warnings: int


def plan_merge(actor: Actor, source: User, handle: str) -> Plan:
    """Return what would be moved from one account to that of a handle; NotFound when nobody has it."""
    require(can_merge(actor, source))
    target = session.scalar(select(User).where(User.handle == handle.strip().lstrip("@").lower()))
    if target is None:
        raise NotFound
    require(can_merge(actor, target))
    counts = session.execute(
        select(
            select(func.count(Topic.id)).where(Topic.author_id == source.id).scalar_subquery(),
            select(func.count(Post.id)).where(Post.author_id == source.id, Post.kind == "post").scalar_subquery(),
            select(func.count(Upload.id)).where(Upload.owner_id == source.id).scalar_subquery(),
            select(func.count(MemberWarning.id)).where(MemberWarning.user_id == source.id).scalar_subquery(),
        )
    ).one()
    people = people_by_ids({source.id, target.id}, actor)
    return Plan(people[source.id], people[target.id], target.id, *counts)
