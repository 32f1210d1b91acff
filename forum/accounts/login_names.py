"""E-mail addresses: checked, and folded for comparison."""

from email_validator import EmailNotValidError
from email_validator import validate_email
from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid


def fold_address(email: str) -> str:
    """Return the form in which addresses are compared; never raises, so that nothing is given away."""
    return email.strip().casefold()[:254]


def parse_address(email: str, *, field: str = "email") -> str:
    """Return a well-formed address; Invalid otherwise. No network is asked."""
    try:
        found = validate_email(email.strip(), check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError:
        raise Invalid(_l("This is not an e-mail address. An example: nombre@ciudad.gob.ar"), field=field) from None
    return found.normalized
