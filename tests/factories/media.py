"""Files, as rows: for questions about who sees them, to which their bytes do not matter."""

import hashlib
import secrets

from forum.accounts.models import User
from forum.core.db import session
from forum.core.db import transaction
from forum.media.models import Blob
from forum.media.models import Upload
from forum.media.queries import UploadInfo
from forum.media.queries import find_uploads


def make_upload(owner: User, name: str = "acta.pdf", *, size: int = 38_000, alt: str = "") -> UploadInfo:
    """Add a file of somebody; a picture when its name ends so."""
    token = secrets.token_hex(16)
    picture = name.endswith((".png", ".jpg", ".webp"))
    with transaction():
        blob = Blob(
            sha256=hashlib.sha256(token.encode()).hexdigest(),
            size=size,
            media_type="image/png" if picture else "application/pdf",
            kind="image" if picture else "document",
            key=f"files/{token[:2]}/{token}",
            width=1600 if picture else None,
            height=900 if picture else None,
            has_preview=picture,
        )
        session.add(blob)
        session.flush()
        session.add(Upload(token=token, blob_id=blob.id, owner_id=owner.id, name=name, city_id=owner.city_id, alt=alt))
    return find_uploads([token])[token]


def link_to(upload: UploadInfo, words: str = "El archivo") -> str:
    """Return the Markdown that puts a file into a text."""
    return f"{'!' if upload.kind == 'image' else ''}[{words}](upload:{upload.token})"
