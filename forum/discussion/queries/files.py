"""The files of texts: which ones a text may use, and which ones a post uses or used."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.markup import File
from forum.core.markup import find_uploads as named_in
from forum.core.markup import replace_quotes
from forum.core.rendering.counting import MAX_FILES
from forum.core.sizes import size_text
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Topic
from forum.discussion.policy import used_before
from forum.discussion.policy import visible_uses
from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.media.models import Upload
from forum.media.pictures import PREVIEW
from forum.media.queries import UploadInfo
from forum.media.queries import find_uploads

#: The box in which a picture is shown within a text.
WIDEST: Final = 720
HIGHEST: Final = 540


@dataclass(frozen=True, slots=True)
class Usable:
    """The files that a text may show, and those among them that it uses itself."""

    shown: Mapping[str, UploadInfo]
    #: What only stands in the words of a quoted post is shown as that post's: it is seen as long as that one is.
    used_ids: frozenset[int] = frozenset()


def usable_files(
    actor: Actor, text: str, *, post_id: int | None, quoted: frozenset[int], shown_quotes: frozenset[int]
) -> Usable:
    """Return the files that a text may show: the writer's own, those its post uses, those of posts that it quotes.

    Whoever edits somebody else's post keeps its files, and takes back earlier ones that they may see.
    """
    found = find_uploads(named_in(text)[:MAX_FILES])
    if not found:
        return Usable({})
    rows = session.execute(
        select(PostFile.post_id, PostFile.upload_id, PostFile.last_revision, visible_uses(actor).label("seen"))
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(Upload, Upload.id == PostFile.upload_id)
        .where(
            PostFile.upload_id.in_([file.id for file in found.values()]),
            PostFile.post_id.in_(quoted | ({post_id} if post_id is not None else set())),
        )
    ).all()
    own = {file.id for file in found.values() if actor.id is not None and file.owner_id == actor.id}
    own |= {row.upload_id for row in rows if row.post_id == post_id and (row.last_revision is None or row.seen)}
    present = [row for row in rows if row.post_id != post_id and row.last_revision is None]
    of_quotes = {row.upload_id for row in present}
    from_quotes = {row.upload_id for row in present if row.post_id in shown_quotes}
    outside = named_in(replace_quotes(text, lambda _quoted: ""))
    used = {t: f for t, f in found.items() if f.id in own and (t in outside or f.id not in of_quotes)}
    borrowed = {t: f for t, f in found.items() if f.id in from_quotes}
    return Usable(used | borrowed, frozenset(file.id for file in used.values()))


def own_files(actor: Actor, tokens: Iterable[str]) -> dict[str, UploadInfo]:
    """Return those of these files that the actor uploaded."""
    return {t: f for t, f in find_uploads(tokens).items() if actor.id is not None and f.owner_id == actor.id}


def files_of_post(actor: Actor, post_id: int) -> dict[str, UploadInfo]:
    """Return token → file for those of a post that the actor may see, by any of its texts."""
    tokens = session.scalars(
        select(Upload.token)
        .join(PostFile, PostFile.upload_id == Upload.id)
        .join(Post, Post.id == PostFile.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(PostFile.post_id == post_id, visible_uses(actor))
    ).all()
    return find_uploads(tokens)


def count_files(topic_id: int) -> int:
    """Return how many files the texts of a topic use that its readers may read."""
    return session.execute(
        select(func.count(PostFile.upload_id.distinct()))
        .join(Post, Post.id == PostFile.post_id)
        .join(Upload, Upload.id == PostFile.upload_id)
        .where(
            Post.topic_id == topic_id,
            Post.state == "visible",
            or_(PostFile.last_revision.is_(None), used_before()),
        )
    ).scalar_one()


def rooms_of_file(upload_id: int) -> list[tuple[int, int]]:
    """Return (topic, city) of the city rooms in which a file is used; none when others may read it elsewhere."""
    shown = and_(PostFile.last_revision.is_(None), Post.state == "visible", Topic.deleted_at.is_(None))
    rows = session.execute(
        select(Topic.id, Topic.city_id, shown.label("shown"))
        .join(Post, Post.topic_id == Topic.id)
        .join(PostFile, PostFile.post_id == Post.id)
        .where(PostFile.upload_id == upload_id)
    ).all()
    if any(row.city_id is None and row.shown for row in rows):
        return []
    return sorted({(row.id, row.city_id) for row in rows if row.city_id is not None})


def in_texts(files: Mapping[str, UploadInfo], language: str) -> dict[str, File]:
    """Return files as the renderer shows them, in the language of the text."""
    return {token: in_text(file, language) for token, file in files.items()}


def in_text(file: UploadInfo, language: str) -> File:
    """Return a file as the renderer shows it."""
    address, about = file_address(file.token, file.name), about_file(file, language)
    if file.kind != "image" or not file.width or not file.height:
        return File(address, file.name, about)
    scale = min(1.0, WIDEST / file.width, HIGHEST / file.height)
    return File(
        address,
        file.name,
        about,
        # What is small itself has no small copy.
        preview_url=preview_address(file.token) if max(file.width, file.height) > PREVIEW else address,
        width=max(1, round(file.width * scale)),
        height=max(1, round(file.height * scale)),
        alt=file.alt,
    )


def about_file(file: UploadInfo, language: str) -> str:
    """Return type and size of a file: `PDF · 1,2 MB`."""
    ending = file.name.rpartition(".")[2].upper() if "." in file.name else ""
    return " · ".join(filter(None, (ending, size_text(file.size, language))))


def in_use(upload_ids: Iterable[int]) -> set[int]:
    """Return which of these files some post uses or used."""
    return set(session.scalars(select(PostFile.upload_id).where(PostFile.upload_id.in_(list(upload_ids)))))
