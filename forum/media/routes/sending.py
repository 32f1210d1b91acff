"""Sending a file to whoever may see it: pictures to be shown, everything else to be saved."""

from typing import Final
from urllib.parse import quote

from flask import Response
from flask import abort
from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.http import quote_etag

from forum.core.access import access
from forum.core.text import strip_accents
from forum.core.web import current_actor
from forum.media.opening import note_opening
from forum.media.queries.files import Copy
from forum.media.queries.files import get_copy
from forum.media.routes.blueprint import blueprint

#: Should a browser open it after all: no script, no form, no frame, nothing fetched.
_POLICY: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"


@blueprint.get("/files/<slug:token>/<name>")
@access("public")
def show_file(token: str, name: str) -> ResponseReturnValue:
    """Send a file, or the part of it that is asked for; the right is asked each time."""
    copy = get_copy(current_actor(), token, name)
    note_opening(current_actor(), copy.info)
    if request.if_none_match.contains_weak(copy.tag):
        return _headed(Response(status=304), copy)
    start, length = _part(copy)
    partial = length is not None
    if request.method == "HEAD" and copy.size is not None:
        response = Response(status=206 if partial else 200)
        whole = copy.size
    else:
        file = copy.open(start, length)
        # Handed on as it is: not compressed, not kept by the cache of pages, closed when it is sent.
        response = Response(file, status=206 if partial else 200, direct_passthrough=True)
        whole = file.size
    response.content_length = length if length is not None else whole
    if length is not None:
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{whole}"
    return _headed(response, copy)


def _part(copy: Copy) -> tuple[int, int | None]:
    """Return start and length of the part that is asked for, or (0, None) for the whole."""
    wanted = request.range
    if wanted is None or wanted.units != "bytes" or copy.size is None:
        return 0, None
    if request.if_range.date is not None or request.if_range.etag not in {None, copy.tag}:
        return 0, None  # What the reader has the rest of is not this file.
    if len(wanted.ranges) != 1:
        return 0, None  # Several parts at once: the whole answers that too.
    found = wanted.range_for_length(copy.size)
    if found is None:
        abort(416)
    return found[0], found[1] - found[0]


def _headed(response: Response, copy: Copy) -> Response:
    shown = copy.info.kind == "image"
    headers = response.headers
    headers["Content-Type"] = copy.info.media_type
    headers["Content-Security-Policy"] = _POLICY
    headers["Cache-Control"] = "private, no-cache"
    headers["ETag"] = quote_etag(copy.tag)
    if copy.size is not None:
        headers["Accept-Ranges"] = "bytes"
    plain = strip_accents(copy.info.name).encode("ascii", "replace").decode().replace("?", "_")
    names = {"filename": plain}
    if plain != copy.info.name:
        names["filename*"] = f"UTF-8''{quote(copy.info.name, safe='')}"
    headers.set("Content-Disposition", "inline" if shown else "attachment", **names)
    return response
