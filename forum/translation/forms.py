"""What people fill in about translations, and what their pages take from their addresses."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import HiddenField
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.db import LARGEST_ID
from forum.core.forms import Clean
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.core.forms import upload
from forum.core.pieces import pieces
from forum.core.text import Text
from forum.translation.checking import LONGEST
from forum.translation.labels import KINDS
from forum.translation.labels import STEERS


class GlossaryQuery(QueryForm):
    """A word that is looked up in the glossary, in either language."""

    q = line("", limit=80, required=False)


class CorrectionForm(Form):
    """A translation in pieces, each beside its original; `base` says what the editor began with."""

    title = paragraph(_l("Title"), limit=200, required=False)
    body = pieces(_l("Translation"))
    base = HiddenField(validators=[Optional(), Length(max=64), Clean()])


class RefusalForm(Form):
    """Why a proposal is declined: whoever wrote it reads it."""

    reason = line(_l("Reason"), limit=200, required=False)


class RestoreForm(Form):
    """Which text of a correction is to be in force again: its own, or the one before it."""

    side = choice(_l("Text"), (("before", ""), ("after", "")), required=False)


class EditorQuery(QueryForm):
    """The correction with which the editor begins, when not with the present translation."""

    start = number("", minimum=1, maximum=LARGEST_ID, required=False)


class DecidedQuery(QueryForm):
    """Whether the reader has just decided on a proposal here."""

    decided = number("", minimum=0, maximum=1, required=False)


class WorkQuery(QueryForm):
    """Which list of work for translators."""

    list = choice("", (("proposed", ""), ("revisit", ""), ("machine", ""), ("own", "")), required=False)
    into = choice("", (("es", ""), ("pt", "")), required=False)


class ChangesQuery(QueryForm):
    """The place in the list of changes."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class NewTermQuery(QueryForm):
    """The correction that suggests a new term."""

    correction = number("", minimum=1, maximum=LARGEST_ID, required=False)


def _note(label: Text) -> Any:
    return paragraph(
        label,
        limit=LONGEST["note_es"],
        required=False,
        description=_l("Everybody reads it below the term: what it is easily mistaken for, where it is said so."),
    )


def _gender(label: Text) -> Any:
    return line(
        label,
        limit=LONGEST["gender_es"],
        required=False,
        description=_l("m or f; for alternatives one each, in their order: m/f. Left empty, it is guessed."),
    )


class TermForm(Form):
    """A row of the glossary."""

    es = line(_l("Spanish"), limit=LONGEST["es"])
    pt = line(_l("Portuguese"), limit=LONGEST["pt"])
    en = line(_l("English"), limit=LONGEST["en"], required=False)
    note_es = _note(_l("Note in Spanish"))
    note_pt = _note(_l("Note in Portuguese"))
    kind = choice(_l("Kind"), tuple(KINDS.items()), default="noun")
    gender_es = _gender(_l("Gender in Spanish"))
    gender_pt = _gender(_l("Gender in Portuguese"))
    steers = choice(
        _l("Steers machine translation"),
        tuple(STEERS.items()),
        default="both",
        description=_l(
            "Where it steers, the machine must use this term and makes articles and adjectives agree with it. "
            "Otherwise it only helps readers and search. "
            "Only nouns steer, and none that is numbered or has a semicolon: their sense is not certain."
        ),
    )


class GlossaryFileForm(Form):
    """A CSV file of the glossary."""

    file = upload(_l("CSV file"))
    removes_rest = BooleanField(_l("Remove the rows that the file does not have"))


class ConfirmationForm(Form):
    """The yes to what a file changes, in the state of the glossary for which that was shown."""

    version = number("", minimum=0, maximum=LARGEST_ID)
