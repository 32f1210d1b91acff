"""Names and e-mail addresses: checked, and folded for comparison."""

import unicodedata
from typing import Final

from email_validator import EmailNotValidError
from email_validator import validate_email
from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.text import fold

#: Besides letters, what names of people have; no slash, colon or @: a name goes into letters.
_IN_NAMES: Final = frozenset(" '’-.,·ªº()")
#: Names under which somebody would pass for those who run the site.
_OFFICIAL: Final = frozenset(
    ["ril", "equiporil", "equiperil", "moderacion", "moderacao", "administracion", "administracao", "administrador"]
)


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


def parse_name(name: str) -> str:
    """Return somebody's name in one spelling; Invalid for links, look-alike letters and official names."""
    found = unicodedata.normalize("NFC", " ".join(name.split()))
    plain = "".join(c for c in fold(found) if c.isalnum())
    if not any(c.isalpha() for c in found) or not all(_fits_name(c) for c in found) or "www." in found.lower():
        raise Invalid(_l("A name has letters of the Spanish and Portuguese alphabets, and no links."), field="name")
    if plain in _OFFICIAL:
        raise Invalid(_l("This name is kept for those who run the forum."), field="name")
    return found


def _fits_name(character: str) -> bool:
    if character in _IN_NAMES or "0" <= character <= "9":
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")
