"""The `_` and `ngettext` of templates: what flask-babel offers, without the way that it goes for each text.

A page has some eighty marked texts. Looking up the request, the catalogue and the message for each of
them cost a fifth of the page. So what has no placeholder is kept per language, ready for a page, and what has some,
ready to be filled in.
"""

from collections.abc import Hashable
from typing import Final

from babel import Locale
from flask import Flask
from flask import g
from flask import has_app_context
from flask_babel import get_locale
from flask_babel import get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

#: What has no placeholder, ready for a page; and what has some, ready to be filled in.
_kept: Final[dict[Hashable, str]] = {}
_frames: Final[dict[Hashable, str]] = {}
#: The words for a number are kept up to this one: lists say few others.
_FEW: Final = 30


def init_app(app: Flask) -> None:
    """Give templates the quicker functions."""
    app.jinja_env.globals.update(_=translate, gettext=translate, ngettext=translate_number)


@pass_eval_context
def translate(context: EvalContext, text: str, **values: object) -> str:
    """Return a text in the reader's language; values that stand in it are escaped in HTML."""
    key = (_about(context), text)
    if values:
        frame = _frames.get(key)
        if frame is None:
            frame = _frames[key] = _frame(context, get_translations().ugettext(text))
        return frame % values
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = _frame(context, get_translations().ugettext(text)) % {}
    return found


@pass_eval_context
def translate_number(context: EvalContext, singular: str, plural: str, num: int, **values: object) -> str:
    """Return a text in the reader's language and in the form that a number asks for."""
    values.setdefault("num", num)
    if not 0 <= num <= _FEW:
        return _frame(context, get_translations().ungettext(singular, plural, num)) % values
    key = (_about(context), singular, num)
    frame = _frames.get(key)
    if frame is None:
        frame = _frames[key] = _frame(context, get_translations().ungettext(singular, plural, num))
    return frame % values


def _about(context: EvalContext) -> Hashable:
    """Return what a text depends on besides its words."""
    locale = _present_locale()
    return (context.autoescape, locale.language, locale.territory) if locale else (context.autoescape,)


def _present_locale() -> Locale | None:
    """Return the locale of the request (or of the letter that is written), as flask-babel remembers it."""
    if has_app_context():
        # Where the library keeps it, asked for once: its own way there is asked for five times a text.
        found: Locale | None = getattr(g.get("_flask_babel"), "babel_locale", None)
        if found is not None:
            return found
    locale: Locale | None = get_locale()
    return locale


def _frame(context: EvalContext, text: str) -> str:
    """Return a text whose `%` escapes what is put into it, in HTML."""
    return Markup(text) if context.autoescape else text  # noqa: S704 - catalogues are ours


def forget() -> None:
    """Forget the texts that are kept: another catalogue stands behind them."""
    _kept.clear()
    _frames.clear()
