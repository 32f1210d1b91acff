"""Hashing passwords, and refusing those that everybody tries first."""

import gzip
import threading
from functools import lru_cache
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerificationError
from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.text import fold

#: OWASP's parameters: argon2id with 19 MiB, two passes, one lane.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Two cores: more at a time would only make everybody wait, and cost memory.
_GATE: Final = threading.BoundedSemaphore(4)
SHORTEST: Final = 12
_WORDS: Final = Path(__file__).with_name("common_passwords.txt.gz")
#: Words of this site that a guesser would try.
_SITE: Final = ("forodelacomunidad", "forumdacomunidade", "whatworkscities", "reddeinnovacionlocal", "certificacion")


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    with _GATE:
        return _HASHER.hash(password)


#: Verified when an address has no account, so that the answer takes the same work.
_NOBODY: Final = _HASHER.hash("nobody has this password")


def verify_password(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; always runs argon2 once, also when there is nothing to compare."""
    with _GATE:
        try:
            fits = _HASHER.verify(password_hash or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return fits and password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    with gzip.open(_WORDS, "rt", encoding="utf-8") as file:
        return frozenset(line.rstrip("\n") for line in file)


def check_password(password: str, *, email: str = "", name: str = "") -> None:
    """Raise Invalid for a password that is too short or among the first to be tried.

    No rules of composition (NIST SP 800-63B, ASVS 6.2): length and the list do the work.
    """
    if len(password) < SHORTEST:
        raise Invalid(_l("The password needs at least %(n)s characters.", n=SHORTEST), field="password")
    plain = fold(password)
    squeezed = "".join(c for c in plain if c.isalnum())
    stem = squeezed.rstrip("0123456789")
    about = (email, email.partition("@")[0], email.partition("@")[2].partition(".")[0], name)
    personal = {"".join(c for c in fold(text) if c.isalnum()) for text in about} - {""}
    if (
        plain in _common()
        or stem in _common()
        or squeezed in personal
        or stem in personal
        or any(stem == word for word in _SITE)
        or len(set(squeezed)) < 4
    ):
        raise Invalid(_l("This password is among the first that are guessed. Choose another."), field="password")
