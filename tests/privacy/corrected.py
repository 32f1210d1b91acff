"""What people made of translations, with a word in each: in force, replaced, proposed, declined, and of a hidden text."""

from sqlalchemy import select

from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.sources import source_hash
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import correct
from forum.translation.commands.correcting import decline_proposal
from forum.translation.models import Correction
from forum.translation.queries.present import present_translation
from tests.factories.accounts import act
from tests.privacy.world import MEMBERS
from tests.privacy.world import READERS
from tests.privacy.world import STAFF
from tests.privacy.world import Somebody
from tests.privacy.world import World


def correct_translations(world: World, audience: str) -> None:
    """Give the first reply of a topic a translation by people, with a history; and the edited one an old one."""
    plant, readers = world.plant, READERS[audience]
    reply, _hidden, _deleted, edited, _quote = [
        post for post in world.posts if post.topic_id == world.topics[audience].id
    ]
    admin, helper = world.people["admin"], world.people["helper_a"]
    first = plant(f"replaced translation in a {audience} topic", readers & MEMBERS)
    world.accepted[reply.id] = _write(admin, reply.id, first)
    _write(admin, reply.id, plant(f"reviewed translation in a {audience} topic", readers))
    if audience != "staff":
        declined = _write(helper, reply.id, plant(f"declined translation in a {audience} topic", STAFF))
        reason = plant(f"why a translation was declined in a {audience} topic", STAFF)
        decline_proposal(act(admin), reply.id, declined, reason=reason)
        world.proposals[reply.id] = _write(
            helper, reply.id, plant(f"proposed translation in a {audience} topic", STAFF)
        )
    curators = STAFF | ({"lead_a"} if audience in {"city", "public"} else set())
    world.outdated[edited.id] = _remember(
        edited.id, plant(f"translation of a hidden text in a {audience} topic", curators), admin
    )


def _write(person: Somebody, post_id: int, word: str) -> int:
    session.rollback()
    post = session.get_one(Post, post_id)
    present = present_translation(session.get_one(Topic, post.topic_id), post)
    # It shows the files that its original shows: they follow its words.
    return correct(act(person), post_id, NewCorrection(f"Tradução {word}", present.fingerprint())).id


def _remember(post_id: int, word: str, admin: Somebody) -> int:
    """Keep what the administrator made of the translation of a text that was hidden afterwards."""
    with transaction():
        old = session.scalars(select(Revision).where(Revision.post_id == post_id, Revision.number == 2)).one()
        row = Correction(
            post_id=post_id,
            language="pt",
            state="accepted",
            author_id=admin.id,
            decided_by_id=admin.id,
            decided_at=old.created_at,
            source=old.body,
            source_hash=source_hash(old.body, "es"),
            before="",
            text=word,
        )
        session.add(row)
        session.flush()
        return row.id
