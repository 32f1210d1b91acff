"""What the web layer knows of the present request: who acts, in which interface language."""

import re
from collections.abc import Callable
from typing import Final

from flask import current_app
from flask import g
from flask import has_request_context
from flask import request

from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.languages import Language
from forum.core.languages import negotiate
from forum.core.languages import parse_language
from forum.core.languages import to_locale

_LOADER: list[Callable[[], Actor]] = []
#: As many banners as can run at once, and more.
_NUMBERS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,10}){0,9}")


def set_actor_loader(load: Callable[[], Actor]) -> None:
    """Say how the actor of a request is found (accounts does)."""
    _LOADER[:] = [load]


def current_actor() -> Actor:
    """Return who makes the present request; the first call loads, later ones remember."""
    if not has_request_context():
        return VISITOR
    actor: Actor | None = g.get("actor")
    if actor is None:
        actor = _LOADER[0]() if _LOADER else VISITOR
        g.actor = actor
    return actor


def ui_language() -> Language:
    """Return the interface language: address, member's choice, visitor's cookie, browser."""
    if not has_request_context():
        return "es"
    found: Language | None = g.get("ui_language")
    if found is None:
        found = _choose_language()
        g.ui_language = found
    return found


def language_cookie() -> str:
    """Return the name of the cookie with a visitor's language, set by POST only: `__Host-` where the site is https."""
    return "__Host-ui" if current_app.config["SECURE"] else "ui"


def _choose_language() -> Language:
    asked = parse_language(request.args.get("ui"))
    if asked:
        return asked
    actor = current_actor()
    if not actor.is_visitor:
        return actor.ui_language
    return parse_language(request.cookies.get(language_cookie())) or negotiate(request.accept_languages.values())


def ui_locale() -> str:
    """Return the catalogue of the present request, for Flask-Babel."""
    return to_locale(ui_language())


def closed_banners_cookie() -> str:
    """Return the name of the cookie that says which banners a visitor closed, set by POST only."""
    return "__Host-banners" if current_app.config["SECURE"] else "banners"


def closed_banners() -> frozenset[int]:
    """Return the numbers in that cookie; nothing for one that is not ours."""
    found = request.cookies.get(closed_banners_cookie(), "") if has_request_context() else ""
    return frozenset(map(int, found.split("."))) if _NUMBERS.fullmatch(found) else frozenset()
