"""Files that are kept back: what is in one is read by whoever decides on it, its name by whoever reads the post."""

import io
from typing import Any

from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import PostFile
from forum.media.addresses import file_address
from forum.media.commands import store_upload
from forum.quarantine.commands.retaining import retain_file
from forum.quarantine.models import RetainedFile
from tests.factories.accounts import act
from tests.factories.discussion import make_reply
from tests.privacy.acting import Act
from tests.privacy.acting import form
from tests.privacy.world import CITY_A
from tests.privacy.world import READERS
from tests.privacy.world import STAFF
from tests.privacy.world import Somebody
from tests.privacy.world import World


def deciders(audience: str) -> frozenset[str]:
    """Return who decides on a file of a topic."""
    return CITY_A - {"member_a"} if audience == "city" else STAFF


def retain(world: World, audience: str, topic: Any, replier: Somebody) -> None:
    """Publish a table in a topic and keep it back by hand."""
    plant, readers, mine = world.plant, READERS[audience], deciders(audience)
    content = f"calle,luces\n{plant(f'content of a file that is kept back, of a {audience} topic', mine)},1\n"
    name = f"retenido {plant(f'name of a file that is kept back, of a {audience} topic', readers)}.csv"
    file = store_upload(act(replier), name=name, stream=io.BytesIO(content.encode()))
    post = make_reply(topic, replier, body=f"Con archivo [{file.name}](upload:{file.token})")
    note = plant(f"reason of keeping a file back, of a {audience} topic", mine)
    retain_file(act(world.people["admin"]), post.id, file.id, note=note)
    # Who reads the post is told that it is kept back: nothing is hidden from them.
    world.files[f"file of a {audience} topic that is kept back"] = (file_address(file.token, file.name), readers)
    world.retained[audience] = session.scalars(select(RetainedFile.id).where(RetainedFile.upload_id == file.id)).one()


def _first_file(_world: World, values: dict[str, Any]) -> dict[str, Any]:
    files = select(PostFile.upload_id).where(PostFile.post_id == values["post_id"]).order_by(PostFile.upload_id)
    return {"upload_id": session.scalars(files).first()}


QUARANTINE = {
    "quarantine.create_retention": Act(
        {audience: deciders(audience) for audience in READERS}, form(note="Una razón"), exact=_first_file
    ),
}
