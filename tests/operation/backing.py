"""What tests of backups do often."""

import io
import json
import tarfile
from pathlib import Path

from flask import current_app

from forum.core import versions
from forum.core.db import db
from forum.core.db import session
from forum.core.storage import storage
from forum.operation.backups.creating import create
from forum.operation.backups.manifest import Manifest
from forum.operation.backups.restoring import restore


def data_folder() -> Path:
    return Path(current_app.config["DATA_DIR"])


def make(folder: Path) -> Path:
    """Make a backup in a folder and return its file."""
    return create(db.engine, storage(), folder).path


def put_back(path: Path, *, replace: bool = True, send_mail: bool = False) -> Manifest:
    """Restore a backup over the database of the test."""
    session.remove()
    manifest, _settled = restore(db.engine, storage(), path, data_folder(), replace=replace, send_mail=send_mail)
    versions.clear_caches()
    return manifest


def members(path: Path) -> dict[str, bytes]:
    """Return name → content."""
    with tarfile.open(path) as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def forge(path: Path, parts: list[tuple[str, bytes]], kind: bytes = tarfile.REGTYPE) -> Path:
    """Write an archive of any parts."""
    with tarfile.open(path, "w") as tar:
        for name, data in parts:
            info = tarfile.TarInfo(name)
            info.size, info.type = len(data), kind if name != "manifest.json" else tarfile.REGTYPE
            tar.addfile(info, io.BytesIO(data))
    return path


def changed(path: Path, target: Path, **values: object) -> Path:
    """Write a backup anew whose manifest says something else, with the right hash of itself."""
    found = members(path)
    said = json.loads(found.pop("manifest.json"))
    del said["digest"]
    data = Manifest(**{**said, "members": []} | values)
    data.members = Manifest.from_bytes(members(path)["manifest.json"]).members
    return forge(target, [*found.items(), ("manifest.json", data.to_bytes())])
