"""The words of what somebody agrees to by a tick, so that the record can keep exactly what was shown."""

import hashlib
from collections.abc import Mapping
from typing import Final

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from forum.core.languages import to_locale
from forum.core.text import Text

#: Purpose → the tick's label and what stands below it.
SENTENCES: Final[Mapping[str, tuple[Text, Text]]] = {
    "shown_outside": (
        _l("Show me to members of other cities"),
        _l("In my city's team, in search and when somebody types a mention."),
    ),
    "shown_publicly": (
        _l("Show my name and city to visitors on public topics"),
        _l("Only if whoever leads my city agrees too. Otherwise visitors read: Member of the community."),
    ),
}
#: Moves with the meaning of a sentence; another wording of the same shows in its hash.
VERSION: Final = 1
#: Purpose → its name in lists.
PURPOSES: Final[Mapping[str, Text]] = {
    "terms": _l("Terms"),
    "privacy": _l("Privacy notice"),
    "shown_outside": SENTENCES["shown_outside"][0],
    "shown_publicly": SENTENCES["shown_publicly"][0],
}


def sentence(purpose: str, language: str) -> str:
    """Return the words of a tick as a page in that language shows them."""
    with force_locale(to_locale(language)):
        return "\n".join(str(part) for part in SENTENCES[purpose])


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text's bytes: what `sha256sum` says of a file that holds it."""
    return hashlib.sha256(text.encode()).hexdigest()
