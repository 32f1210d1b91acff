"""What the tests of files share: sending files as a browser's form does, and looking at what is kept."""

import io

from sqlalchemy import select

from forum.core.db import session
from forum.core.storage import storage
from forum.media.commands import store_upload
from forum.media.models import Upload
from tests.factories.accounts import act
from tests.media.documents import PDF

JSON = {"Accept": "application/json"}


def send(browser, *files, **more):
    """Send (name, content) pairs and return the answer, in JSON."""
    data = {"file": [(io.BytesIO(content), name) for name, content in files], **more}
    return browser.post("/files", data=data, headers=JSON)


def keep(user, name="acta.pdf", content=PDF, *, alt=""):
    """Upload a file by the command that the site uses."""
    return store_upload(act(user), name=name, stream=io.BytesIO(content), alt=alt)


def kept():
    """Return the keys in the store."""
    return sorted(key for key, _written in storage().files(""))


def uploads():
    """Return the rows of uploads, oldest first."""
    session.rollback()
    return list(session.scalars(select(Upload).order_by(Upload.id)))
