"""Opening a topic to more or fewer people: the warning, the change, and what follows at once."""

import time_machine
from bs4 import BeautifulSoup

from forum.core.db import session
from forum.discussion.models import Topic
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import make_world
from tests.discussion.world import text_form


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def audience_of(topic):
    session.rollback()
    session.expire_all()
    found = session.get_one(Topic, topic.id)
    return found.audience, found.city_id


def with_history(sign_in):
    """Make a topic in a city's room with one old text that is readable and one that is hidden."""
    with time_machine.travel("2026-11-25T09:00:00Z", tick=False) as clock:
        world = make_world()
        topic = world.topic("city", body="Primer texto.")
        author, lead = sign_in(world.people["author"]), sign_in(world.people["lead"])
        for hour, text in ((10, "Texto con datos personales."), (11, "Último texto.")):
            clock.move_to(f"2026-11-25T{hour}:00:00Z")
            post = first_post(topic)
            author.post(f"/posts/{post.id}/text", data=text_form(post, text))
            session.rollback()
        lead.post(f"/posts/{post.id}/revisions/2/hiding")
    return world, topic, lead


def test_widening_warns_of_old_texts_and_asks_to_confirm(app, sign_in):
    world, topic, lead = with_history(sign_in)

    page = soup(lead.get(f"/topics/{topic.id}/audience?to=community"))
    warning = page.select_one(".notice--wait").text
    assert "1" in warning
    assert page.select_one("input[name=understood]")

    refused = lead.post(f"/topics/{topic.id}/audience", data={"audience": "community", "reason": "Sirve a todas"})
    assert refused.status_code == 422
    assert soup(refused).select_one("textarea[name=reason]").text.strip() == "Sirve a todas"
    assert audience_of(topic) == ("city", world.city.id)

    done = lead.post(
        f"/topics/{topic.id}/audience", data={"audience": "community", "understood": "y", "reason": "Sirve a todas"}
    )
    assert done.status_code == 303
    assert audience_of(topic) == ("community", None)
    ((event, detail),) = events("TopicAudienceChanged")
    assert (event.city_id, event.actor_id) == (world.city.id, world.people["lead"].id)
    assert (detail.reason, detail.before, detail.after) == (
        "Sirve a todas",
        {"audience": "city"},
        {"audience": "community"},
    )


def test_a_hidden_text_stays_hidden_when_the_topic_is_opened(app, sign_in):
    world, topic, lead = with_history(sign_in)
    lead.post(f"/topics/{topic.id}/audience", data={"audience": "community", "understood": "y"})
    browser = sign_in(world.people["foreign member"])

    post = first_post(topic)
    for query in ("", "?old=1&new=2", "?old=1&new=3"):
        assert "datos personales" not in browser.get(f"/posts/{post.id}/history{query}").text
    assert "Primer" in browser.get(f"/posts/{post.id}/history?old=1&new=3").text


def test_narrowing_acts_at_once_and_asks_for_nothing(world, sign_in, visitor):
    topic = world.topic("public")
    address = f"/t/{topic.slug}/{topic.id}"
    foreign, lead = sign_in(world.people["foreign member"]), sign_in(world.people["lead"])
    assert visitor.get(address).status_code == 200

    page = soup(lead.get(f"/topics/{topic.id}/audience?to=city"))
    assert not page.select("input[name=understood]")
    assert lead.post(f"/topics/{topic.id}/audience", data={"audience": "city"}).status_code == 303

    assert audience_of(topic) == ("city", world.city.id)
    assert visitor.get(address).status_code == 404
    assert foreign.get(address).status_code == 404
    assert foreign.post(f"/topics/{topic.id}/posts", data={"body": "x", "language": "es"}).status_code == 404
    assert sign_in(world.people["colleague"]).get(address).status_code == 200


def test_going_to_the_room_of_another_city_is_warned_of_too(world, sign_in):
    topic = world.topic("city")
    moderator = sign_in(world.people["moderator"])
    form = {"audience": "city", "city": "recife"}

    assert moderator.post(f"/topics/{topic.id}/audience", data=form).status_code == 422
    assert moderator.post(f"/topics/{topic.id}/audience", data=form | {"understood": "y"}).status_code == 303
    assert audience_of(topic) == ("city", world.other_city.id)
    assert sign_in(world.people["author"]).get(f"/t/{topic.slug}/{topic.id}").status_code == 404


def test_the_page_offers_what_one_may_choose(world, sign_in):
    room, public = world.topic("city"), world.topic("public")

    def offered(who, topic):
        page = soup(sign_in(world.people[who]).get(f"/topics/{topic.id}/audience"))
        return [box["value"] for box in page.select("input[name=to]")]

    assert offered("lead", room) == ["community", "public"]
    assert offered("lead", public) == ["community", "city"]
    assert offered("moderator", public) == ["community", "city", "staff"]


def test_a_lead_opens_a_topic_of_their_city_to_visitors(world, sign_in, visitor):
    topic = world.topic("community")
    address = f"/topics/{topic.id}/audience"

    assert sign_in(world.people["foreign lead"]).get(f"{address}?to=public").status_code == 403
    done = sign_in(world.people["lead"]).post(address, data={"audience": "public", "understood": "y"})

    assert done.status_code == 303
    assert visitor.get(f"/t/{topic.slug}/{topic.id}").status_code == 200


def test_a_strange_audience_is_a_page(world, sign_in):
    topic = world.topic("city")
    moderator = sign_in(world.people["moderator"])

    for query in ("to=secret", "to=%00", "to=city&city=nowhere", "to=city&city=" + "x" * 300):
        assert moderator.get(f"/topics/{topic.id}/audience?{query}").status_code in {200, 400, 422}
    for form in ({"audience": "secret"}, {}, {"audience": "city", "city": "nowhere"}):
        assert moderator.post(f"/topics/{topic.id}/audience", data=form).status_code == 422
    assert audience_of(topic) == ("city", world.city.id)


def test_mail_about_what_one_may_no_longer_read_is_dropped(world, sign_in, run_worker, mails):
    topic = world.topic("community", body="@recife")
    world.reply(topic, body="Hola @elisa.braga")
    sign_in(world.people["moderator"]).post(f"/topics/{topic.id}/audience", data={"audience": "staff"})

    run_worker()

    assert [row for row in mails("notifications.notice") if row.user_id == world.people["foreign lead"].id] == []
