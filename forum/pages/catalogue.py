"""Which public pages there are, and what of their text an administrator fills in by settings."""

import re
from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core import settings
from forum.core.text import Text

#: The pages, in the order in which lists show them.
PAGES: Final[Mapping[str, Text]] = {
    "about": _l("About"),
    "join": _l("Join with your city"),
    "help": _l("Help"),
    "rules": _l("Community rules"),
    "privacy": _l("Privacy"),
    "terms": _l("Terms"),
    "accessibility": _l("Accessibility"),
    "contact": _l("Contact"),
}
#: People agreed to a version of these: earlier ones stay readable by everybody.
AGREED: Final = frozenset({"rules", "privacy", "terms"})

#: `{{name}}` in a text becomes the value of the setting `pages.name`.
PLACEHOLDER: Final = re.compile(r"\{\{([a-z_]{1,40})\}\}")
PLACEHOLDERS: Final = ("operator", "data_officer", "hosting", "contact")

settings.define("pages.operator", "", _l("Who runs the forum: legal name and country (on the legal pages)"))
settings.define("pages.data_officer", "", _l("Data officer: name and e-mail address (on the privacy page)"))
settings.define("pages.hosting", "", _l("Where the data are kept: provider and country (on the privacy page)"))
settings.define("pages.contact", "", _l("Where people write to RIL: e-mail address (on the contact page)"))


def missing_placeholders() -> list[str]:
    """Return the placeholders of the pages that an administrator has not filled in yet."""
    return [name for name in PLACEHOLDERS if not settings.get_setting(f"pages.{name}")]
