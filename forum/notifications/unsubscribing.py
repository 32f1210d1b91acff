"""Signed links that stop one kind of mail without signing in."""

import hashlib

from flask import current_app
from itsdangerous import BadSignature
from itsdangerous import URLSafeSerializer


def _serializer() -> URLSafeSerializer:
    # The last key signs; links in letters that an earlier one signed still work.
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="unsubscribe", signer_kwargs={"digest_method": hashlib.sha256})


def make_token(user_id: int, kind: str) -> str:
    """Return the token of a link that stops a kind of mail for a person."""
    return _serializer().dumps([user_id, kind])


def read_token(token: str) -> tuple[int, str] | None:
    """Return (user id, kind) of a token, or None when it was not made here."""
    try:
        user_id, kind = _serializer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return (user_id, kind) if isinstance(user_id, int) and isinstance(kind, str) else None
