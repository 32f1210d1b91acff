"""News and banners of the world, in every state: what is not out yet, or not any more, is RIL's alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from forum.core import clock
from forum.news.commands.banners import BannerText
from forum.news.commands.banners import publish_banner
from forum.news.commands.banners import retract_banner
from forum.news.commands.items import edit_news
from forum.news.commands.items import publish_news
from forum.news.commands.items import retract_news
from forum.news.commands.items import schedule_news
from forum.news.commands.items import write_news
from forum.news.texts import NewsText
from tests.factories.accounts import act
from tests.privacy.acting import Act
from tests.privacy.beside import put_beside
from tests.privacy.world import CITY_A
from tests.privacy.world import EVERYBODY
from tests.privacy.world import STAFF
from tests.privacy.world import World


def announce(world: World) -> None:
    """Write an item of news in each state, and banners for each kind of reader, now, later and no more."""
    staff = act(world.people["moderator"])
    for state, readers in (("published", EVERYBODY), ("draft", STAFF), ("scheduled", STAFF), ("retracted", STAFF)):
        text = _text(world, f"{state} news", readers)
        world.news[state] = write_news(staff, text).id
    before = _text(world, "earlier text of news", STAFF)
    item = write_news(staff, before)
    edit_news(
        staff, item.id, text=replace(before, title_es="Otro", title_pt="Outro", body_es="Ya", body_pt="Já"), based_on=1
    )
    publish_news(staff, item.id, based_on=2)
    world.news["edited"] = item.id
    publish_news(staff, world.news["published"], based_on=1)
    publish_news(staff, world.news["retracted"], based_on=1)
    retract_news(staff, world.news["retracted"])
    schedule_news(staff, world.news["scheduled"], moment=clock.now() + timedelta(days=30), based_on=1)
    for audience, readers in (("everybody", EVERYBODY), ("staff", STAFF)):
        world.banners[audience] = _banner(world, audience, f"banner for {audience}", readers, starts_in=0)
    # As if the topic had been narrowed to the room after it was announced.
    room = world.topics["city"].id
    world.banners["members"] = _banner(world, "members", "banner of a room's topic", CITY_A, starts_in=0, topic_id=room)
    world.banners["later"] = _banner(world, "everybody", "banner of later", STAFF, starts_in=30)
    world.banners["retracted"] = _banner(world, "everybody", "retracted banner", STAFF, starts_in=31)
    retract_banner(staff, world.banners["retracted"])
    put_beside(world)


def _text(world: World, what: str, readers: frozenset[str]) -> NewsText:
    """Return a text of which each part holds a word; where an item is read in one language, it is read in Spanish."""
    parts = [world.plant(f"{part} of {what}", readers) for part in ("title", "text", "title in pt", "text in pt")]
    return NewsText(title_es=parts[0], body_es=parts[1], title_pt=parts[2], body_pt=parts[3])


def _banner(
    world: World, audience: str, what: str, readers: frozenset[str], *, starts_in: int, topic_id: int | None = None
) -> int:
    begins = clock.now() + timedelta(days=starts_in)
    text = BannerText(
        text_es=world.plant(what, readers),
        text_pt=world.plant(f"{what}, in Portuguese", readers),
        url="",
        audience=audience,
        kind="info",
        from_at=begins if starts_in else None,
        until_at=begins + timedelta(days=20),
        dismissible=True,
        topic_id=topic_id,
    )
    return publish_banner(act(world.people["moderator"]), text).id


def news_form(_world: World) -> dict[str, Any]:
    """Return a right form of an item."""
    text = "Un texto que basta."
    return {"title_es": "Título", "title_pt": "Título", "body_es": text, "body_pt": text, "based_on": 1, "act": "save"}


def banner_form(_world: World) -> dict[str, Any]:
    """Return a right form of a banner, at a time when no other stands."""
    begins = clock.now() + timedelta(days=60)
    return {
        "text_es": "Una frase",
        "text_pt": "Uma frase",
        "audience": "everybody",
        "kind": "info",
        "from_at": f"{begins:%Y-%m-%dT%H:%M}",
        "until_at": f"{begins + timedelta(days=1):%Y-%m-%dT%H:%M}",
        "dismissible": "y",
        "based_on": 1,
        "act": "publish",
    }


def _everybodys_banner(world: World) -> dict[str, Any]:
    return {"banner_id": world.banners["everybody"]}


def _item(state: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"news_id": world.news[state]}


NEWS_ACTS = {
    "news.create_banner": Act(STAFF, banner_form),
    "news.create_closing": Act(EVERYBODY, values=_everybodys_banner),
    "news.create_item": Act(STAFF, news_form),
    "news.create_publication": Act(STAFF, lambda _world: {"based_on": 1}, values=_item("draft")),
    "news.delete_banner": Act(STAFF, values=_everybodys_banner),
    "news.delete_publication": Act(STAFF, values=_item("published")),
    "news.update_banner": Act(STAFF, banner_form, values=_everybodys_banner),
    "news.update_item": Act(STAFF, news_form, values=_item("draft")),
}
