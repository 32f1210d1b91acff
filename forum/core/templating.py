"""What templates know, of pages and of letters alike: the language, the filters, and what the reader may do."""

from typing import Any

from flask import Flask
from flask_babel import Babel
from markupsafe import Markup

from forum.core import formatting
from forum.core import policy
from forum.core import translating
from forum.core.actor import Actor
from forum.core.languages import to_html
from forum.core.web_state import current_actor
from forum.core.web_state import ui_language
from forum.core.web_state import ui_locale

babel = Babel()


def init_app(app: Flask) -> None:
    """Give templates their filters, texts and rules."""
    babel.init_app(app, locale_selector=ui_locale)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        date=formatting.date,
        datetime=formatting.datetime_text,
        ago=formatting.ago,
        ago_text=formatting.ago_text,
        every=formatting.every_text,
        iso=formatting.iso,
        month=formatting.month,
        long_day=formatting.long_day,
        day=formatting.day,
        weekday=formatting.weekday,
        number=formatting.number,
        size=formatting.size,
        language_name=formatting.language_name,
        html_lang=to_html,
        trusted=Markup,
    )
    translating.init_app(app)
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    actor: Actor = current_actor()

    def can(name: str, *subjects: Any) -> bool:
        return bool(policy.ask(actor, name, *subjects))

    return {"actor": actor, "can": can, "ui_language": ui_language()}
