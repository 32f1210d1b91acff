"""Files that come with the forms in which people write, for those who have no scripts too.

Whatever button was pressed: the files that were chosen are kept, put into the text, and when there is
something to say about one of them the form is shown again with all that was typed.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from forum.cities.queries import city_by_id
from forum.core import versions
from forum.core.actor import Actor
from forum.core.asked import pressed_values
from forum.core.errors import ForumError
from forum.core.formatting import size
from forum.core.kept import Kept
from forum.core.refusing import UNPROCESSABLE
from forum.core.web import ui_language
from forum.discussion.attachments import add_reference
from forum.discussion.attachments import alt_in
from forum.discussion.attachments import own_tokens
from forum.discussion.attachments import take_out
from forum.discussion.attachments import with_alt
from forum.discussion.forms import PostEditForm
from forum.discussion.forms import ReplyForm
from forum.discussion.forms import TopicForm
from forum.discussion.queries.files import in_text
from forum.discussion.queries.files import own_files
from forum.discussion.queries.files import usable_files
from forum.media.commands.files import remove_upload
from forum.media.commands.files import store_upload
from forum.media.kinds import ACCEPTED
from forum.media.kinds import MAX_BYTES
from forum.media.names import repeated
from forum.media.queries import UploadInfo
from forum.media.queries import quota_of
from forum.media.queries.files import is_token
from forum.media.references import reference

#: A form may bring several files; each has its own limit.
FORM_BYTES: Final = 4 * MAX_BYTES + 1024 * 1024
WritingForm = ReplyForm | TopicForm | PostEditForm
#: The buttons of the list of files; they show the form again.
_BUTTONS: Final = ("attach", "insert", "detach")
_spaces: Final[Kept[str]] = Kept(400_000, versioned=True)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file below the text."""

    token: str
    name: str
    about: str
    url: str
    #: Pictures only.
    preview_url: str
    alt: str
    #: It seems to hold data of persons, and is not in the text yet.
    waits: bool

    @property
    def is_picture(self) -> bool:
        """Tell whether it is shown, and so needs words for those who do not see it."""
        return bool(self.preview_url)


@dataclass(frozen=True, slots=True)
class Attachments:
    """What the editor shows of files."""

    items: tuple[Attached, ...]
    #: How much of the city's space is taken, in words.
    space: str
    accept: str = ACCEPTED
    largest: int = MAX_BYTES


def attachments(
    actor: Actor, text: str = "", *, post_id: int | None = None, waiting: frozenset[str] = frozenset()
) -> Attachments:
    """Return the files of a text that is being written, and those that wait to be put into it."""
    items: list[Attached] = []
    if waiting or "upload:" in text:
        shown = dict(usable_files(actor, text, post_id=post_id, quoted=frozenset(), shown_quotes=frozenset()).shown)
        items = [_item(shown[token], text) for token in own_tokens(text) if token in shown]
        items += [_item(file, text, waits=True) for file in own_files(actor, waiting - shown.keys()).values()]
    return Attachments(tuple(items), _space(actor, kept=not (text or waiting)))


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the files that came with a form."""

    #: Tokens of those that the writer is asked about before they go into the text.
    waiting: frozenset[str] = frozenset()
    #: What is to be said of files that were refused.
    problems: tuple[str, ...] = ()
    #: A button of the list of files was pressed: the form is not sent yet.
    asked: bool = False

    @property
    def status(self) -> int:
        """Return the status of the form that is shown again."""
        return UNPROCESSABLE if self.problems or (self.waiting and not self.asked) else 200

    def shows_again(self, form: WritingForm) -> bool:
        """Tell whether the form is shown again for the sake of its files; say at the field what there is to say."""
        problems = [*self.problems]
        if self.waiting and not self.asked:
            problems.append(_("Say of each file with a warning whether it goes into the text."))
        if self.asked:
            for field in form:
                field.errors = []
        form.files.errors = [*form.files.errors, *problems]
        return bool(self.asked or problems)


def take_files(actor: Actor, form: WritingForm) -> Taken:
    """Keep the files that came with a form and put them into its text, or into what waits.

    Asked before the form is checked: a text may consist of a file alone.
    """
    pressed = pressed_values(_BUTTONS)
    entries = [entry.form for entry in form.attached if is_token(str(entry.token.data))]
    text = form.body.data or ""
    waiting = {str(entry.token.data) for entry in entries if entry.waits.data}
    known = own_files(actor, {*waiting, pressed.get("insert", "")}) if entries else {}
    waiting &= known.keys()
    for entry in entries:
        alt = (entry.alt.data or "").strip()
        if alt != (entry.alt_before.data or "").strip():
            text = with_alt(text, str(entry.token.data), alt)
    inserted = known.get(pressed.get("insert", ""))
    if inserted is not None:
        text = add_reference(text, _markdown(inserted))
        waiting.discard(inserted.token)
    detached = pressed.get("detach", "")
    if is_token(detached):
        text = take_out(text, detached)
        waiting.discard(detached)
        with suppress(ForumError):  # A post uses it, or it is somebody else's: it only leaves this text.
            remove_upload(actor, detached)
    problems: list[str] = []
    for file in form.files.data or ():
        try:
            info = store_upload(actor, name=file.filename or "", stream=file.stream)
        except ForumError as error:
            problems.append(f"{repeated(file.filename or '')}: {error.message}")
            continue
        if info.personal:
            waiting.add(info.token)
        else:
            text = add_reference(text, _markdown(info))
    form.body.data = text
    return Taken(frozenset(waiting), tuple(problems), asked=bool(pressed))


def _markdown(file: UploadInfo) -> str:
    return reference(file.token, file.name, picture=file.kind == "image", alt=file.alt)


def _item(file: UploadInfo, text: str, *, waits: bool = False) -> Attached:
    shown = in_text(file, ui_language())
    return Attached(
        token=file.token,
        name=file.name,
        about=shown.about,
        url=shown.url,
        preview_url=shown.preview_url,
        alt=alt_in(text, file.token),
        waits=waits,
    )


def _space(actor: Actor, *, kept: bool) -> str:
    """Return how much of its space a city's files take, or RIL's; for empty forms as of the latest data version."""
    numbers = versions.data_versions() if kept else None
    key = (numbers, actor.city_id, ui_language())
    said = _spaces.get(key) if numbers is not None else None
    if said is None:
        quota = quota_of(actor)
        city = city_by_id(actor.city_id)
        said = str(
            _(
                "%(city)s uses %(used)s of %(limit)s.",
                city=city.name if city else "RIL",
                used=size(quota.used),
                limit=size(quota.limit),
            )
        )
        if numbers is not None:
            _spaces.put(key, said)
    return said
