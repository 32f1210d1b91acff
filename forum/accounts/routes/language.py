"""The interface language: kept for members, remembered in a cookie for visitors."""

from flask import current_app
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands.profile import choose_ui_language
from forum.accounts.forms import LanguageForm
from forum.accounts.routes.answers import go
from forum.accounts.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import local_path
from forum.core.errors import Invalid
from forum.core.web import csrf
from forum.core.web import current_actor
from forum.core.web_state import language_cookie

_YEAR = 365 * 86400


@blueprint.post("/language")
@csrf.exempt  # type: ignore[untyped-decorator]
@access("public")
def set_language() -> AnyResponse:
    """Choose the interface language.

    The form stands on every page. A token on each of them would set a cookie on each, and no page for
    visitors could be kept; so only members' forms carry one. A visitor has nothing here to be forged.
    """
    actor = current_actor()
    if not actor.is_visitor and current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()
    form = LanguageForm(meta={"csrf": False})
    if not form.validate():
        raise Invalid(field="language")
    response = go(local_path(form.next.data) or "/")
    if actor.is_visitor:
        response.set_cookie(
            language_cookie(),
            form.language.data,
            max_age=_YEAR,
            secure=current_app.config["SECURE"],
            httponly=True,
            samesite="Lax",
            path="/",
        )
    else:
        choose_ui_language(actor, language=form.language.data)
    return response
