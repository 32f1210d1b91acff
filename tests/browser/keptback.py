"""Files that are kept back, made for the tests of a browser."""

import io
from secrets import token_hex

from sqlalchemy import select

from forum.accounts.queries import to_actor
from forum.core.db import session
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import reply
from forum.media.commands import store_upload
from forum.quarantine.models import RetainedFile
from tests.browser.workshop import Workshop
from tests.browser.workshop import public_topic
from tests.quarantine.pdfs import HOSTILE
from tests.quarantine.pdfs import pdf


def _publish(workshop: Workshop, content: bytes) -> tuple[int, int]:
    """Publish a post with a PDF that no other is equal to; return the numbers of both."""
    author = to_actor(workshop.person("es"))
    file = store_upload(author, name="Acta del cabildo.pdf", stream=io.BytesIO(content + token_hex(8).encode()))
    body = f"El acta con lo que se decidió: [Acta del cabildo.pdf](upload:{file.token})"
    return reply(author, public_topic().id, NewReply(body, "es")).id, file.id


def case(workshop: Workshop) -> str:
    """Have the forum keep a file back; return the address of its case."""
    _post_id, upload_id = _publish(workshop, HOSTILE["a file within"])
    number = session.scalars(select(RetainedFile.id).where(RetainedFile.upload_id == upload_id)).one()
    return f"/moderation/files/{number}"


def on_the_desk(workshop: Workshop) -> str:
    """Have the forum keep a file back; return the address of the list of such."""
    case(workshop)
    return "/moderation?kind=file"


def files_of_post(workshop: Workshop) -> str:
    """Return the address on which a file of a post is kept back."""
    post_id, _upload_id = _publish(workshop, pdf())
    return f"/posts/{post_id}/files"


def files_of_post_with_one_kept_back(workshop: Workshop) -> str:
    """Return the same address of a post whose file is kept back."""
    post_id, _upload_id = _publish(workshop, HOSTILE["rich media"])
    return f"/posts/{post_id}/files"
