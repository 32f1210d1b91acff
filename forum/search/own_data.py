"""The index follows what leaving does to posts, in the same transactions: nobody is found by who has left."""

from typing import Final

from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.search.commands import drop_deleted
from forum.search.commands import index_names
from forum.search.commands import index_posts


def _withdraw(leaver: Leaver) -> None:
    drop_deleted(leaver.user_id)


def _follow(leaver: Leaver) -> None:
    index_posts(leaver.changed_posts)
    index_names(leaver.renamed_posts - leaver.changed_posts)


PART: Final = Part(withdraw=_withdraw, follow=_follow)
