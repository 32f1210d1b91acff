"""The pages of the cities."""

from forum.cities.routes import directory
from forum.cities.routes import leading
from forum.cities.routes import managing
from forum.cities.routes.blueprint import blueprint

__all__ = ["blueprint", "directory", "leading", "managing"]
