"""Which words are watched, and a box to try them on a text."""

from typing import Any

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.conduct.commands.words import add_word
from forum.conduct.commands.words import remove_word
from forum.conduct.forms import TrialForm
from forum.conduct.forms import WordForm
from forum.conduct.forms import WordsQuery
from forum.conduct.queries.words import try_words
from forum.conduct.queries.words import words_page
from forum.conduct.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language


@blueprint.get("/moderation/words")
@access("staff")
def list_words() -> Response:
    """List the watched words."""
    return _words_page(WordForm(formdata=None))


@blueprint.post("/moderation/words")
@access("staff")
def create_word() -> Response:
    """Watch a word."""
    form = WordForm()
    if not form.validate():
        return _words_page(form, UNPROCESSABLE)
    try:
        add_word(
            current_actor(),
            phrase=form.phrase.data,
            language=form.language.data,
            action=form.action.data,
            replacement=form.replacement.data or "",
        )
    except ForumError as error:
        return _words_page(form, put_into(form, error))
    flash(_("Saved."), "ok")
    return redirect(url_for("conduct.list_words"), 303)


@blueprint.post("/moderation/words/<id:word_id>/removal")
@access("staff")
def delete_word(word_id: int) -> Response:
    """Watch a word no more."""
    remove_word(current_actor(), word_id)
    flash(_("The word is watched no more."), "ok")
    return redirect(url_for("conduct.list_words"), 303)


@blueprint.route("/moderation/words/trial", methods=["GET", "POST"])
@access("staff")
def show_trial() -> Response:
    """Try the watched words on a text; nothing is written."""
    form = TrialForm(language=ui_language())
    if not is_sent():
        return page("conduct/show_trial.html", form=form, trial=None)
    if not form.validate():
        return page("conduct/show_trial.html", UNPROCESSABLE, form=form, trial=None)
    trial = try_words(current_actor(), form.text.data, form.language.data)
    return page("conduct/show_trial.html", form=form, trial=trial)


def _words_page(form: WordForm, status: int = 200) -> Response:
    asked: dict[str, Any] = parse_query(WordsQuery)
    found = words_page(current_actor(), words=asked["q"] or "", after=asked["after"], before=asked["before"])
    return page("conduct/list_words.html", status, form=form, page=found, asked=asked)
