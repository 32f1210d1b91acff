"""What a link or a cookie stands for, and the versions of what was agreed to."""

from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import AccountToken
from forum.accounts.models import Consent
from forum.accounts.models import SignUp
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.accounts.tokens import hash_token
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import UtcDateTime
from forum.core.db import session
from forum.pages.queries import present_versions

#: The texts that everybody who has an account agreed to; the purpose of a consent is the page's name.
TEXTS: Final = ("terms", "privacy")


#: A session that nobody used for so long is over before its time.
UNUSED: Final = timedelta(days=30)
#: A session that still opens the door, asked with `last_moments`. Made once: every request asks it.
OPEN_SESSION: Final = (
    UserSession.revoked_at.is_(None)
    & (UserSession.expires_at > bindparam("moment", type_=UtcDateTime))
    & (UserSession.last_seen_at > bindparam("unused_since", type_=UtcDateTime))
)


def last_moments() -> dict[str, datetime]:
    """Return what `OPEN_SESSION` is asked with now."""
    moment = clock.now()
    return {"moment": moment, "unused_since": moment - UNUSED}


def sessions_of(actor: Actor) -> Sequence[UserSession]:
    """Return one's own signed-in devices, latest first."""
    return session.scalars(
        select(UserSession)
        .where(UserSession.user_id == (actor.id or 0), OPEN_SESSION)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc()),
        last_moments(),
    ).all()


def find_token(token: str, purpose: str) -> AccountToken | None:
    """Return what a mailed link stands for if it can still be used; looking does not use it up."""
    return session.scalar(
        select(AccountToken)
        .join(User, User.id == AccountToken.user_id)
        .where(
            AccountToken.token_hash == hash_token(token),
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > clock.now(),
            User.state != "anonymised",
        )
    )


def find_sign_up(token: str) -> SignUp | None:
    """Return the sign-up that a mailed link confirms if it still can; looking does not use it up."""
    return session.scalar(
        select(SignUp).where(
            SignUp.token_hash == hash_token(token), SignUp.used_at.is_(None), SignUp.expires_at > clock.now()
        )
    )


def current_versions() -> dict[str, int]:
    """Return the present version of each text that is agreed to; 0 while it has not been written."""
    written = present_versions()
    return {name: written[name][0] if name in written else 0 for name in TEXTS}


def missing_consents(user_id: int) -> dict[str, int]:
    """Return the texts (and versions) that somebody has not agreed to in their present version."""
    rows = session.execute(
        select(Consent.purpose, func.max(Consent.version))
        .where(Consent.user_id == user_id, Consent.purpose.in_(TEXTS), Consent.given.is_(True))
        .group_by(Consent.purpose)
    )
    given = {row[0]: row[1] for row in rows}
    return {name: version for name, version in current_versions().items() if version > given.get(name, 0)}
