"""Files at the same moment: the same bytes, the last space of a city, and removal in between."""

import io

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.settings import change_settings
from forum.core.storage import storage
from forum.media.commands import remove_upload
from forum.media.commands import store_upload
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries import UploadInfo
from forum.media.queries import quota_of
from tests.discussion.test_double_submit import at_once
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.media.documents import PDF
from tests.media.samples import picture
from tests.media.uploading import keep
from tests.media.uploading import kept

MANY = 6


def storing(actor, content, name="acta.pdf"):
    return lambda: store_upload(actor, name=name, stream=io.BytesIO(content))


def count(model):
    session.rollback()
    return session.scalar(select(func.count(model.id)))


@pytest.mark.parametrize(("content", "files"), [(PDF, 1), (picture(size=(1200, 900)), 2)], ids=["document", "picture"])
def test_the_same_bytes_uploaded_at_once_from_several_cities_are_kept_once(app, content, files):
    actors = [act(make_user()) for _ in range(MANY)]
    results = at_once(app, [storing(actor, content) for actor in actors])
    assert all(isinstance(result, UploadInfo) for result in results)
    assert (count(Blob), count(Upload), len(kept())) == (1, MANY, files)


@pytest.mark.parametrize("who", ["city", "ril"])
def test_the_last_space_is_given_away_once(app, who):
    change_settings(SYSTEM, {"media.city_quota_mb": 1})
    city = make_city()
    people = [make_user(city=city) if who == "city" else make_staff() for _ in range(MANY)]
    actors = [act(person) for person in people]
    results = at_once(app, [storing(actor, b"%d " % n * 200_000) for n, actor in enumerate(actors)])

    stored = [result for result in results if isinstance(result, UploadInfo)]
    assert len(stored) == 2
    assert all(isinstance(result, Invalid) for result in results if result not in stored)
    quota = quota_of(actors[0])
    assert quota.used == sum(info.size for info in stored) <= quota.limit
    assert (count(Upload), len(kept())) == (2, 2)


def test_bytes_that_are_removed_while_they_come_again_are_there_afterwards(app):
    """Whichever is first: what was acknowledged can be read."""
    ana, joao = make_user(), act(make_user())
    owner = act(ana)
    for _round in range(8):
        file = keep(ana)
        removed, stored = at_once(
            app,
            [lambda token=file.token: remove_upload(owner, token), storing(joao, PDF)],
        )
        assert removed is None
        session.rollback()
        blob = session.scalar(select(Blob))
        assert kept() == [blob.key]
        remove_upload(joao, stored.token)
        assert kept() == []


class Interrupted(io.BytesIO):
    """A file whose nth return to its start lets something else happen first."""

    def __init__(self, content, nth, happens):
        super().__init__(content)
        self.starts, self.happens = nth, happens

    def seek(self, offset, whence=io.SEEK_SET):
        if (offset, whence) == (0, io.SEEK_SET):
            self.starts -= 1
            if self.starts == 0:
                self.happens()
        return super().seek(offset, whence)


@pytest.mark.parametrize("nth", range(1, 7))
def test_bytes_removed_while_they_are_written_again_leave_no_file_behind(app, nth):
    """The store has lost them, so they are written at their old place, whose row goes meanwhile."""
    ana, joao = act(make_user()), act(make_user())
    file = store_upload(ana, name="acta.pdf", stream=io.BytesIO(PDF))
    storage().delete(session.scalar(select(Blob.key)))
    session.rollback()

    stream = Interrupted(PDF, nth, lambda: remove_upload(ana, file.token))
    store_upload(joao, name="acta.pdf", stream=stream)
    if stream.starts > 0:
        remove_upload(ana, file.token)
    session.rollback()
    assert kept() == [session.scalar(select(Blob.key))]


def test_a_file_removed_twice_at_once_is_removed_once(app):
    ana = make_user()
    file, owner = keep(ana), act(ana)
    results = at_once(app, [lambda: remove_upload(owner, file.token)] * 4)
    assert [type(result) for result in results if result is not None] == [NotFound] * 3
    assert (count(Upload), kept()) == (0, [])
