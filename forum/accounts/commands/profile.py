"""What people say of themselves, and how they read."""

from collections.abc import Mapping
from typing import Any
from typing import Final
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from forum.accounts.consents import SENTENCES
from forum.accounts.consents import VERSION
from forum.accounts.consents import hash_text
from forum.accounts.consents import sentence
from forum.accounts.events import ProfileChanged
from forum.accounts.handles import is_allowed
from forum.accounts.handles import is_free
from forum.accounts.handles import skeleton
from forum.accounts.login_names import parse_name
from forum.accounts.models import Consent
from forum.accounts.models import ReservedHandle
from forum.accounts.models import User
from forum.accounts.policy import can_edit_profile
from forum.accounts.policy import can_leave
from forum.accounts.policy import silence_of
from forum.accounts.queries import get_user
from forum.accounts.queries import lock_user
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require

_PROFILE: Final = ("team_role", "bio")
_READING: Final = ("reads_spanish", "reads_portuguese", "ui_language", "time_zone", "theme", "density")
_MAIL: Final = ("mail_replies", "mail_mentions", "mail_late")
_ZONES: Final = available_timezones()


def save_settings(actor: Actor, values: Mapping[str, Any], *, handle: str) -> None:
    """Change everything that the profile page shows, or nothing."""
    with transaction():
        change_profile(actor, values)
        change_handle(actor, handle=handle)
        change_preferences(actor, values)


def change_profile(actor: Actor, values: Mapping[str, Any]) -> User:
    """Change name, role in the team and bio: words that others read, so not while one is silenced."""
    with transaction():
        user = _own(actor)
        if any(key in values and values[key] != getattr(user, key) for key in ("name", *_PROFILE)):
            require(silence_of(actor))
        if "name" in values and values["name"] != user.name:
            user.name = parse_name(values["name"])
        for key in _PROFILE:
            if key in values:
                setattr(user, key, values[key])
        record(actor, ProfileChanged(user.id))
        return user


def change_handle(actor: Actor, *, handle: str) -> None:
    """Change one's handle, once; the old one stays reserved."""
    handle = handle.strip().lower().removeprefix("@")
    try:
        with transaction():
            user = _own(actor)
            if handle == user.handle:
                return
            if user.handle_changed_at is not None:
                raise Conflict(_l("The handle can be changed only once."))
            require(silence_of(actor))
            if not is_allowed(handle):
                raise Invalid(
                    _l("3 to 30 letters, digits, dots or hyphens, and no word that is kept for the site."),
                    field="handle",
                )
            if not is_free(handle, for_user=user.id):
                raise Invalid(_l("This handle, or one that looks like it, is taken."), field="handle")
            if skeleton(handle) != user.handle_folded:
                session.merge(ReservedHandle(handle_folded=user.handle_folded, user_id=user.id))
            user.handle = handle
            user.handle_folded = skeleton(handle)
            user.handle_changed_at = clock.now()
            record(actor, ProfileChanged(user.id))
    except IntegrityError:
        raise Invalid(_l("This handle, or one that looks like it, is taken."), field="handle") from None


def change_preferences(actor: Actor, values: Mapping[str, Any]) -> None:
    """Change languages, time zone, appearance and mail; consents to be shown are recorded with proof."""
    with transaction():
        user = _own(actor)
        read_in = user.ui_language  # Of the page that was shown, not of the one chosen on it.
        if values.get("time_zone", user.time_zone) not in _ZONES:
            raise Invalid(_l("This time zone is not known."), field="time_zone")
        for key in (*_READING, *_MAIL):
            if key in values:
                setattr(user, key, values[key])
        if not (user.reads_spanish or user.reads_portuguese):
            raise Invalid(_l("Choose at least one language."), field="reads_spanish")
        for key in SENTENCES:
            if key in values and bool(values[key]) != getattr(user, key):
                _keep_choice(user, key, language=read_in, given=bool(values[key]))
        record(actor, ProfileChanged(user.id))


def withdraw_consent(actor: Actor, *, purpose: str) -> None:
    """Withdraw a consent to be shown; in every state of the account, also while suspended."""
    if purpose not in SENTENCES:
        raise NotFound
    with transaction():
        user = lock_user(actor.id or 0)
        require(can_leave(actor, user))
        if getattr(user, purpose):
            _keep_choice(user, purpose, language=user.ui_language, given=False)
            record(actor, ProfileChanged(user.id))


def _keep_choice(user: User, purpose: str, *, language: str, given: bool) -> None:
    """Set a consent to be shown and record it with the words that were shown, within the open transaction."""
    setattr(user, purpose, given)
    words = sentence(purpose, language)
    session.add(
        Consent(
            user_id=user.id,
            purpose=purpose,
            version=VERSION,
            language=language,
            given=given,
            text=words,
            text_hash=hash_text(words),
        )
    )


def choose_ui_language(actor: Actor, *, language: str) -> None:
    """Keep the interface language that a member chose."""
    with transaction():
        user = get_user(actor.id or 0)
        user.ui_language = language


def choose_list_filter(actor: Actor, *, language: str, kind: str, status: str) -> None:
    """Keep the filter of lists that a member chose; `all` for what is not filtered."""
    with transaction():
        user = get_user(actor.id or 0)
        user.list_language, user.list_kind, user.list_status = language, kind, status


def set_avatar(actor: Actor, *, key: str | None) -> str | None:
    """Set or remove one's picture; return the key of the one before."""
    with transaction():
        user = _own(actor)
        before, user.avatar_key = user.avatar_key, key
        record(actor, ProfileChanged(user.id))
        return before


def unsubscribe(user_id: int, *, kind: str) -> None:
    """Stop one kind of mail, by a signed link that needs no sign-in."""
    column = {"reply": "mail_replies", "mention": "mail_mentions"}.get(kind)
    with transaction():
        user = session.get(User, user_id)
        if user is not None and column is not None:
            setattr(user, column, False)


def _own(actor: Actor) -> User:
    user = lock_user(actor.id or 0)
    require(can_edit_profile(actor, user))
    return user
