"""Somebody's name goes from their own texts however they wrote it: databases know less of letters than people do."""

import pytest
from sqlalchemy import select

from forum.accounts.commands.leaving import leave
from forum.accounts.commands.sweeping import sweep_due
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic

WRITTEN = ("Ángela Ñúñez", "ÁNGELA ÑÚÑEZ", "ángela ñúñez", "Ángela  Ñúñez", "Ángela\nÑúñez")


def take_leave(person):
    leave(act(person), present=PASSWORD)
    while sweep_due():
        pass
    session.rollback()


@pytest.mark.parametrize("written", WRITTEN)
def test_the_name_is_found_in_ones_own_texts_however_it_is_written(app, written):
    angela = make_user("Ángela Ñúñez")
    topic = make_topic(angela, title=f"Una pregunta de {' '.join(written.split())}", body=f"Saludos,\n\n{written}")
    post = session.scalars(select(Post)).one()
    edit_post(act(make_staff()), post.id, body="Saludos.", language="es", base=fingerprint(post.body, post.language))
    make_reply(topic, angela, body=f"Otra vez, {written}")
    with transaction():
        session.scalars(select(Post).where(Post.number == 2)).one().state_reason = f"Lo pidió {written}"

    take_leave(angela)

    found = session.execute(select(Topic.title, Topic.slug)).one()
    texts = [*found, *session.scalars(select(Post.body)), *session.scalars(select(Post.html))]
    texts += [*session.scalars(select(Revision.body)), *session.scalars(select(Post.state_reason))]
    for text in texts:
        plain = " ".join((text or "").lower().split())
        assert "ñúñez" not in plain, text
        assert "nunez" not in plain, text


def test_a_name_of_one_word_is_left_in_texts(app):
    hope = make_user("Esperanza")
    make_topic(hope, body="Con esperanza, Esperanza")
    take_leave(hope)
    assert session.scalars(select(Post.body)).one() == "Con esperanza, Esperanza"
