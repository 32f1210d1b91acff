"""Every old address of a post that moved leads to where it is, for whoever may see it there."""

from sqlalchemy import select

from forum.core.db import session
from forum.discussion.commands.moving.undoing import undo_move
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.discussion.relocations import OldPlace
from tests.discussion.moved import leads_to
from tests.discussion.moved import merge
from tests.discussion.moved import move
from tests.discussion.moved import notices
from tests.discussion.moved import prose
from tests.discussion.moved import split
from tests.discussion.moved import topic_now
from tests.discussion.world import first_post
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.news.writing import make_banner


def test_old_addresses_lead_to_where_posts_are_now(world, ril, client, sign_in):
    topic, other = (world.topic("public") for _ in range(2))
    reply = world.reply(topic)
    moved = split(ril, topic.id, reply, kind="discussion")
    made = topic_now(moved.to_topic_id)
    there = f"/t/{made.slug}/{made.id}"
    for old in (f"/t/{topic.slug}/{topic.id}/2", f"/t/anything/{topic.id}/2", f"/posts/{reply.id}"):
        assert leads_to(client, old) == f"{there}#post-1"
    assert leads_to(client, f"/t/x/{topic.id}/2?read=pt&ui=pt") == f"{there}?ui=pt&read=pt#post-1"

    merge(ril, made.id, other.id)
    there = f"/t/{other.slug}/{other.id}/2#post-2"
    olds = (
        f"/t/{made.slug}/{made.id}",
        f"/t/{made.id}",
        f"/t/x/{made.id}/1",
        f"/t/x/{topic.id}/2",
        f"/t/x/{made.id}/2",
    )
    for browser in (client, sign_in(ril), sign_in(world.people["author"])):
        assert {leads_to(browser, old) for old in olds} == {there}
    assert leads_to(client, f"/t/x/{made.id}.atom") == f"/t/{other.slug}/{other.id}.atom"
    assert leads_to(client, f"/t/x/{made.id}/jump?number=1") == there


def test_an_old_address_tells_nobody_of_a_place_that_they_may_not_know(world, ril, client, sign_in):
    topic, hidden = world.topic("public"), world.topic("staff")
    reply = world.reply(topic)
    move(ril, topic.id, hidden.id, reply)
    member = sign_in(world.people["author"])
    for browser in (client, member):
        assert leads_to(browser, f"/t/{topic.slug}/{topic.id}/2") == "404"
        assert leads_to(browser, f"/posts/{reply.id}") == "404"
        page = browser.get(f"/t/{topic.slug}/{topic.id}").text
        assert hidden.title not in page
        assert "otro tema" in prose(browser.get(f"/t/{topic.slug}/{topic.id}")).select_one(".post--notice").get_text()
    assert hidden.title in sign_in(ril).get(f"/t/{topic.slug}/{topic.id}").text


def test_a_page_whose_first_number_moved_away_is_still_found(world, ril, client):
    topic, other = world.topic("public"), world.topic("public")
    replies = [make_reply(topic, world.people["colleague"]) for _ in range(45)]
    moved = replies[19:22]  # 21, 22 and 23: the second page begins with them.
    move(ril, topic.id, other.id, *moved)
    links = {link["href"] for link in prose(client.get(f"/t/{topic.slug}/{topic.id}")).select(".pager a")}
    assert f"{'/t/' + topic.slug}/{topic.id}/24" in links
    page = client.get(f"/t/{topic.slug}/{topic.id}/24")
    assert page.status_code == 200
    assert f'rel="canonical" href="http://localhost/t/{topic.slug}/{topic.id}/24"' in page.text
    move(ril, topic.id, other.id, *replies[22:39])
    links = [link["href"] for link in prose(client.get(f"/t/{topic.slug}/{topic.id}")).select(".pager a")]
    assert f"/t/{topic.slug}/{topic.id}/21" not in links, "nothing is left on that page"
    assert f"/t/{topic.slug}/{topic.id}/41" in links


def test_a_merged_topic_is_in_no_list_and_takes_nothing_any_more(world, ril, sign_in, run_worker):
    topic, other = world.topic(title="Una jirafa en la plaza"), world.topic()
    world.reply(topic)
    run_worker()
    merge(ril, topic.id, other.id)
    browser = sign_in(ril)
    assert "jirafa" not in browser.get("/latest").text
    assert "jirafa" not in prose(browser.get("/search?q=jirafa")).select_one("main").get_text().replace("«jirafa»", "")
    for address in ("pin", "closing", "audience", "merging", "moves"):
        assert browser.post(f"/topics/{topic.id}/{address}").status_code == 404
    for address in ("edit", "closing", "audience", "selection", "merging", "moves/new"):
        assert browser.get(f"/topics/{topic.id}/{address}").status_code == 404


def test_search_finds_moved_posts_where_they_are_at_once(world, ril, sign_in, run_worker):
    topic, other = world.topic(title="El agua de la plaza"), world.topic(title="Los parques")
    world.reply(topic, body="Hablamos de ornitorrincos aquí")
    run_worker()
    moved = merge(ril, topic.id, other.id)
    browser = sign_in(world.people["author"])
    page = browser.get("/search?q=ornitorrincos").text
    assert f"/t/{other.slug}/{other.id}/3#post-3" in page
    undo_move(act(ril), moved.id)
    assert f"/t/{topic.slug}/{topic.id}" in browser.get("/search?q=agua+plaza").text


def test_small_notices_say_what_happened_on_both_sides(world, ril, sign_in):
    topic, other = world.topic(title="Las cuentas del agua"), world.topic(title="Los parques del norte")
    move(ril, topic.id, other.id, world.reply(topic))
    assert notices(topic.id) == [{"kind": "moved_out", "count": 1, "to": other.id}]
    assert notices(other.id) == [{"kind": "moved_in", "count": 1, "from": topic.id}]
    browser = sign_in(world.people["author"])
    assert "Los parques del norte" in browser.get(f"/t/{topic.slug}/{topic.id}").text
    assert "Las cuentas del agua" in browser.get(f"/t/{other.slug}/{other.id}").text
    merge(ril, topic.id, other.id)
    page = browser.get(f"/t/{other.slug}/{other.id}").text
    assert (
        "Las cuentas del agua"
        in prose(browser.get(f"/t/{other.slug}/{other.id}")).select(".post--notice")[-1].get_text()
    )
    hide_post(
        act(ril),
        session.scalars(
            select(Post.id).join(OldPlace).where(OldPlace.topic_id == topic.id, OldPlace.number == 1)
        ).one(),
        reason="Datos",
    )
    assert "Las cuentas del agua" not in browser.get(f"/t/{other.slug}/{other.id}").text, page


def test_the_log_names_only_topics_that_its_reader_may_know(world, ril, sign_in):
    room = world.topic("city", title="Nuestro cuarto")
    secret = world.topic("staff", title="Asunto reservado")
    move(ril, room.id, secret.id, world.reply(room))
    log = sign_in(world.people["lead"]).get("/moderation/log").text
    assert "Nuestro cuarto" in log
    assert "Asunto reservado" not in log
    whole = sign_in(ril).get("/moderation/log").text
    assert "Asunto reservado" in whole
    assert 'href="/moves/1"' in whole, "with the way back"


def test_replies_are_taken_out_of_a_deleted_topic_and_are_found_again(world, ril, sign_in, run_worker):
    topic = world.topic()
    reply = world.reply(topic, body="Hablamos de ornitorrincos aquí")
    delete_post(act(ril), first_post(topic).id, reason="Repetido")
    run_worker()
    browser = sign_in(world.people["author"])
    assert "ornitorrincos aquí" not in prose(browser.get("/search?q=ornitorrincos")).select_one("main").get_text()
    made = topic_now(split(ril, topic.id, reply).to_topic_id)
    assert f"/t/{made.slug}/{made.id}" in browser.get("/search?q=ornitorrincos").text
    assert leads_to(browser, f"/t/{topic.slug}/{topic.id}/2") == f"/t/{made.slug}/{made.id}#post-1"
    assert leads_to(browser, f"/t/{topic.slug}/{topic.id}") == "404"


def test_an_address_of_a_room_leads_outsiders_nowhere_even_where_the_post_is_public_now(world, ril, client, sign_in):
    room, public = world.topic("city"), world.topic("public")
    post = world.reply(room)
    move(ril, room.id, public.id, post)
    old = f"/t/{room.slug}/{room.id}/{post.number}"
    assert leads_to(client, old) == "404"
    assert leads_to(sign_in(make_user()), old) == "404"
    assert leads_to(sign_in(ril), old).startswith(f"/t/{public.slug}/{public.id}/")


def test_a_move_is_asked_about_under_a_banner_too(world, ril, sign_in):
    topic, other = world.topic("community"), world.topic("community")
    post = world.reply(topic)
    make_banner(ril)
    form = {"posts": [post.id], "to": "existing", "target": other.id, "preview": "1"}
    assert sign_in(ril).post(f"/topics/{topic.id}/moves", data=form).status_code == 200
