"""Random tokens; the database holds only their hashes."""

import hashlib
import secrets
from typing import Final

BYTES: Final = 32


def new_token() -> str:
    """Return a token of 256 random bits for links and cookies."""
    return secrets.token_urlsafe(BYTES)


def hash_token(token: str) -> str:
    """Return what is stored of a token. It is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
