"""The reply box, as topic pages show it and as a page of its own."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.core.actor import VISITOR
from forum.core.actor import Actor
from forum.core.asked import asked
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.markup import MAX_LENGTH
from forum.core.markup import replace_quotes
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.web import ui_language
from forum.discussion.forms import ReplyForm
from forum.discussion.forms import fresh_id
from forum.discussion.loading import Merged
from forum.discussion.loading import get_topic
from forum.discussion.models import Topic
from forum.discussion.policy import can_prepare_replies
from forum.discussion.policy import can_reply
from forum.discussion.queries.prepared import PreparedChoice
from forum.discussion.queries.prepared import prepared_choices
from forum.discussion.queries.prepared import prepared_text
from forum.discussion.queries.quotable import find_quotable
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.routes.attaching import Attachments
from forum.discussion.routes.attaching import attachments

#: Longer posts are quoted up to here; who wants another part selects it.
LONGEST_QUOTE: Final = 1_500


@dataclass(frozen=True, slots=True)
class ReplyBox:
    """What `discussion/_reply_form.html` needs, as `box`."""

    topic: Topic | TopicView
    form: ReplyForm
    files: Attachments
    #: Public topics only: how visitors will see who writes.
    shown_as: Person | None
    #: RIL only: what it keeps for questions that come back.
    prepared: tuple[PreparedChoice, ...] = ()


class MergedMeanwhile(Conflict):
    """The topic that a reply was written for went into another one."""

    default = _l("Meanwhile the topic was merged into this one. Your text is here: publish it if it still belongs.")


def topic_or_where_it_went(actor: Actor, topic_id: int) -> tuple[Topic, bool]:
    """Return a topic, or the one that it was merged into while somebody wrote a reply, and whether it was."""
    merged = False
    while True:
        try:
            return get_topic(actor, topic_id), merged
        except Merged as error:
            topic_id, merged = error.into_id, True


def reply_box(
    actor: Actor,
    topic: Topic | TopicView,
    form: ReplyForm | None = None,
    *,
    waiting: frozenset[str] = frozenset(),
) -> ReplyBox | None:
    """Return the reply box of a topic, or None where the actor may not reply.

    A post named by `?quote=` stands in it already: so quoting works without scripts.
    """
    if not can_reply(actor, topic):
        return None
    if form is None:
        language = ui_language()
        form = ReplyForm(formdata=None, request_id=fresh_id(), language=language, prepared_language=topic.language)
        # Past the filters: the empty line after the quote is where the reply begins.
        form.body.data = _wanted_quote(actor, topic)
    return ReplyBox(
        topic=topic,
        form=form,
        files=attachments(actor, form.body.data or "", waiting=waiting),
        shown_as=seen_by_visitors(actor) if topic.audience == "public" else None,
        prepared=prepared_choices(actor),
    )


def put_prepared(actor: Actor, topic: Topic, form: ReplyForm) -> int:
    """Put the prepared reply that was chosen after what is written; return the answer's status."""
    require(can_prepare_replies(actor))
    written = form.body.data or ""
    if (written and form.body.errors) or form.prepared.errors or form.prepared_language.errors:
        return UNPROCESSABLE
    for field in form:
        field.errors = []
    language = form.prepared_language.data or topic.language
    try:
        text = prepared_text(actor, form.prepared.data or 0, topic, language=language, written=written)
    except NotFound:
        form.refuse(Invalid(_l("Choose a prepared reply."), field="prepared"))
        return UNPROCESSABLE
    whole = f"{written.rstrip()}\n\n{text}" if written.strip() else text
    if len(whole) > MAX_LENGTH:
        form.refuse(Invalid(_l("With the prepared reply the text would be too long."), field="body"))
        return UNPROCESSABLE
    form.body.data = whole
    if not written.strip():
        form.language.data = language
    return 200


def seen_by_visitors(actor: Actor) -> Person | None:
    """Return how visitors see somebody who writes in a public topic."""
    return people_by_ids([actor.id], VISITOR).get(actor.id or 0)


def quote_of(handle: str, number: int, topic_id: int, body: str) -> str:
    """Return the Markdown that quotes a post: its own words, without what it quotes itself."""
    words = replace_quotes(body, lambda _quoted: "").strip()
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(maxsplit=1)[0] + " …"
    return f'[quote="{handle}, post:{number}, topic:{topic_id}"]\n{words}\n[/quote]\n\n'


def _wanted_quote(actor: Actor, topic: Topic | TopicView) -> str:
    wanted = asked("quote", limit=18)
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 19):
        return ""
    found = find_quotable(actor, topic.id, int(wanted))
    return quote_of(found.handle, found.number, topic.id, found.body) if found is not None else ""
