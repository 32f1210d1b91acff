"""Looking at a text before it is published: watched words, blocked domains, first posts of unverified accounts."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import unquote

from flask_babel import lazy_gettext as _l

from forum.accounts.queries.blocked import blocked_values
from forum.accounts.queries.blocked import is_below
from forum.conduct.commands.holding import hold
from forum.conduct.commands.pausing import keep_pace_with_what_waits
from forum.conduct.events import PostFlagged
from forum.conduct.matching import Found
from forum.conduct.matching import as_shown
from forum.conduct.matching import find
from forum.conduct.matching import replace
from forum.conduct.queries.trust import is_new_and_unverified
from forum.conduct.queries.words import watched_index
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.languages import parse_language
from forum.discussion.screening import Held
from forum.discussion.screening import Screened
from forum.discussion.screening import Writing
from forum.discussion.screening import on_writing

#: What a title and a text may be, also after words were replaced by longer ones.
LONGEST_TITLE: Final = 200
LONGEST_BODY: Final = 32_000
#: The host of an address in a text, with or without a scheme, with or without somebody's name before it.
_HOST: Final = re.compile(
    r"(?:https?:|mailto:|www\.)(?://)?(?:[^\s/@<>()]{1,100}@)?((?:[\w\-]{1,63}\.){1,60}[\w\-]{1,63})", re.IGNORECASE
)
_FULL_STOPS: Final = {ord(stop): "." for stop in "\u3002\uff0e\uff61"}


@on_writing
def look_at(actor: Actor, writing: Writing) -> Screened:
    """Refuse, hold, replace or report what RIL watches; RIL's own texts are theirs."""
    if actor.is_system or actor.is_staff:
        return Screened(writing.title, writing.body)
    keep_pace_with_what_waits(actor, writing)
    index = watched_index(parse_language(writing.language) or "es")
    in_title, in_body = list(find(writing.title, index)), list(find(writing.body, index))
    # What looks the same is the same: by entities, unseen letters or emphasis nobody passes. Only what is replaced
    # must be found as it was written.
    seen_title, seen_body = list(find(as_shown(writing.title), index)), list(find(as_shown(writing.body), index))
    _refuse_blocked([*in_title, *seen_title], "title")
    _refuse_blocked([*in_body, *seen_body], "body")
    title, body = (
        _replaced(writing.title, in_title, LONGEST_TITLE, "title"),
        _replaced(writing.body, in_body, LONGEST_BODY, "body"),
    )
    found = [*in_title, *in_body, *seen_title, *seen_body]
    held = _phrases(found, "hold")
    domains = sorted(linked_domains(body) if blocked_values("link") else ())
    flagged = _phrases(found, "flag")
    if writing.values is None:
        # A post that is there already cannot wait: RIL is told of it instead.
        flagged += [*held, *domains]
    elif held:
        hold(actor, title, body, writing, reason="word", detail=", ".join(held))
        raise Held
    elif domains:
        hold(actor, title, body, writing, reason="domain", detail=", ".join(domains))
        raise Held
    elif is_new_and_unverified(actor):
        hold(actor, title, body, writing, reason="first_posts", detail="")
        raise Held
    return Screened(title, body, _reports(flagged))


def linked_domains(body: str) -> set[str]:
    """Return the hosts in the addresses of a text whose domains are blocked."""
    blocked = blocked_values("link")
    # As a browser reads them: escaped letters, other full stops, names in other scripts.
    read = as_shown(unquote(as_shown(body))).translate(_FULL_STOPS)
    hosts = {_ascii(found[1].lower()) for text in (body, read) for found in _HOST.finditer(text)}
    return {host for host in hosts if is_below(host, blocked)}


def _ascii(host: str) -> str:
    """Return a host name as it is asked for, if it is one."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _refuse_blocked(found: list[Found], field: str) -> None:
    word = next((one.watched.phrase for one in found if one.watched.action == "block"), None)
    if word is not None:
        raise Invalid(
            _l("«%(word)s» cannot be used in this forum. Please say it in other words.", word=word), field=field
        )


def _replaced(text: str, found: list[Found], limit: int, field: str) -> str:
    made = replace(text, found)
    if len(made) > max(limit, len(text)):
        raise Invalid(_l("At most %(max)d characters.", max=limit), field=field)
    return made


def _phrases(found: list[Found], action: str) -> list[str]:
    return list(dict.fromkeys(one.watched.phrase for one in found if one.watched.action == action))


def _reports(phrases: list[str]) -> tuple[Callable[[int, int], None], ...]:
    return (partial(_flag, phrases),) if phrases else ()


def _flag(phrases: list[str], post_id: int, topic_id: int) -> None:
    """Announce that the forum itself reports a post: the desk listens."""
    record(SYSTEM, PostFlagged(post_id, topic_id), after={"words": phrases})
