"""Two who keep the same file back, and two who decide on it, at the same moment."""

from flask import Flask
from sqlalchemy import select

from forum.core.db import session
from forum.core.mail import OutgoingMail
from forum.quarantine.models import RetainedFile
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.factories.media import make_upload
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import statuses
from tests.races.colliding import token_of


def test_a_file_is_kept_back_once_and_decided_on_once(app: Flask):
    topic, author = make_topic(), make_user()
    tokens = [token_of(make_staff()) for _ in range(2)]
    for turn in range(1, ROUNDS // 2 + 1):
        file = make_upload(author)
        post = make_reply(topic, author, body=link_to(file))
        form = {"upload_id": file.id, "note": "Una razón"}
        kept = collide(app, [Shot(token, f"/posts/{post.id}/retentions", form) for token in tokens])
        # Who comes later is told so: by the form, which offers the file no more, or by the command.
        assert sorted(statuses(kept))[0] == 303
        assert sorted(statuses(kept))[1] in {409, 422}
        session.rollback()
        row = session.scalars(select(RetainedFile).where(RetainedFile.upload_id == file.id)).one()
        address = f"/moderation/cases/file/{row.id}/decision"
        shots = [
            Shot(tokens[0], address, {"outcome": "released"}),
            Shot(tokens[1], address, {"outcome": "rejected", "reason": "Una razón"}),
        ]
        assert sorted(statuses(collide(app, shots))) == [303, 409]
        session.rollback()
        kinds = session.scalars(select(OutgoingMail.kind).where(OutgoingMail.kind.startswith("quarantine."))).all()
        assert len(kinds) == 2 * turn
