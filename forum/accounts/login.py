"""From a cookie to an `Actor`: Flask-Login's loader over our own table of sessions."""

from dataclasses import replace
from typing import Any
from typing import Final

from flask import Flask
from flask import Request
from flask import Response
from flask import current_app
from flask import g
from flask import request
from flask_login import LoginManager
from flask_login import UserMixin
from flask_login import current_user
from sqlalchemy import bindparam
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands.sessions import SESSION_DAYS
from forum.accounts.commands.sessions import keep_last_seen
from forum.accounts.models import User
from forum.accounts.models import UserSession
from forum.accounts.queries.access import OPEN_SESSION
from forum.accounts.queries.access import last_moments
from forum.accounts.queries.people import to_actor
from forum.accounts.tokens import hash_token
from forum.core import footprints
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.web_state import set_actor_loader

DEVICE_DAYS: Final = 400
_LONGEST_TOKEN: Final = 100

login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds: the actor, and when it was last seen."""

    def __init__(self, actor: Actor, last_seen: Any) -> None:
        """Keep the actor of a valid session."""
        self.actor = actor
        self.last_seen = last_seen

    def get_id(self) -> str:
        """Return the id of the person."""
        return str(self.actor.id)


def init_app(app: Flask) -> None:
    """Have Flask-Login ask us, and the web layer ask Flask-Login."""
    login_manager.session_protection = None
    login_manager.init_app(app)
    login_manager.request_loader(_load_from_request)
    set_actor_loader(_current)
    app.after_request(_keep_last_seen)


def session_cookie() -> str:
    """Return the name of the cookie: `__Host-` where the site is https."""
    return "__Host-session" if current_app.config["SECURE"] else "session"


def device_cookie() -> str:
    """Return the name of the cookie that makes a device known."""
    return "__Host-device" if current_app.config["SECURE"] else "device"


def _current() -> Actor:
    if session_cookie() not in request.cookies:
        return VISITOR
    return current_user.actor if current_user.is_authenticated else VISITOR


def _keep_last_seen(response: Response) -> Response:
    """Leave the footprint that somebody was here, when a page was made for them."""
    if request.method in {"GET", "HEAD"} and not g.get("actor", VISITOR).is_visitor:
        footprints.leave(keep_last_seen, g.actor, current_user.last_seen)
    return response


def _load_from_request(incoming: Request) -> SignedIn | None:
    if "actor" in g:
        return None  # Decided without the database, which is away: the page says so as to a visitor.
    token = incoming.cookies.get(session_cookie(), "")
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    return find_signed_in(token)


#: Made once: building it costs more than running it, and every request runs it.
_SIGNED_IN: Final = (
    select(
        UserSession.id.label("session_id"),
        UserSession.last_seen_at,
        User.id,
        User.state,
        User.site_role,
        User.city_id,
        User.city_role,
        User.name,
        User.handle,
        User.ui_language,
        User.reads_spanish,
        User.reads_portuguese,
        User.time_zone,
        User.theme,
        User.density,
        User.list_language,
        User.list_kind,
        User.list_status,
        User.avatar_key,
        User.suspended_until,
        User.silenced_until,
        User.silenced_reason,
    )
    .join(User, User.id == UserSession.user_id)
    .where(
        UserSession.token_hash == bindparam("token_hash"),
        OPEN_SESSION,
        User.state != "anonymised",
    )
)


def find_signed_in(token: str) -> SignedIn | None:
    """Return who a session token belongs to, in one statement; None for an ended session."""
    row: Any = fetch(_SIGNED_IN, {"token_hash": hash_token(token), **last_moments()}).first()
    if row is None:
        return None
    actor = replace(
        to_actor(row),
        theme=row.theme,
        density=row.density,
        list_language=row.list_language,
        list_kind=row.list_kind,
        list_status=row.list_status,
        session_id=row.session_id,
        avatar_url=f"/avatars/{row.avatar_key}" if row.avatar_key else None,
    )
    return SignedIn(actor, row.last_seen_at)


def set_session_cookies(response: AnyResponse, token: str, device: str | None) -> None:
    """Give the browser its session, and the mark by which the device is known."""
    secure = current_app.config["SECURE"]
    response.set_cookie(
        session_cookie(), token, max_age=SESSION_DAYS * 86400, httponly=True, secure=secure, samesite="Lax", path="/"
    )
    if device:
        response.set_cookie(
            device_cookie(), device, max_age=DEVICE_DAYS * 86400, httponly=True, secure=secure, samesite="Lax", path="/"
        )


def clear_session_cookie(response: AnyResponse) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(
        session_cookie(), httponly=True, secure=current_app.config["SECURE"], samesite="Lax", path="/"
    )
    g.pop("actor", None)


def network_of(address: str | None) -> str:
    """Return the network of an address: /24 or /48, never the whole of it."""
    text = address or ""
    if ":" in text:
        return ":".join(text.split(":")[:3]) + "::/48"
    return ".".join(text.split(".")[:3]) + ".0/24" if text.count(".") == 3 else "?"


def device_of(agent: str) -> str:
    """Return browser and system in a few words."""
    browsers = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    browser = next((name for mark, name in browsers if mark in agent), "?")
    system = next((name for mark, name in systems if mark in agent), "?")
    return f"{browser} · {system}"
