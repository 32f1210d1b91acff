"""Handles: made from the name, ASCII, unique after folding, reserved words refused."""

import hashlib
import re
from typing import Final

from sqlalchemy import select

from forum.accounts.models import ReservedHandle
from forum.accounts.models import User
from forum.core.db import session
from forum.core.text import fold
from forum.core.text import slugify

LONGEST: Final = 30
PATTERN: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,28})[a-z0-9]")

RESERVED: Final = frozenset(
    [
        "admin",
        "administrador",
        "administradora",
        "administrator",
        "moderador",
        "moderadora",
        "moderator",
        "mod",
        "ril",
        "staff",
        "equipo",
        "equipe",
        "sistema",
        "system",
        "root",
        "soporte",
        "suporte",
        "support",
        "ayuda",
        "ajuda",
        "help",
        "foro",
        "forum",
        "comunidad",
        "comunidade",
        "todos",
        "todas",
        "all",
        "everyone",
        "here",
        "canal",
        "channel",
        "null",
        "none",
        "undefined",
        "anonimo",
        "anonymous",
        "anonima",
        "integrante",
        "exintegrante",
        "seguridad",
        "seguranca",
        "security",
        "webmaster",
        "postmaster",
        "noreply",
        "no-reply",
        "info",
        "contacto",
        "contato",
        "prensa",
        "imprensa",
        "ciudad",
        "cidade",
        "city",
        "wwc",
        "whatworkscities",
        "bloomberg",
        "oficial",
        "official",
    ]
)


def skeleton(handle: str) -> str:
    """Return what two handles that look alike share: no dots or hyphens, `0` as `o`, `1` and `i` as `l`."""
    plain = re.sub(r"[._-]", "", fold(handle))
    return plain.replace("0", "o").replace("1", "l").replace("i", "l").replace("rn", "m").replace("vv", "w")


_RESERVED_SKELETONS: Final = frozenset(skeleton(word) for word in RESERVED)


def is_allowed(handle: str) -> bool:
    """Tell whether a handle has the right form and is no reserved word."""
    return bool(PATTERN.fullmatch(handle)) and skeleton(handle) not in _RESERVED_SKELETONS


def is_free(handle: str, *, for_user: int | None = None) -> bool:
    """Tell whether nobody has, or had, a handle that looks like this one."""
    folded = skeleton(handle)
    owner = session.scalar(select(User.id).where(User.handle_folded == folded))
    if owner is not None and owner != for_user:
        return False
    before = session.execute(
        select(ReservedHandle.user_id).where(ReservedHandle.handle_folded.in_((folded, sealed(folded))))
    ).first()
    return before is None or (for_user is not None and before[0] == for_user)


def sealed(folded: str) -> str:
    """Return what is kept of the handle of somebody who left: enough to refuse it, no longer to read it."""
    return "#" + hashlib.sha256(folded.encode()).hexdigest()[:39]


def make_handle(name: str) -> str:
    """Return a free handle made from a name (inside a transaction: it is taken at once)."""
    words = slugify(name, fallback="integrante", limit=60).split("-")
    base = ".".join((words[0], words[-1]) if len(words) > 1 else words)[: LONGEST - 5].strip("._-")
    if len(base) < 3:
        base = f"{base}.foro" if base else "integrante"
    candidate, number = base, 1
    while not (is_allowed(candidate) and is_free(candidate)):
        number += 1
        candidate = f"{base}{number}"
    return candidate
