"""Pages of people, by subject."""

from forum.accounts.routes import data
from forum.accounts.routes import invitation
from forum.accounts.routes import language
from forum.accounts.routes import people
from forum.accounts.routes import recovery
from forum.accounts.routes import session
from forum.accounts.routes import settings
from forum.accounts.routes import signup
from forum.accounts.routes import waiting
from forum.accounts.routes.blueprint import blueprint

__all__ = [
    "blueprint",
    "data",
    "invitation",
    "language",
    "people",
    "recovery",
    "session",
    "settings",
    "signup",
    "waiting",
]
