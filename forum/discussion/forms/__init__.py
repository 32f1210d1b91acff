"""What people fill in to write, edit and curate."""

import secrets
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField
from wtforms import FieldList
from wtforms import Form as PlainForm
from wtforms import FormField
from wtforms import HiddenField
from wtforms import StringField
from wtforms.validators import Length
from wtforms.validators import NumberRange
from wtforms.validators import Optional

from forum.certification.queries import criteria_in_order
from forum.certification.queries import practices_in_order
from forum.certification.queries import stages_in_order
from forum.cities.queries import all_cities
from forum.core.db import LARGEST_ID
from forum.core.fields import WholeNumber
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Clean
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import choices
from forum.core.forms import line
from forum.core.forms import paragraph
from forum.core.rendering.counting import MAX_FILES
from forum.core.text import Text

KINDS: tuple[tuple[str, Text], ...] = (
    ("question", _l("Question")),
    ("discussion", _l("Conversation")),
    ("experience", _l("Experience")),
    ("announcement", _l("Announcement")),
)
AUDIENCES: tuple[tuple[str, Text], ...] = (
    ("community", _l("The whole community")),
    ("city", _l("One city and RIL")),
    ("staff", _l("RIL only")),
    ("public", _l("Everybody, visitors too")),
)


def row_id() -> Any:
    """Return a hidden field for the id of a row."""
    return WholeNumber(validators=[Optional(), NumberRange(min=1, max=LARGEST_ID)])


def reason() -> Any:
    """Return the field for why something was done."""
    return paragraph(_l("Reason"), limit=1000, required=False)


class AttachedForm(PlainForm):
    """A file below the text of a form: what it shows, and whether it is in the text yet."""

    #: Not checked here: they only become words of the text, which is.
    token = StringField()
    alt = StringField()
    #: The alternative text as the page was made: tells which was changed since, this field or the text.
    alt_before = StringField()
    #: It seems to hold data of persons; the writer is asked before it goes into the text.
    waits = BooleanField()


class Attaching:
    """What the forms share that files can be attached to."""

    files = MultipleFileField(_l("Files"))
    attached = FieldList(FormField(AttachedForm), max_entries=MAX_FILES)


class ReplyForm(Attaching, Form):
    """The reply box."""

    body = paragraph(_l("Your reply"))
    language = choice(_l("Language you write in"), LANGUAGE_CHOICES)
    reply_to = row_id()
    #: RIL only: a text that is put after what is written already, and in which language.
    prepared = row_id()
    prepared_language = choice(_l("In which language"), LANGUAGE_CHOICES, required=False)


class StandardForm(Form):
    """What a topic is about; the choices are those of the standard, in the reader's language."""

    title = line(_l("Title"), limit=200, minimum=5)
    stage = choice(_l("Stage"), [])
    practices = choices(_l("Practices"), [])
    criteria = choices(_l("Criteria"), [])
    language = choice(_l("Language you write in"), LANGUAGE_CHOICES)

    def offer(self, language: str) -> None:
        """Fill in the choices."""
        self.stage.choices = [(s.slug, s.name(language)) for s in stages_in_order()]
        self.practices.choices = [(p.code, p.name(language)) for p in practices_in_order()]
        self.criteria.choices = [(c.code, f"{c.code} · {c.name(language)}") for c in criteria_in_order()]


class TopicForm(Attaching, StandardForm):
    """A new topic."""

    kind = choice(_l("Type of topic"), KINDS)
    body = paragraph(_l("Context"))
    audience = choice(_l("Who can read it"), AUDIENCES)
    city = choice(_l("City"), [], required=False)

    def offer(self, language: str) -> None:
        """Fill in the choices; the cities are for RIL, whose people have none."""
        super().offer(language)
        self.city.choices = _rooms()


class TopicEditForm(StandardForm):
    """Title, stage, language and standard of a topic; `base` says what the editor saw."""

    base = HiddenField(validators=[Optional(), Length(max=64), Clean()])
    reason = line(_l("Reason for the change"), limit=200, required=False)


class AnswerForm(Form):
    """Which post answers the question."""

    post_id = row_id()


class PostEditForm(Attaching, Form):
    """The text of a post; `base` says which text the editor began with."""

    body = paragraph(_l("Text"))
    language = choice(_l("Language you write in"), LANGUAGE_CHOICES)
    base = HiddenField(validators=[Optional(), Length(max=64), Clean()])
    reason = line(_l("Reason for the change"), limit=200, required=False)


class ReasonForm(Form):
    """An act that may be given a reason."""

    reason = reason()


class RemovalForm(Form):
    """Hiding or deleting what somebody else wrote: the author reads why."""

    reason = paragraph(_l("Reason: the author will read it"), limit=1000)


class AudienceForm(Form):
    """Opening a topic to more or fewer people."""

    audience = choice(_l("Who can read it"), AUDIENCES)
    city = choice(_l("City"), [], required=False)
    reason = reason()
    #: Needed when more people will read it than before.
    understood = BooleanField(_l("I have read this and want to open the topic to more people."))

    def offer(self) -> None:
        """Fill in the cities."""
        self.city.choices = _rooms()


class PreviewForm(Form):
    """A text to be shown as it will look; everything else only says where it will stand."""

    body = paragraph(_l("Text"), required=False)
    title = line(_l("Title"), limit=200, required=False)
    language = choice(_l("Language you write in"), LANGUAGE_CHOICES, required=False)
    audience = choice(_l("Who can read it"), AUDIENCES, required=False)
    city = line(_l("City"), limit=100, required=False)
    topic = row_id()
    #: The post that is edited, whose files the text may use.
    post = row_id()


class StartQuery(QueryForm):
    """What an address may already fill in on the page of a new topic."""

    stage = line(_l("Stage"), limit=40, required=False)
    title = line(_l("Title"), limit=200, required=False)
    practice = line(_l("Practice"), limit=10, required=False)
    criterion = line(_l("Criterion"), limit=10, required=False)
    kind = choice(_l("Type of topic"), KINDS, required=False)
    audience = choice(_l("Who can read it"), AUDIENCES, required=False)


class QuoteQuery(QueryForm):
    """Which post a reply begins with."""

    quote = row_id()


class HistoryQuery(QueryForm):
    """Which two versions to compare, and how."""

    old = row_id()
    new = row_id()
    view = choice(_l("View"), (("inline", _l("In one text")), ("sides", _l("Side by side"))), required=False)


class MentionQuery(QueryForm):
    """The beginning of a name."""

    q = line(_l("Name"), limit=60, required=False)


class TitleQuery(QueryForm):
    """A title that somebody is writing."""

    title = line(_l("Title"), limit=200, required=False)


class AudienceQuery(QueryForm):
    """The audience that is being considered."""

    to = choice(_l("Who can read it"), AUDIENCES, required=False)
    city = line(_l("City"), limit=100, required=False)


def _rooms() -> list[tuple[str, str]]:
    return [("", "—"), *((city.slug, city.name) for city in all_cities() if not city.archived)]


def fresh_id() -> str:
    """Return a new id for a form: what it sends twice is done once."""
    return secrets.token_urlsafe(18)
