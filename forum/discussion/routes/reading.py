"""What a reader gets of translations, for all templates: titles, and the words that say what a text is."""

from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text
from forum.core.web import current_actor
from forum.discussion.readings import mode_for
from forum.discussion.routes.blueprint import blueprint


@blueprint.app_template_filter("as_read")
def as_read(topic: Any) -> Any:
    """Return what bears title and language of a topic as the reader gets it: its translation, or the topic itself."""
    reading = topic.reading
    return reading if reading is not None and reading.language == mode_for(current_actor(), None) else topic


#: By whose work, and from which language; without one where its plate stands beside it.
_MARKS: Final[dict[tuple[str, str], Text]] = {
    ("machine", ""): _l("Machine translation"),
    ("machine", "es"): _l("Machine translation from Spanish"),
    ("machine", "pt"): _l("Machine translation from Portuguese"),
    # By the language of the post: what it quotes was in the other one.
    ("quotes", "es"): _l("What it quotes was translated by a machine from Portuguese"),
    ("quotes", "pt"): _l("What it quotes was translated by a machine from Spanish"),
    ("reviewed", ""): _l("Reviewed translation"),
    ("reviewed", "es"): _l("Reviewed translation from Spanish"),
    ("reviewed", "pt"): _l("Reviewed translation from Portuguese"),
}


@blueprint.app_template_global("translation_mark")
def translation_mark(state: str, written: str = "") -> Text:
    """Return what every translated text says of itself."""
    return _MARKS[state, written]
