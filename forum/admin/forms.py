"""The settings as a form, and what the mail page takes from its address."""

from typing import Any
from typing import cast

from wtforms import BooleanField

from forum.admin.queries import MAIL_STATES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import number
from forum.core.settings import Definition
from forum.core.settings import definitions
from forum.core.settings import get_setting

_LONGEST = 400


def settings_form(**arguments: Any) -> Form:
    """Return a form with a field for each setting that the packages define."""
    fields = {_field_name(found.key): _field(found) for found in definitions()}
    return type("SettingsForm", (Form,), fields)(**arguments)  # type: ignore[no-any-return]


def filled_settings() -> Form:
    """Return the form as the site is set now."""
    return settings_form(formdata=None, data={_field_name(d.key): get_setting(d.key) for d in definitions()})


def settings_of(form: Form) -> dict[str, bool | int | str]:
    """Return key → value of what was sent; a number that was left empty keeps its default."""
    values: dict[str, bool | int | str] = {}
    for found in definitions():
        value = form[_field_name(found.key)].data
        values[found.key] = found.default if value is None else value
    return values


def field_of(key: str) -> str:
    """Return the name of the field of a setting, for an error that names the setting."""
    return _field_name(key)


def _field_name(key: str) -> str:
    return key.replace(".", "_")


def _field(found: Definition) -> Any:
    if found.type is bool:
        return BooleanField(cast("str", found.label))
    if found.type is int:
        return number(found.label, minimum=found.minimum, maximum=found.maximum)
    return line(found.label, limit=_LONGEST, required=False)


class MailQuery(QueryForm):
    """Which letters a list shows."""

    state = choice("", [(state, "") for state in MAIL_STATES], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
