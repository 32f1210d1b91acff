"""The pages of news and banners."""

from forum.news.routes import banners
from forum.news.routes import managing
from forum.news.routes import reading
from forum.news.routes.blueprint import blueprint

__all__ = ["banners", "blueprint", "managing", "reading"]
