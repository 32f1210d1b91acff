"""Forms and query strings: the typed layer that every route parses its input with.

A `Form` carries the CSRF token; a `QueryForm` reads the query string. Both refuse NUL, lone
surrogates, other control characters and over-long text before a command sees them.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from typing import Final
from typing import cast

from babel.support import Translations
from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from flask_wtf.file import FileRequired
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures import MultiDict
from wtforms import DateField
from wtforms import DateTimeLocalField
from wtforms import Field
from wtforms import Form as PlainForm
from wtforms import HiddenField
from wtforms import PasswordField
from wtforms import SelectField
from wtforms import SelectMultipleField
from wtforms import StringField
from wtforms import TextAreaField
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.i18n import DefaultTranslations
from wtforms.i18n import messages_path
from wtforms.validators import DataRequired
from wtforms.validators import InputRequired
from wtforms.validators import Length
from wtforms.validators import NumberRange
from wtforms.validators import Optional

from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.fields import WholeNumber
from forum.core.text import Text
from forum.core.text import is_clean
from forum.core.web_state import ui_locale

#: The two languages, called what they call themselves.
LANGUAGE_CHOICES: Final = (("es", "Español"), ("pt", "Português"))

MESSAGES: Mapping[str, Text] = {
    "required": _l("This field is needed."),
    "choice": _l("Choose one of the options."),
}


def _trim(value: str | None) -> str | None:
    return value.strip() if isinstance(value, str) else value


class Clean:
    """Refuse characters that may not be stored or shown."""

    def __init__(self, *, multiline: bool = False) -> None:
        """Allow line breaks in long texts only."""
        self.multiline = multiline

    def __call__(self, _form: PlainForm, field: Field) -> None:
        """Raise for a text with control or invisible characters."""
        if isinstance(field.data, str) and not is_clean(field.data, multiline=self.multiline):
            raise ValidationError(_l("This text has characters that cannot be used."))


def _shown(text: Text) -> str:
    """Hand a lazy text to WTForms, which shows it when the page is made; its types know `str` only."""
    return cast("str", text)


def _options(pairs: Sequence[tuple[str, Text]]) -> list[Any]:
    return [SelectChoice(value, text) for value, text in pairs]


def _presence(required: bool) -> Any:  # noqa: FBT001 - private
    """Need a value, or take none; a blank is one, and none of the choices, numbers or days."""
    return InputRequired(_shown(MESSAGES["required"])) if required else Optional(strip_whitespace=False)


def _words(required: bool) -> Any:  # noqa: FBT001 - private
    """Need something more than spaces, where something is needed."""
    return DataRequired(_shown(MESSAGES["required"])) if required else Optional()


def line(
    label: Text, *, limit: int = 200, minimum: int = 0, required: bool = True, description: Text = "", **more: Any
) -> Any:
    """Return a one-line text field."""
    return StringField(
        _shown(label),
        description=_shown(description),
        filters=[_trim],
        validators=[
            _words(required),
            Length(min=minimum, max=limit, message=_l("Between %(min)d and %(max)d characters.")),
            Clean(),
        ],
        **more,
    )


def paragraph(label: Text, *, limit: int = 32_000, required: bool = True, description: Text = "", **more: Any) -> Any:
    r"""Return a field for a longer text; line breaks arrive as `\n`."""
    return TextAreaField(
        _shown(label),
        description=_shown(description),
        filters=[lambda value: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value],
        validators=[
            _words(required),
            Length(max=limit, message=_l("At most %(max)d characters.")),
            Clean(multiline=True),
        ],
        **more,
    )


def password(label: Text, *, description: Text = "", **more: Any) -> Any:
    """Return a password field: never trimmed, at most 1,000 characters."""
    return PasswordField(
        _shown(label),
        description=_shown(description),
        validators=[InputRequired(_shown(MESSAGES["required"])), Length(max=1000), Clean()],
        **more,
    )


def choice(
    label: Text, choices: Sequence[tuple[str, Text]], *, required: bool = True, description: Text = "", **more: Any
) -> Any:
    """Return a field with one of the given values."""
    return SelectField(
        _shown(label),
        description=_shown(description),
        choices=_options(choices),
        validators=[_presence(required)],
        validate_choice=True,
        **({"invalid_choice_message": _shown(MESSAGES["choice"])} | more),
    )


def choices(label: Text, options: Sequence[tuple[str, Text]], *, description: Text = "", **more: Any) -> Any:
    """Return a field with any of the given values."""
    return SelectMultipleField(
        _shown(label),
        description=_shown(description),
        choices=_options(options),
        **({"invalid_choice_message": _shown(MESSAGES["choice"])} | more),
    )


def number(label: Text, *, minimum: int, maximum: int, required: bool = True, **more: Any) -> Any:
    """Return a field for a whole number within bounds."""
    return WholeNumber(_shown(label), validators=[_presence(required), NumberRange(min=minimum, max=maximum)], **more)


def day(label: Text, *, required: bool = True, description: Text = "", **more: Any) -> Any:
    """Return a field for a day, sent as `2026-11-25`."""
    return DateField(_shown(label), description=_shown(description), validators=[_presence(required)], **more)


def moment(label: Text, *, required: bool = True, description: Text = "", **more: Any) -> Any:
    """Return a field for a day and a time of it, sent as `2026-11-25T10:30`; in which zone, its view says."""
    return DateTimeLocalField(
        _shown(label),
        format="%Y-%m-%dT%H:%M",
        description=_shown(description),
        validators=[_presence(required)],
        **more,
    )


def upload(label: Text, *, description: Text = "", **more: Any) -> Any:
    """Return a field for one file that must be there."""
    return FileField(
        _shown(label),
        description=_shown(description),
        validators=[FileRequired(_shown(MESSAGES["required"]))],
        **more,
    )


def uploads(label: Text, *, description: Text = "", **more: Any) -> Any:
    """Return a field for files, one at least."""
    return MultipleFileField(
        _shown(label),
        description=_shown(description),
        validators=[FileRequired(_shown(MESSAGES["required"]))],
        **more,
    )


@lru_cache(maxsize=2)
def _library_texts(locale: str) -> DefaultTranslations:
    return DefaultTranslations(Translations.load(messages_path(), [locale], domain="wtforms"))


class Form(FlaskForm):  # type: ignore[misc]
    """A form sent by POST; it carries the CSRF token."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Take what a browser's form sends, and no JSON: any shape could stand in it."""

        def wrap_formdata(self, form: PlainForm, formdata: Any) -> Any:
            """Return the fields that were sent: files where a file belongs, a JSON body has none."""
            if request.is_json and formdata is not None and not isinstance(formdata, MultiDict):
                return ImmutableMultiDict()
            found = super().wrap_formdata(form, formdata)
            if found is None or not request.files:
                return found
            files = {field.name for field in form if isinstance(field, FileField | MultipleFileField)}
            # A file in the place of a text is nothing that any filter or check could read.
            sent = [pair for pair in request.files.items(multi=True) if pair[0] in files]
            return MultiDict([*request.form.items(multi=True), *sent])

        def get_translations(self, form: PlainForm) -> Any:  # noqa: ARG002 - the library's signature
            """Return the library's own texts; it would read its catalogue anew for each request."""
            return _library_texts(ui_locale())

    #: A random id per rendered form: the same form sent twice does one thing.
    request_id = HiddenField(validators=[Optional(), Length(max=64), Clean()])

    def refuse(self, error: ForumError) -> None:
        """Say a command's refusal at the field that it names, or above the form when it names none of ours."""
        name = getattr(error, "field", None)
        if name is not None and name in self:
            self[name].errors = [*self[name].errors, error.message]
        else:
            self.form_errors.append(error.message)

    def error_list(self) -> list[tuple[str, str]]:
        """Return (field id, sentence) of each error, for the summary above the form."""
        found: list[tuple[str, str]] = []
        for field in self:
            found.extend((field.id, str(error)) for error in field.errors)
        found.extend(("", str(error)) for error in self.form_errors)
        return found


class QueryForm(PlainForm):
    """What a page takes from its query string."""


def parse_query(form: type[QueryForm]) -> dict[str, Any]:
    """Return the checked query string of the present request; Invalid (400) names nothing private.

    A parameter given twice counts once: the first.
    """
    arguments = MultiDict({name: request.args.get(name, "") for name in request.args})
    made = form(MultiDict({k: v for k, v in arguments.items() if v != ""}))
    if not made.validate():
        raise Invalid(_l("This page address is not valid."))
    return dict(made.data)
