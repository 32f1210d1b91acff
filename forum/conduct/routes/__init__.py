"""Pages for RIL and leads about members, and what members read of it."""

from forum.conduct.routes import blocked
from forum.conduct.routes import held
from forum.conduct.routes import members
from forum.conduct.routes import merging
from forum.conduct.routes import warnings
from forum.conduct.routes import words
from forum.conduct.routes.blueprint import blueprint

__all__ = ["blocked", "blueprint", "held", "members", "merging", "warnings", "words"]
