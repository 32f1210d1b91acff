"""News, banners and prepared replies for the browser tests; the banner begins later, so that it stands over no other page."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.db import session
from forum.discussion.beside import PreparedReply
from forum.discussion.commands.preparing import PreparedText
from forum.discussion.commands.preparing import add_prepared
from forum.news.commands.banners import BannerText
from forum.news.commands.banners import publish_banner
from forum.news.commands.items import edit_news
from forum.news.commands.items import publish_news
from forum.news.commands.items import write_news
from forum.news.models import Banner
from forum.news.models import NewsItem
from forum.news.texts import NewsText
from tests.browser.workshop import Workshop

TEXT = NewsText(
    title_es="Abrimos la convocatoria",
    title_pt="Abrimos a chamada",
    body_es="Hasta febrero.\n\n## Cómo participar\n\n1. Leer\n2. Escribir",
    body_pt="Até fevereiro.\n\n## Como participar\n\n1. Ler\n2. Escrever",
)


def _item(workshop: Workshop) -> int:
    """Return the id of an item that is published and was edited; made once."""
    found = session.scalar(select(NewsItem.id).where(NewsItem.state == "published"))
    if found is not None:
        return found
    staff = to_actor(workshop.person("moderator"))
    made = write_news(staff, TEXT).id
    publish_news(staff, made, based_on=1)
    edit_news(staff, made, text=replace(TEXT, body_es=f"{TEXT.body_es}\n3. Esperar"), based_on=2)
    return made


def news(workshop: Workshop) -> str:
    """Return the list of the news, with one in it."""
    _item(workshop)
    return "/news"


def front(workshop: Workshop) -> str:
    """Return the front page with news."""
    _item(workshop)
    return "/"


def item(workshop: Workshop) -> str:
    """Return the page of an item."""
    return f"/news/{_item(workshop)}"


def managed(workshop: Workshop) -> str:
    """Return RIL's list of the news."""
    _item(workshop)
    return "/moderation/news"


def managed_item(workshop: Workshop) -> str:
    """Return an item at RIL's desk, with what it said before."""
    return f"/moderation/news/{_item(workshop)}"


def draft(workshop: Workshop) -> str:
    """Return a draft at RIL's desk that can be published."""
    return f"/moderation/news/{write_news(to_actor(workshop.person('moderator')), TEXT).id}"


def banners(workshop: Workshop) -> str:
    """Return RIL's list of banners, with one that begins later."""
    if session.scalar(select(Banner.id)) is None:
        begins = clock.now() + timedelta(days=30)
        text = BannerText(
            text_es="Corte el viernes",
            text_pt="Parada na sexta",
            url="/news",
            audience="everybody",
            kind="warning",
            from_at=begins,
            until_at=begins + timedelta(days=1),
            dismissible=True,
        )
        publish_banner(to_actor(workshop.person("moderator")), text)
    return "/moderation/banners"


def banner(workshop: Workshop) -> str:
    """Return the form of that banner."""
    banners(workshop)
    return f"/moderation/banners/{session.scalar(select(Banner.id))}/edit"


def prepared(workshop: Workshop) -> str:
    """Return RIL's list of prepared replies, with one in it: every reply box of RIL offers it from then on."""
    if session.scalar(select(PreparedReply.id)) is None:
        text = PreparedText("Bienvenida", "Hola, {name}: bienvenida la pregunta.", "Oi, {name}: que boa pergunta.")
        add_prepared(to_actor(workshop.person("moderator")), text)
    return "/moderation/replies"
