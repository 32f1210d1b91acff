"""Texts and moments that the tests of news share."""

from datetime import timedelta

from forum.core import clock
from forum.news.commands.banners import BannerText
from forum.news.commands.banners import publish_banner
from forum.news.commands.items import publish_news
from forum.news.commands.items import schedule_news
from forum.news.commands.items import write_news
from forum.news.texts import NewsText
from tests.factories.accounts import act

TEXT = NewsText(
    title_es="Nueva convocatoria",
    title_pt="Nova chamada",
    body_es="Abrimos la **convocatoria** de este año.",
    body_pt="Abrimos a **chamada** deste ano.",
)


def make_draft(staff, text=TEXT):
    return write_news(act(staff), text)


def make_published(staff, text=TEXT):
    return publish_news(act(staff), write_news(act(staff), text).id, based_on=1)


def make_scheduled(staff, moment, text=TEXT):
    return schedule_news(act(staff), write_news(act(staff), text).id, moment=moment, based_on=1)


def make_banner(staff, **changes):
    """Put a banner over every page for ten days."""
    values = {
        "text_es": "Corte el viernes",
        "text_pt": "Parada na sexta",
        "url": "",
        "audience": "everybody",
        "kind": "info",
        "from_at": None,
        "until_at": clock.now() + timedelta(days=10),
        "dismissible": True,
    }
    return publish_banner(act(staff), BannerText(**values | changes))


def news_form(**changes):
    return {
        "title_es": TEXT.title_es,
        "title_pt": TEXT.title_pt,
        "body_es": TEXT.body_es,
        "body_pt": TEXT.body_pt,
        "based_on": "0",
        "act": "save",
    } | changes


def banner_form(**changes):
    until = clock.now() + timedelta(days=10)
    return {
        "text_es": "Corte el viernes",
        "text_pt": "Parada na sexta",
        "audience": "everybody",
        "kind": "info",
        "until_at": f"{until:%Y-%m-%dT%H:%M}",
        "dismissible": "y",
        "based_on": "0",
        "act": "publish",
    } | changes
