"""Removing what is over."""

from datetime import datetime
from typing import Any
from typing import cast

from sqlalchemy import CursorResult
from sqlalchemy import delete
from sqlalchemy import or_

from forum.accounts.models import AccountToken
from forum.accounts.models import SignInFailure
from forum.accounts.models import SignUp
from forum.accounts.models import UserSession
from forum.core.db import session
from forum.core.db import transaction


def forget_before(moment: datetime) -> dict[str, int]:
    """Remove rows that were over before a moment; return how many of each table."""
    over = {
        UserSession: or_(UserSession.expires_at < moment, UserSession.revoked_at < moment),
        AccountToken: AccountToken.expires_at < moment,
        SignUp: SignUp.expires_at < moment,
        SignInFailure: SignInFailure.last_at < moment,
    }
    with transaction():
        return {
            table.__tablename__: cast("CursorResult[Any]", session.execute(delete(table).where(condition))).rowcount
            for table, condition in over.items()
        }
