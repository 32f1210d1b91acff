"""What people send: to sign in and up, to recover an account, about themselves, and about others."""

from typing import Any
from typing import Final
from typing import cast
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from flask_wtf.file import FileRequired
from wtforms import BooleanField
from wtforms import DateField
from wtforms import EmailField
from wtforms import HiddenField
from wtforms import SelectField
from wtforms.validators import InputRequired
from wtforms.validators import Length
from wtforms.validators import NumberRange
from wtforms.validators import Optional

from forum.accounts.consents import SENTENCES
from forum.core.fields import whole_number
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import MESSAGES
from forum.core.forms import Clean
from forum.core.forms import Form
from forum.core.forms import choice
from forum.core.forms import choices
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.core.forms import password

#: Zones of the continent's cities first: whoever looks for another one finds it below.
TIME_ZONES: Final = tuple(
    (zone, zone.replace("_", " "))
    for zone in sorted(available_timezones(), key=lambda zone: (not zone.startswith("America/"), zone))
    if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/"))
)


_NEEDED: Final = InputRequired(cast("str", MESSAGES["required"]))


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def address(label: Any, *, description: Any = "") -> Any:
    """Return a field for an e-mail address; what it is worth is for the command to say."""
    return EmailField(
        label,
        description=description,
        filters=[_trimmed],
        validators=[
            _NEEDED,
            Length(max=254, message=_l("At most %(max)d characters.")),
            Clean(),
        ],
    )


def _city() -> Any:
    """Return a field for a city; its choices are those of whoever chooses, 0 being none of them."""
    needed = NumberRange(min=1, message=cast("str", MESSAGES["choice"]))
    return SelectField(_l("City"), coerce=whole_number, validators=[_NEEDED, needed])


def _consent(purpose: str) -> Any:
    """Return the tick of a consent, with the words that its record keeps."""
    label, description = SENTENCES[purpose]
    return BooleanField(cast("str", label), description=cast("str", description))


def next_path() -> Any:
    """Return the hidden field for where to go afterwards."""
    return HiddenField(validators=[Optional(), Length(max=500), Clean()])


class SignInForm(Form):
    """Address and password."""

    email = address(_l("E-mail address"))
    password = password(_l("Password"))
    next = next_path()


class AddressForm(Form):
    """An address to which a letter goes."""

    email = address(_l("E-mail address"))
    next = next_path()


class ButtonForm(Form):
    """One button: what a mailed link asks to be pressed."""


class _Agreement(Form):
    """Agreement to the texts whose versions were shown."""

    terms_version = HiddenField(validators=[Optional(), Length(max=9), Clean()])
    privacy_version = HiddenField(validators=[Optional(), Length(max=9), Clean()])
    agreed = BooleanField(
        _l("I have read the terms and the privacy notice and agree to them."),
        validators=[InputRequired(_l("Without your agreement there can be no account."))],
    )


class AgreementForm(_Agreement):
    """Agreement by somebody who has an account, when the texts have changed."""


class _NewPerson(_Agreement):
    """Who somebody is."""

    name = line(_l("First and last name"), limit=80, minimum=2)
    email = address(
        _l("Institutional e-mail address"),
        description=_l("For example nombre@ciudad.gob.ar. You will sign in with it."),
    )
    password = password(
        _l("Password"), description=_l("At least 12 characters. A sentence that you can remember is good.")
    )


class InvitationForm(_NewPerson):
    """Coming in by an invitation."""


class SignUpForm(_NewPerson):
    """Signing up without an invitation."""

    city_text = line(_l("City and country"), limit=160, minimum=2)
    reason = paragraph(
        _l("Your area and role, and what brings you here"),
        limit=1000,
        required=False,
        description=_l("Read by whoever admits you, if your address alone does not."),
    )


class PasswordForm(Form):
    """One password: to confirm that it is the same person, or to set a new one."""

    password = password(_l("Password"))


class NewPasswordForm(Form):
    """A new password, by a link that was mailed."""

    password = password(
        _l("New password"), description=_l("At least 12 characters. A sentence that you can remember is good.")
    )


class ChangePasswordForm(Form):
    """A new password, by somebody who is signed in."""

    present = password(_l("Present password"))
    password = password(
        _l("New password"), description=_l("At least 12 characters. A sentence that you can remember is good.")
    )


class ChangeAddressForm(Form):
    """Another address to sign in with."""

    email = address(_l("New e-mail address"))
    present = password(_l("Present password"))


class LanguageForm(Form):
    """The interface language."""

    language = choice(_l("Language"), LANGUAGE_CHOICES)
    next = next_path()


class ProfileForm(Form):
    """Who somebody is, how they read, and what they agree to."""

    name = line(_l("First and last name"), limit=80, minimum=2)
    handle = line(
        _l("Handle"),
        limit=30,
        minimum=3,
        description=_l("Others mention you with it. It can be changed once; the old one stays reserved for you."),
    )
    team_role = line(_l("Area and role in the team"), limit=120, required=False)
    bio = paragraph(
        _l("About you"), limit=1000, required=False, description=_l("What you work on, and what you can help with.")
    )
    reads = choices(
        _l("Languages you read"),
        LANGUAGE_CHOICES,
        description=_l(
            "With one alone, what is written in the other is shown translated, and the original is one click away."
        ),
    )
    ui_language = choice(_l("Language of the interface"), LANGUAGE_CHOICES)
    time_zone = choice(_l("Time zone"), TIME_ZONES)
    theme = choice(_l("Colours"), (("system", _l("As the system")), ("light", _l("Light")), ("dark", _l("Dark"))))
    density = choice(_l("Rows of lists"), (("comfortable", _l("Comfortable")), ("compact", _l("Compact"))))
    mail_replies = BooleanField(_l("Mail me when somebody replies to a topic of mine"))
    mail_mentions = BooleanField(_l("Mail me when somebody mentions me"))
    shown_outside = _consent("shown_outside")
    shown_publicly = _consent("shown_publicly")


class InvitePersonForm(Form):
    """An invitation by link or to one address."""

    city_id = _city()
    email = EmailField(
        _l("Only for this address"),
        description=_l(
            "The invitation is mailed there, and nobody else can use it. Leave it empty to get a link to share."
        ),
        filters=[_trimmed],
        validators=[Optional(), Length(max=254), Clean()],
    )
    language = choice(_l("Language of the letter"), LANGUAGE_CHOICES)
    days = number(_l("Valid for days"), minimum=1, maximum=90, default=14)
    max_uses = number(_l("For how many people"), minimum=1, maximum=100, default=1)
    note = line(_l("Note for yourselves"), limit=200, required=False)


class InviteManyForm(Form):
    """Many people at once, from a file."""

    city_id = _city()
    file = FileField(_l("CSV file"), validators=[FileRequired(MESSAGES["required"])])
    language = choice(_l("Language of the letters, where the file does not say"), LANGUAGE_CHOICES)
    days = number(_l("Valid for days"), minimum=1, maximum=90, default=14)


class AdmissionForm(Form):
    """Admitting somebody who waits."""

    city_id = _city()
    answer = paragraph(_l("A word to them"), limit=1000, required=False, description=_l("It goes into the letter."))


class RefusalForm(Form):
    """Refusing somebody who waits."""

    answer = paragraph(_l("Reason"), limit=1000, description=_l("It goes into the letter."))


class CityForm(Form):
    """A city for somebody."""

    city_id = _city()


class SuspensionForm(Form):
    """Suspending a member."""

    reason = paragraph(
        _l("Reason"), limit=2000, description=_l("The person will read it, in a letter and when signing in.")
    )
    until = DateField(
        _l("Until the end of"),
        description=_l("Leave it empty to suspend until somebody lifts it."),
        validators=[Optional()],
    )


class RoleForm(Form):
    """A role on the site."""

    role = choice(
        _l("Role"),
        (("member", _l("Member")), ("moderator", _l("RIL moderator")), ("administrator", _l("Administrator"))),
    )
    #: Of whom leaves RIL.
    city_id = SelectField(
        _l("City"),
        coerce=whole_number,
        default=0,
        validators=[Optional()],
        description=_l("Only for whoever becomes a member."),
    )
