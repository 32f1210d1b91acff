"""The desk's list, its cases and its acts."""

from forum.desk.routes import acts
from forum.desk.routes import pages
from forum.desk.routes.blueprint import blueprint

__all__ = ["acts", "blueprint", "pages"]
