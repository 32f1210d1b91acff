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
from flask import g
from flask import request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from markupsafe import escape

from forum.core.asked import asked
from forum.core.kept import Kept
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.shell import current_shell
from forum.shell import here

#: What stands in a kept part for the token and for the address; no text of ours has them.
_TOKEN: Final = "0form-token0"  # noqa: S105 - a mark, not a secret
_HERE: Final = "0present-address0"

#: All parts of one frame: header, footer and tab bar, and the journey with each of its entries marked.
_WEIGHT: Final = 60_000

_kept: Final[Kept[dict[object, str]]] = Kept(3_500_000)


def init_app(app: Flask) -> None:
    """Offer `framed` to the page frame."""
    app.jinja_env.globals["framed"] = framed


def framed(template: str, **names: Any) -> Markup:
    """Return a part of the frame; `names` are what it needs beside reader and shell."""
    parts = _parts_of_request()
    key = (template, tuple(sorted(names.items())))
    found = parts.get(key)
    if found is None:
        found = parts[key] = _render(template, names)
    if _TOKEN in found:
        found = found.replace(_TOKEN, generate_csrf())
    if _HERE in found:
        address = here()
        found = found.replace(f"={_HERE}", "=" + quote(address, safe="/")).replace(_HERE, escape(address))
    return Markup(found)  # noqa: S704 - autoescaped by the template; what is put in is escaped above


def _parts_of_request() -> dict[object, str]:
    """Return the parts that were made for an equal reader, shell, language and entry; looked up once."""
    parts: dict[object, str] | None = g.get("frame_parts")
    if parts is None:
        entry = _entry()
        key = (current_actor(), current_shell(), ui_language(), entry)
        # What was searched for stands in the header, so a search page keeps nothing.
        parts = _kept.get(key) if entry != "/search" else {}
        if parts is None:
            parts = _kept.put(key, {}, _WEIGHT)
        g.frame_parts = parts
    return parts


def _render(template: str, names: dict[str, Any]) -> str:
    path = _entry()
    return current_app.jinja_env.get_template(template).render(
        actor=current_actor(),
        shell=current_shell(),
        ui_language=ui_language(),
        request=SimpleNamespace(path=path),
        searched=asked("q") if path == "/search" else "",
        csrf_token=lambda: _TOKEN,
        here=lambda: _HERE,
        **names,
    )


def _entry() -> str:
    """Return the present address as far as a part marks it as the present entry."""
    path = request.path
    if path in {"/", "/latest", "/unanswered", "/notices", "/search"} or path.startswith("/g/"):
        return path
    return "-"
