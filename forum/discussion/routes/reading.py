"""Titles in the language that the reader reads, for all templates."""

from typing import Any

from forum.core.web import current_actor
from forum.discussion.readings import mode_for
from forum.discussion.routes.blueprint import blueprint


@blueprint.app_template_filter("as_read")
def as_read(topic: Any) -> Any:
    """Return what bears title and language of a topic as the reader gets it: its translation, or the topic itself."""
    reading = topic.reading
    return reading if reading is not None and reading.language == mode_for(current_actor(), None) else topic
