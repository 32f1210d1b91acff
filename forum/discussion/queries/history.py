"""The history of a post: its texts, and what changed between two of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.markup import File
from forum.core.policy import require
from forum.discussion.attachments import own_tokens
from forum.discussion.differences import Part
from forum.discussion.differences import inline_diff
from forum.discussion.differences import side_by_side
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_history
from forum.discussion.policy import sees_hidden_text
from forum.discussion.queries.files import files_of_post
from forum.discussion.queries.files import in_texts
from forum.discussion.queries.withholding import withholding
from forum.media.queries import UploadInfo


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it was, by whom and when."""

    number: int
    body: str
    language: str
    title: str | None
    stage_name: str
    editor: Person | None
    reason: str
    created_at: datetime
    #: Hidden from this reader.
    hidden: bool = False
    #: Hidden from others, shown to this reader.
    hidden_for_others: bool = False
    #: What its text shows and links.
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All versions of a post, first to last."""

    topic: Topic
    post: Post
    versions: tuple[Version, ...]


def history_of(actor: Actor, post_id: int, language: str) -> History:
    """Return the versions of a post; NotFound where it may not be read."""
    topic, post = get_post(actor, post_id)
    require(can_see_history(actor, topic, post))
    rows = session.scalars(select(Revision).where(Revision.post_id == post.id).order_by(Revision.number)).all()
    people = people_by_ids({row.editor_id for row in rows} | {post.author_id}, actor)
    sees = sees_hidden_text(actor, topic)
    shown = withholding(actor, [*(row.body for row in rows), post.body])
    files = files_of_post(actor, post.id)
    versions: list[Version] = []
    for row in rows:
        if row.number == post.revision:
            continue
        blind = row.hidden_at is not None and not sees
        stage = stage_by_id(row.stage_id)
        versions.append(
            Version(
                number=row.number,
                body="" if blind else shown(row.body),
                language=row.language,
                title=None if blind else row.title,
                stage_name="" if blind or stage is None else stage.name(language),
                editor=people.get(row.editor_id or post.author_id or 0),
                reason=row.reason,
                created_at=row.created_at,
                hidden=blind,
                hidden_for_others=row.hidden_at is not None and sees,
            )
        )
    present_row = next((row for row in rows if row.number == post.revision), None)
    stage = stage_by_id(topic.stage_id)
    versions.append(
        Version(
            number=post.revision,
            body=shown(post.body),
            language=post.language,
            title=topic.title if post.number == 1 else None,
            stage_name=stage.name(language) if stage and post.number == 1 else "",
            editor=people.get((present_row.editor_id if present_row else post.author_id) or post.author_id or 0),
            reason=present_row.reason if present_row else "",
            created_at=post.edited_at or post.created_at,
        )
    )
    return History(topic, post, tuple(_with_files(version, files, language) for version in versions))


def _with_files(version: Version, files: Mapping[str, UploadInfo], language: str) -> Version:
    """Name the files of a text, in the place of the tokens that nobody can read."""
    used = {token: files[token] for token in own_tokens(version.body) if token in files}
    names = Counter(file.name for file in files.values())
    body = version.body
    for token, file in used.items():
        # Two files of one name must not look like the same one.
        name = file.name if names[file.name] == 1 else f"{file.name}#{token[:4]}"
        body = body.replace(f"upload:{token}", f"upload:{name}")
    return replace(version, body=body, files=tuple(in_texts(used, language).values()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, and what changed from the one to the other."""

    old: Version
    new: Version
    #: One of them is hidden from this reader: nothing of either is compared.
    withheld: bool
    body: tuple[Part, ...] = ()
    title: tuple[Part, ...] = ()
    old_body: tuple[Part, ...] = ()
    new_body: tuple[Part, ...] = ()

    @property
    def language_changed(self) -> bool:
        """Tell whether the language was corrected."""
        return self.old.language != self.new.language

    @property
    def stage_changed(self) -> bool:
        """Tell whether the topic was moved."""
        return not self.withheld and self.old.stage_name != self.new.stage_name


def compare(history: History, old: int | None, new: int | None) -> Comparison | None:
    """Compare two versions by number (default: the last two); None when there is only one, NotFound for a wrong number."""
    by_number = {version.number: version for version in history.versions}
    numbers = sorted(by_number)
    newer = new if new is not None else numbers[-1]
    older = old if old is not None else max((n for n in numbers if n < newer), default=newer)
    if newer not in by_number or older not in by_number:
        raise NotFound
    if newer == older:
        return None
    before, after = sorted((by_number[older], by_number[newer]), key=lambda version: version.number)
    if before.hidden or after.hidden:
        return Comparison(before, after, withheld=True)
    body = inline_diff(before.body, after.body)
    left, right = side_by_side(body)
    titles = inline_diff(before.title or "", after.title or "") if before.title != after.title else []
    return Comparison(
        before,
        after,
        withheld=False,
        body=tuple(body),
        title=tuple(titles),
        old_body=tuple(left),
        new_body=tuple(right),
    )
