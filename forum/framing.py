"""The parts around each page (header, journey, footer, tab bar), kept until something in them changes.

They were more than half of the time of a page, and are the same from one page to the next. A part is
made from what stands in its key alone: the reader, the shell, the language and which entry is the
present page. What differs in each request, the form token and the address to come back to, is put in
afterwards; so neither is ever kept.
"""

from types import SimpleNamespace
from typing import Any
from typing import Final
from urllib.parse import quote

from flask import Flask
from flask import current_app
from flask import request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from markupsafe import escape

from forum.core.kept import Kept
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.shell import current_shell
from forum.shell import here

#: What stands in a kept part for the token and for the address; no text of ours has them.
_TOKEN: Final = "0form-token0"  # noqa: S105 - a mark, not a secret
_HERE: Final = "0present-address0"

_parts: Final[Kept[str]] = Kept(8_000_000)


def init_app(app: Flask) -> None:
    """Offer `framed` to the page frame."""
    app.jinja_env.globals["framed"] = framed


def framed(template: str, **names: Any) -> Markup:
    """Return a part of the frame; `names` are what it needs beside reader and shell."""
    actor, shell, language, path = current_actor(), current_shell(), ui_language(), _entry()
    key = (template, actor, shell, language, path, tuple(sorted(names.items())))
    found = _parts.get(key) if path != "/search" else None
    if found is None:
        found = current_app.jinja_env.get_template(template).render(
            actor=actor,
            shell=shell,
            ui_language=language,
            request=SimpleNamespace(path=path, args=request.args if path == "/search" else {}),
            csrf_token=lambda: _TOKEN,
            here=lambda: _HERE,
            **names,
        )
        if path != "/search":
            _parts.put(key, found, len(found) * 2 + 2_000)
    if _TOKEN in found:
        found = found.replace(_TOKEN, generate_csrf())
    if _HERE in found:
        address = here()
        found = found.replace(f"={_HERE}", "=" + quote(address, safe="/")).replace(_HERE, escape(address))
    return Markup(found)  # noqa: S704 - autoescaped by the template; what is put in is escaped above


def _entry() -> str:
    """Return the present address as far as a part marks it as the present entry."""
    path = request.path
    if path in {"/", "/latest", "/unanswered", "/notices", "/search"} or path.startswith("/g/"):
        return path
    return "-"
