"""Uploading files, and one's own that no post uses yet."""

from typing import Any
from typing import Final

from flask import Response
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from forum.core.access import accepts_bytes
from forum.core.access import access
from forum.core.errorpages import wants_json
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import TooMany
from forum.core.formatting import size
from forum.core.web import current_actor
from forum.media.addresses import file_address
from forum.media.addresses import preview_address
from forum.media.commands import remove_upload
from forum.media.commands import store_upload
from forum.media.forms import FilesForm
from forum.media.kinds import MAX_BYTES
from forum.media.names import repeated
from forum.media.queries import UploadInfo
from forum.media.queries import quota_of
from forum.media.queries.files import own_unused
from forum.media.references import reference
from forum.media.routes.blueprint import blueprint

#: Files in one request, and what all of them may have together: two of the largest.
MOST_FILES: Final = 20
MOST_BYTES: Final = 2 * MAX_BYTES + 1024 * 1024

Refused = tuple[str, ForumError]


@blueprint.get("/files")
@access("member")
def list_files() -> ResponseReturnValue:
    """Show one's files that no post uses yet, with what to write into a text, and offer to upload more."""
    return _render(FilesForm(formdata=None), [])


@blueprint.post("/files")
@access("member")
@accepts_bytes(MOST_BYTES)
def create_file() -> ResponseReturnValue:
    """Take files; what is refused of them keeps the others not from being taken."""
    form = FilesForm()
    if not form.validate():
        refusals: list[Refused] = [("", Invalid(sentence)) for _field, sentence in form.error_list()]
        return _answer_json([], refusals) if wants_json() else (_render(form, []), 400)
    stored, refused = _store(form.file.data, form.alt.data or "")
    if wants_json():
        return _answer_json(stored, refused)
    if refused:
        return _render(form, refused), _status(refused)
    flash(ngettext("%(num)d file is uploaded.", "%(num)d files are uploaded.", len(stored)), "ok")
    return redirect(url_for("media.list_files"), 303)


@blueprint.post("/files/<slug:token>/removal")
@access("member")
def delete_file(token: str) -> ResponseReturnValue:
    """Remove a file of one's own that no post uses."""
    remove_upload(current_actor(), token)
    if wants_json():
        return jsonify({"removed": token})
    flash(_("The file is removed."), "ok")
    return redirect(url_for("media.list_files"), 303)


def _store(files: list[FileStorage], alt: str) -> tuple[list[UploadInfo], list[Refused]]:
    stored: list[UploadInfo] = []
    refused: list[Refused] = []
    if len(files) > MOST_FILES:
        return [], [("", Invalid(_l("Upload %(n)d files at a time at most.", n=MOST_FILES)))]
    for file in files:
        name = file.filename or ""
        try:
            stored.append(store_upload(current_actor(), name=name, stream=file.stream, alt=alt))
        except ForumError as error:
            refused.append((repeated(name), error))
    return stored, refused


def _status(refused: list[Refused]) -> int:
    """Return the status of an answer in which nothing else is said: that of the worst refusal."""
    return max((error.status for _name, error in refused), default=400)


def _answer_json(stored: list[UploadInfo], refused: list[Refused]) -> Response:
    answer: dict[str, Any] = {
        "files": [_presented(info) for info in stored],
        "errors": [{"name": name, "message": str(error.message)} for name, error in refused],
    }
    status = 201
    if not stored:
        status = _status(refused)
        answer["error"] = {"status": status, "message": answer["errors"][0]["message"]}
    response = jsonify(answer)
    response.status_code = status
    waits = [error.retry_after for _name, error in refused if isinstance(error, TooMany)]
    if waits:
        response.headers["Retry-After"] = str(max(waits))
    return response


def _presented(info: UploadInfo) -> dict[str, Any]:
    return {
        "token": info.token,
        "name": info.name,
        "kind": info.kind,
        "size": info.size,
        "size_text": size(info.size),
        "url": file_address(info.token, info.name),
        "preview_url": preview_address(info.token) if info.kind == "image" else None,
        "markdown": markdown_of(info),
        "warning": "personal_data" if info.personal else None,
    }


def markdown_of(info: UploadInfo) -> str:
    """Return what puts a file into a text."""
    return reference(info.token, info.name, picture=info.kind == "image", alt=info.alt or info.name)


def _render(form: FilesForm, refused: list[Refused]) -> str:
    actor = current_actor()
    files = [(info, markdown_of(info)) for info in own_unused(actor)]
    return render_template("media/list_files.html", form=form, refused=refused, files=files, quota=quota_of(actor))
