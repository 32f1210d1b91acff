"""RIL writes news: drafts, previews, publishing, scheduling, retracting; with a log, and for nobody else."""

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.news.commands.items import edit_news
from forum.news.commands.items import publish_news
from forum.news.commands.items import retract_news
from forum.news.commands.items import schedule_news
from forum.news.commands.items import write_news
from forum.news.models import NewsItem
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.news.writing import TEXT
from tests.news.writing import make_draft
from tests.news.writing import make_published
from tests.news.writing import make_scheduled
from tests.news.writing import news_form

NOW = datetime(2026, 12, 1, 12, 0, 20, tzinfo=UTC)


@pytest.fixture
def staff(app):
    return make_staff()


@pytest.fixture
def desk(staff, sign_in):
    return sign_in(staff)


def _state(item):
    session.rollback()
    row = session.get_one(NewsItem, item.id, populate_existing=True)
    return row.state, row.published_at, row.version


def _count():
    return session.scalar(select(func.count(NewsItem.id)))


def test_an_item_is_written_previewed_and_published(desk, client):
    answer = desk.post("/moderation/news", data=news_form())
    assert answer.status_code == 303
    page = desk.get(answer.location).text

    assert "<strong>convocatoria</strong>" in page
    assert "<strong>chamada</strong>" in page
    assert page.index(TEXT.title_es) < page.index(TEXT.title_pt)
    number = answer.location.rsplit("/", 1)[-1]
    assert client.get(f"/news/{number}").status_code == 404
    assert desk.post(f"{answer.location}/publication", data={"based_on": "1"}).status_code == 303
    assert client.get(f"/news/{number}").status_code == 200


def test_a_preview_shows_both_languages_and_saves_nothing(desk):
    page = desk.post("/moderation/news", data=news_form(act="preview"))

    assert page.status_code == 200
    assert "<strong>convocatoria</strong>" in page.text
    assert "<strong>chamada</strong>" in page.text
    assert TEXT.body_es in page.text
    assert _count() == 0


def test_the_editor_is_warned_of_what_is_not_public(desk):
    item = desk.post("/moderation/news", data=news_form()).location
    for address in ("/moderation/news/new", item, f"{item}/edit", "/moderation/banners/new"):
        assert "No nombrar ciudades" in desk.get(address).text


def test_a_draft_may_lack_a_language_but_is_not_published(desk, staff):
    answer = desk.post("/moderation/news", data=news_form(title_pt="", body_pt=""))
    assert answer.status_code == 303
    assert "necesita título y texto" in desk.get(answer.location).text
    refused = desk.post(f"{answer.location}/publication", data={"based_on": "1"})

    assert refused.status_code == 400
    assert "Falta el título en portugués." in refused.text
    assert session.scalar(select(NewsItem.state)) == "draft"


@pytest.mark.parametrize("name", ["title_es", "title_pt", "body_es", "body_pt"])
def test_what_is_published_stays_complete(staff, name):
    item = make_published(staff)
    with pytest.raises(Invalid) as refused:
        edit_news(act(staff), item.id, text=replace(TEXT, **{name: ""}), based_on=2)

    assert refused.value.field == name
    assert _state(item)[2] == 2


def test_what_it_said_before_stays_in_the_log(desk, staff):
    item = make_published(staff)
    answer = desk.post(f"/moderation/news/{item.id}", data=news_form(body_es="Otro texto.", based_on="2"))
    assert answer.status_code == 303

    page = desk.get(answer.location).text
    assert "Lo que decía antes" in page
    assert TEXT.body_es in page
    detail = session.scalar(select(EventDetail).join(Event).where(Event.kind == "NewsChanged"))
    assert detail.before["body_es"] == TEXT.body_es
    assert detail.before["body_pt"] == TEXT.body_pt


def test_every_act_is_in_the_log_of_acts_in_words(desk, staff):
    item = make_scheduled(staff, clock.now() + timedelta(days=1))
    edit_news(act(staff), item.id, text=replace(TEXT, title_es="Otro título"), based_on=2)
    retract_news(act(staff), item.id)
    page = desk.get("/moderation/log").text

    for words in ("Novedad escrita", "Novedad publicada o programada", "Novedad modificada", "Novedad retirada"):
        assert f"<b>{words}</b>" in page
    assert f'href="/moderation/news/{item.id}"' in page


def test_an_item_is_scheduled_in_the_time_zone_of_the_editor(sign_in):
    staff = make_staff()
    with transaction():
        session.merge(staff).time_zone = "America/Bogota"
    desk = sign_in(staff)
    item = make_draft(staff)
    day = (clock.now() + timedelta(days=3)).date()
    answer = desk.post(f"/moderation/news/{item.id}/publication", data={"moment": f"{day}T08:30", "based_on": "1"})

    assert answer.status_code == 303
    assert _state(item)[1] == datetime(day.year, day.month, day.day, 13, 30, tzinfo=UTC)
    page = desk.get(answer.location).text
    assert f'value="{day}T08:30"' in page
    assert "America/Bogota" in page


def test_a_scheduled_moment_can_be_changed_and_be_made_now(staff):
    item = make_scheduled(staff, clock.now() + timedelta(days=1))
    later = (clock.now() + timedelta(days=9)).replace(second=0, microsecond=0)
    schedule_news(act(staff), item.id, moment=later, based_on=2)
    assert _state(item) == ("published", later, 3)

    publish_news(act(staff), item.id, based_on=3)
    assert _state(item)[1] <= clock.now()


@pytest.mark.parametrize("shift", [timedelta(0), timedelta(seconds=30), timedelta(days=-1), timedelta(days=800)])
def test_a_moment_that_is_past_or_too_far_is_refused(staff, shift):
    item = make_draft(staff)
    with time_machine.travel(NOW, tick=False), pytest.raises(Invalid) as refused:
        schedule_news(act(staff), item.id, moment=NOW + shift, based_on=1)

    assert refused.value.field == "moment"
    assert _state(item)[0] == "draft"


@pytest.mark.parametrize(
    "moment", ["mañana", "2026-13-40T99:99", "0001-01-01T00:00", "9999-12-31T23:59", "2026-12-12", "x" * 900, "\x00"]
)
def test_a_moment_that_is_none_is_refused_and_the_form_shown_again(desk, staff, moment):
    item = make_draft(staff)
    answer = desk.post(f"/moderation/news/{item.id}/publication", data={"moment": moment, "based_on": "1"})

    assert answer.status_code == 400
    assert 'name="moment"' in answer.text
    assert _state(item)[0] == "draft"


def test_what_everybody_reads_already_is_not_scheduled_behind_their_back(staff):
    item = make_published(staff)
    with pytest.raises(Conflict):
        schedule_news(act(staff), item.id, moment=clock.now() + timedelta(days=1), based_on=2)


def test_a_scheduled_item_that_is_retracted_is_a_draft_again_and_can_be_published(staff):
    item = make_scheduled(staff, clock.now() + timedelta(days=1))
    retract_news(act(staff), item.id)
    assert _state(item)[0] == "draft"

    publish_news(act(staff), item.id, based_on=3)
    retract_news(act(staff), item.id)
    assert _state(item)[0] == "retracted"
    retract_news(act(staff), item.id)
    assert _state(item)[2] == 5


def test_publishing_twice_does_it_once(staff):
    item = make_published(staff)
    moment = _state(item)[1]
    publish_news(act(staff), item.id, based_on=2)

    assert _state(item) == ("published", moment, 2)


def test_two_editors_lose_nothing(desk, staff):
    item = make_draft(staff)
    edit_news(act(staff), item.id, text=replace(TEXT, title_es="De la primera"), based_on=1)
    answer = desk.post(f"/moderation/news/{item.id}", data=news_form(body_es="De la segunda persona.", based_on="1"))

    assert answer.status_code == 409
    assert "De la segunda persona." in answer.text
    assert "De la primera" in desk.get(f"/moderation/news/{item.id}").text
    stale = desk.post(f"/moderation/news/{item.id}/publication", data={"based_on": "1"})
    assert stale.status_code == 409
    assert _state(item)[0] == "draft"


def test_a_text_that_changes_nothing_is_no_change(staff):
    item = make_draft(staff)
    edit_news(act(staff), item.id, text=TEXT, based_on=1)

    assert _state(item)[2] == 1
    assert session.scalar(select(func.count(Event.id)).where(Event.kind == "NewsChanged")) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"title_es": "", "title_pt": ""},
        {"title_es": "x" * 161},
        {"body_pt": "x" * 32_001},
        {"body_es": "[" * 9000},
        {"body_es": "a\x00b"},
        {"title_pt": "a\u202eb\nc"},
        {"based_on": "uno"},
        {"based_on": "-1"},
        {"based_on": "9" * 30},
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_and_stays_in_the_form(desk, change):
    answer = desk.post("/moderation/news", data=news_form(**change))

    assert answer.status_code == 400
    assert 'name="body_es"' in answer.text
    assert _count() == 0


@pytest.mark.parametrize("who", ["visitor", "member", "lead"])
def test_for_everybody_else_there_is_no_desk_of_news(staff, client, sign_in, who):
    item = make_draft(staff)
    browser = client if who == "visitor" else sign_in(make_user(role=who))

    for path in ("", "/new", f"/{item.id}", f"/{item.id}/edit"):
        assert browser.get(f"/moderation/news{path}").status_code == 404
    for path in ("", f"/{item.id}", f"/{item.id}/publication", f"/{item.id}/publication/removal"):
        assert browser.post(f"/moderation/news{path}", data=news_form(based_on="1")).status_code == 404
    assert _state(item) == ("draft", None, 1)


def test_the_commands_themselves_refuse_whoever_is_not_ril(staff):
    item = make_draft(staff)
    lead = act(make_user(role="lead"))
    for do in (
        lambda: write_news(lead, TEXT),
        lambda: edit_news(lead, item.id, text=replace(TEXT, title_es="x"), based_on=1),
        lambda: publish_news(lead, item.id, based_on=1),
        lambda: schedule_news(lead, item.id, moment=clock.now() + timedelta(days=1), based_on=1),
        lambda: retract_news(lead, item.id),
    ):
        with pytest.raises(NotFound):
            do()
    assert _count() == 1


def test_what_does_not_exist_is_not_found(desk):
    for path in ("/999999", "/999999/edit"):
        assert desk.get(f"/moderation/news{path}").status_code == 404
    for path in ("/999999", "/999999/publication", "/999999/publication/removal"):
        assert desk.post(f"/moderation/news{path}", data=news_form()).status_code == 404


def test_the_list_of_ril_says_how_each_item_stands(desk, staff):
    make_draft(staff)
    make_published(staff)
    make_scheduled(staff, clock.now() + timedelta(days=1))
    retract_news(act(staff), make_published(staff).id)
    page = desk.get("/moderation/news").text

    for words in ("Borrador", "Programada", "Publicada", "Retirada"):
        assert f">{words}</span>" in page


@pytest.mark.parametrize("form", [{"title_es": "Hola"}, {}])
def test_a_form_that_lacks_fields_saves_a_draft_or_is_refused(desk, form):
    answer = desk.post("/moderation/news", data={"act": "save", "based_on": "0"} | form)
    assert answer.status_code == (303 if form else 400)
