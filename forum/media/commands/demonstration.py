"""Files of the demonstration's people: they go with everything else of it."""

from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.policy import can_load_demo
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.policy import require
from forum.media.commands.files import drop_uploads
from forum.media.models import Upload


def remove_demo_files(actor: Actor) -> None:
    """Remove what invented people uploaded. The posts that use it must be gone before."""
    with transaction():
        require(can_load_demo(actor))
        invented = select(User.id).where(User.is_demo.is_(True))
        drop_uploads(session.scalars(select(Upload.id).where(Upload.owner_id.in_(invented))).all())
