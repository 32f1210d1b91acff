"""A copy of one's own data as files: for programs, for people, and both together with the files themselves.

Written row by row, so that somebody who wrote thousands of posts costs no more memory than others.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from typing import IO
from typing import Any
from typing import Final

from flask import current_app
from flask_babel import get_locale

from forum.accounts.consents import hash_text
from forum.accounts.queries.consents import consents_of
from forum.core import clock
from forum.core import owndata
from forum.core.actor import Actor
from forum.core.owndata import OwnFile

#: Moves when a program that reads the file would have to change.
SCHEMA: Final = "foro-own-data/1"
#: Bytes of files that go into an archive; further ones are listed, and downloaded one by one.
MOST_BYTES: Final = 300 * 1024 * 1024

DATA: Final = "datos.json"
PAGE: Final = "index.html"


def write_json(actor: Actor, out: IO[bytes]) -> None:
    """Write everything for programs."""
    text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    for piece in _json(actor):
        text.write(piece)
    text.detach()


def write_page(actor: Actor, out: IO[bytes]) -> None:
    """Write everything for people: one page in the interface language, without scripts or anything to load."""
    template = current_app.jinja_env.get_template("accounts/archive.html")
    site: str = current_app.config["URL"]
    stream = template.stream(
        sections=((section, section.rows(actor)) for section in owndata.all_sections()),
        owner=actor,
        made_at=clock.now(),
        site_url=site,
        language=str(get_locale()).replace("_", "-"),
        schema=SCHEMA,
    )
    stream.enable_buffering(50)
    stream.dump(out, encoding="utf-8")


def write_archive(actor: Actor, out: IO[bytes]) -> None:
    """Write both, the texts that were agreed to, and the person's own files, as one ZIP."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(PAGE, "w") as part:
            write_page(actor, part)
        with archive.open(DATA, "w") as part:
            write_json(actor, part)
        for name, text in _agreed_texts(actor):
            archive.writestr(name, text)
        for file in _fitting(actor):
            data = file.read()
            if data is not None:
                archive.writestr(file.path, data, zipfile.ZIP_STORED)


def _json(actor: Actor) -> Iterator[str]:
    head = {
        "schema": SCHEMA,
        "site": current_app.config["URL"],
        "made_at": clock.now().isoformat(),
        "account": actor.id,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1]
    yield ', "files": '
    fitting = {file.path for file in _fitting(actor)}
    files = [{"path": f.path, "size": f.size, "in_archive": f.path in fitting} for f in owndata.files_of(actor)]
    yield json.dumps(files, ensure_ascii=False)
    yield ', "sections": {'
    for number, section in enumerate(owndata.all_sections()):
        yield f"{', ' if number else ''}\n{json.dumps(section.name)}: ["
        for count, row in enumerate(section.rows(actor)):
            yield ",\n" if count else "\n"
            yield json.dumps(row, ensure_ascii=False, default=_plain)
        yield "]"
    yield "}}\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _fitting(actor: Actor) -> Iterator[OwnFile]:
    """Yield the files that fit into the bounds of an archive."""
    total = 0
    for file in owndata.files_of(actor):
        total += file.size
        if total <= MOST_BYTES:
            yield file


def _agreed_texts(actor: Actor) -> Iterator[tuple[str, str]]:
    """Yield the words that were agreed to, each once, as files whose SHA-256 is the one in the record."""
    seen: set[str] = set()
    for row in consents_of(actor):
        if row.text is None or hash_text(row.text) in seen:
            continue
        seen.add(hash_text(row.text))
        yield f"texts/{row.purpose}.{row.version}.{row.language}.{hash_text(row.text)[:8]}.md", row.text
