"""How often somebody may edit: an edit may mention people, who are written to."""

import pytest

from forum.core.db import session
from forum.core.errors import TooMany
from forum.core.ratelimit import Limit
from forum.discussion.commands import editing
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def test_the_edit_beyond_the_limit_is_refused_and_changes_nothing(app, monkeypatch):
    monkeypatch.setattr(editing, "EDITS_PER_HOUR", Limit("edits", 2, 3600))
    author = make_user("Ana")
    post = make_reply(make_topic(author), author, body="uno")

    def edit(body):
        session.expire_all()
        base = session.get_one(Post, post.id)
        editing.edit_post(
            act(author), post.id, body=body, language="es", base=editing.fingerprint(base.body, base.language)
        )

    edit("dos")
    edit("tres")
    edit("tres")  # The same text again is no edit.
    with pytest.raises(TooMany):
        edit("cuatro")
    session.expire_all()
    assert session.get_one(Post, post.id).body == "tres"
