"""The pages of moving: chosen page by page, shown before it is done, taken back; and what a hostile form gets."""

from typing import Any

import pytest
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.forms.moving import MOST_CHOSEN
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.relocations import Relocation
from tests.discussion.moved import TITLE
from tests.discussion.moved import merge
from tests.discussion.moved import numbers
from tests.discussion.moved import prose
from tests.discussion.moved import topic_now
from tests.discussion.world import events
from tests.discussion.world import row_counts
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def browser(world, sign_in):
    return sign_in(world.people["moderator"])


def fields(form: Any) -> dict[str, list[str]]:
    """Return what a form would send, but for what its buttons add."""
    found: dict[str, list[str]] = {}
    for control in form.select("input, textarea, select"):
        kind = control.get("type")
        if kind in {"checkbox", "radio"} and not control.has_attr("checked"):
            continue
        text = control.get("value", "") if control.name == "input" else control.get_text().strip()
        if control.name == "select":
            text = control.select_one("[selected]")["value"] if control.select_one("[selected]") else ""
        found.setdefault(control["name"], []).append(text)
    return found


def to_new(*posts: Any, **changed: Any) -> dict[str, Any]:
    ids = [getattr(post, "id", post) for post in posts]
    return {"posts": ids, "to": "new", "title": TITLE, "stage": "evidence", "kind": "question"} | changed


def to_topic(target: Any, *posts: Any, **changed: Any) -> dict[str, Any]:
    return {"posts": [post.id for post in posts], "to": "existing", "target": target} | changed


def test_posts_are_chosen_on_several_pages_and_moved_without_a_script(world, browser):
    topic = world.topic()
    replies = [make_reply(topic, world.people["colleague"]) for _ in range(25)]
    first = prose(browser.get(f"/topics/{topic.id}/selection"))
    assert len(first.select("input[name=posts][type=checkbox]")) == 19, "the question is not to be chosen"
    assert f"/topics/{topic.id}/selection" in browser.get(f"/t/{topic.slug}/{topic.id}").text

    second = prose(browser.get(f"/topics/{topic.id}/selection?posts={replies[2].id}&page=2"))
    form = fields(second.select_one("form.compose"))
    assert form["posts"] == [str(replies[2].id)], "what was chosen on the first page stays chosen"
    query = "&".join(f"posts={post_id}" for post_id in [*form["posts"], replies[22].id])
    asked = prose(browser.get(f"/topics/{topic.id}/moves/new?{query}"))
    form = fields(asked.select_one("form.compose")) | {"title": [TITLE], "preview": ["1"]}
    assert len(form["posts"]) == 2
    before = row_counts()

    shown = browser.post(f"/topics/{topic.id}/moves", data=form)
    assert shown.status_code == 200
    assert row_counts() == before, "nothing is done until it is confirmed"
    assert "#4, #24" in " ".join(prose(shown).get_text().split())
    form = fields(prose(shown).select_one("form.compose")) | {"reason": ["Es otra pregunta"]}
    done = browser.post(f"/topics/{topic.id}/moves", data=form)
    assert done.status_code == 303
    page = prose(browser.get(done.headers["Location"]))
    assert TITLE in page.get_text()
    ((_event, detail),) = events("TopicSplit")
    assert detail.reason == "Es otra pregunta"

    undo = page.select_one(f"form[action='{done.headers['Location']}/removal']")
    assert browser.post(undo["action"]).status_code == 303
    assert len(numbers(topic.id)) == 26
    assert browser.post(undo["action"]).status_code == 409
    assert "se deshizo" in browser.get(done.headers["Location"]).text


def test_a_topic_is_named_by_address_number_or_words_of_its_title(world, browser):
    target = world.topic(title="Cómo publicar las compras")
    for named in (
        f"/t/{target.slug}/{target.id}",
        f"http://localhost/t/{target.slug}/{target.id}/1?read=pt#post-1",
        f"/t/{target.id}",
        f"#{target.id}",
        str(target.id),
    ):
        topic = world.topic()
        reply = world.reply(topic)
        answer = browser.post(f"/topics/{topic.id}/moves", data=to_topic(named, reply))
        assert answer.status_code == 303, named
    topic = world.topic()
    reply = world.reply(topic)
    offered = browser.post(f"/topics/{topic.id}/moves", data=to_topic("COMPRAS como", reply))
    assert offered.status_code == 200
    assert [box["value"] for box in prose(offered).select("input[name=target]")] == [str(target.id)]
    assert numbers(topic.id)[2] == reply.id, "words move nothing"
    nothing = browser.post(f"/topics/{topic.id}/moves", data=to_topic("ornitorrinco", reply))
    assert nothing.status_code == 422
    assert prose(nothing).select_one("#target[aria-invalid=true]")


def test_the_address_of_a_merged_topic_names_the_one_that_it_went_into(world, browser):
    gone, target, topic = (world.topic() for _ in range(3))
    merge(world.people["moderator"], gone.id, target.id)
    answer = browser.post(f"/topics/{topic.id}/merging", data={"target": f"/t/{gone.slug}/{gone.id}"})
    assert answer.status_code == 303
    assert topic_now(topic.id).merged_into_id == target.id


def test_whole_topics_are_merged_once_it_was_shown_what_happens(world, browser):
    topic, other = world.topic(), world.topic()
    world.reply(topic)
    shown = browser.post(f"/topics/{topic.id}/merging", data={"target": other.id, "preview": "1"})
    assert shown.status_code == 200
    assert topic_now(topic.id).merged_into_id is None
    done = browser.post(f"/topics/{topic.id}/merging", data=fields(prose(shown).select_one("form.compose")))
    assert done.status_code == 303
    assert len(numbers(other.id)) == 3
    assert browser.get(done.headers["Location"]).status_code == 200


def test_more_readers_are_warned_of_and_need_a_yes(world, browser):
    room, public = world.topic("city"), world.topic("public")
    reply = world.reply(room)
    for address, form in (
        ("moves", to_topic(public.id, reply)),
        ("merging", {"target": public.id}),
    ):
        before = row_counts()
        asked = browser.post(f"/topics/{room.id}/{address}", data=form)
        assert asked.status_code == 422
        assert prose(asked).select_one("input[name=understood][aria-invalid=true]")
        assert "buscadores" in asked.text
        assert len(events("PostsMoved")) == 0
        assert session.scalar(select(Relocation.id)) is None
        assert row_counts()[0] == before[0]
    assert browser.post(f"/topics/{room.id}/moves", data=to_topic(public.id, reply, understood="y")).status_code == 303
    back = browser.post(f"/topics/{public.id}/moves", data=to_topic(room.id, session.get_one(Post, reply.id)))
    assert back.status_code == 303, "fewer readers need no yes"


def test_a_topic_that_may_not_be_known_is_refused_like_one_that_is_not_there(world, sign_in):
    lead = sign_in(world.people["lead"])
    room = world.topic("city")
    reply = world.reply(room)
    theirs = make_topic(world.people["foreign member"], audience="city", city=world.other_city, title="Sala de Recife")
    secret, community = world.topic("staff", title="Asunto reservado"), world.topic(title="Asunto de todos")
    texts = set()
    for target in (theirs.id, secret.id, 999_999):
        for address, form in (("moves", to_topic(target, reply)), ("merging", {"target": target})):
            answer = lead.post(f"/topics/{room.id}/{address}", data=form)
            assert answer.status_code == 422
            texts.add((address, prose(answer).select_one("#target-e").get_text()))
            assert "Recife" not in prose(answer).select_one("main").get_text()
    assert len(texts) == 2
    for words in ("Sala Recife", "Asunto"):
        answer = lead.post(f"/topics/{room.id}/moves", data=to_topic(words, reply))
        assert answer.status_code == 422, "only what one looks after is offered"
    answer = lead.post(f"/topics/{room.id}/moves", data=to_topic(community.id, reply))
    assert answer.status_code == 422
    assert numbers(room.id)[2] == reply.id


HOSTILE = (
    ("ten thousand ids", lambda post: to_new(*range(1, 10_001))),
    ("one too many", lambda post: to_new(*range(1, MOST_CHOSEN + 2))),
    ("no id at all", lambda post: to_new()),
    ("words for an id", lambda post: to_new("x")),
    ("a huge id", lambda post: to_new("9" * 5_000)),
    ("a negative id", lambda post: to_new(-1)),
    ("digits of another script", lambda post: to_new("\u0663\x00")),
    ("a long reason", lambda post: to_new(post, reason="x" * 32_000)),
    ("a long title", lambda post: to_new(post, title="x" * 201)),
    ("no title", lambda post: to_new(post, title="")),
    ("a title of control characters", lambda post: to_new(post, title="Un título\x00")),
    ("a stage that there is not", lambda post: to_new(post, stage="nowhere")),
    ("a kind that there is not", lambda post: to_new(post, kind="poll")),
    ("no way", lambda post: to_new(post, to="elsewhere")),
    ("no target", lambda post: to_topic("", post)),
    ("a long target", lambda post: to_topic("1" * 400, post)),
    ("a huge target", lambda post: to_topic("99999999999", post)),
    ("a target with wildcards", lambda post: to_topic("%_%", post)),
    ("a target of signs", lambda post: to_topic("¿?¡!", post)),
    ("the same topic", lambda post: to_topic(post.topic_id, post)),
)


@pytest.mark.parametrize(("what", "make"), HOSTILE, ids=[what for what, _make in HOSTILE])
def test_a_form_that_cannot_be_right_gets_a_sentence_and_changes_nothing(world, browser, what, make):
    topic = world.topic()
    reply = world.reply(topic)
    before = row_counts()
    answer = browser.post(f"/topics/{topic.id}/moves", data=make(reply))
    assert answer.status_code == 422, what
    assert prose(answer).select_one(".notice--bad[role=alert] li").get_text(strip=True)
    assert row_counts() == before
    assert session.scalars(select(Topic.id)).all() == [topic.id]


def test_posts_of_other_topics_or_that_moved_meanwhile_are_a_conflict(world, browser):
    topic, other = world.topic(), world.topic()
    one, foreign = world.reply(topic), world.reply(other)
    before = row_counts()
    answer = browser.post(f"/topics/{topic.id}/moves", data=to_new(one, foreign))
    assert answer.status_code == 409
    assert "ya no están en este tema" in prose(answer).select_one("[role=alert]").get_text()
    assert browser.post(f"/topics/{topic.id}/moves", data=to_new(numbers(topic.id)[1], one)).status_code == 422
    assert row_counts() == before


def test_addresses_of_the_pages_take_any_query(world, browser):
    topic = world.topic()
    for query in (
        "posts=x",
        "posts=" + "9" * 400,
        "page=0",
        "page=x",
        "page=99999999999",
        "posts=-1&posts=%00&posts=1",
    ):
        assert browser.get(f"/topics/{topic.id}/selection?{query}").status_code in {200, 400}
        assert browser.get(f"/topics/{topic.id}/moves/new?{query}").status_code in {200, 302}
    assert browser.get(f"/topics/{topic.id}/selection?page=500").status_code == 200


def test_who_does_not_curate_both_sees_no_move(world, browser, sign_in, client):
    room, secret = world.topic("city"), world.topic("staff")
    done = browser.post(f"/topics/{room.id}/moves", data=to_topic(secret.id, world.reply(room))).headers["Location"]
    for who in ("lead", "author", "foreign lead"):
        other = sign_in(world.people[who])
        assert other.get(done).status_code == other.post(f"{done}/removal").status_code == 404
    assert client.get(done).status_code == 404
    assert browser.get(done).status_code == 200


def test_a_moderator_who_was_demoted_between_the_pages_moves_nothing(world, browser, sign_in):
    topic = world.topic()
    reply = world.reply(topic)
    assert browser.post(f"/topics/{topic.id}/moves", data=to_new(reply, preview="1")).status_code == 200
    admin = sign_in(world.people["administrator"])
    user = world.people["moderator"]
    admin.post(f"/people/{user.id}/role", data={"role": "member", "city_id": world.city.id})
    before = row_counts()
    again = sign_in(user)
    assert again.post(f"/topics/{topic.id}/moves", data=to_new(reply)).status_code == 403
    assert row_counts() == before


def test_the_pages_cost_the_same_however_long_the_topic_is(world, browser, count_queries):
    short, long = world.topic(), world.topic()
    make_reply(short)
    posts = [make_reply(long, world.people["colleague"]) for _ in range(30)]
    first = make_reply(short)
    counts = []
    for topic, chosen in ((short, [first]), (long, posts)):
        browser.get(f"/topics/{topic.id}/selection")
        with count_queries() as seen:
            assert browser.get(f"/topics/{topic.id}/selection").status_code == 200
        data = to_new(*chosen, preview="1")
        with count_queries() as previewed:
            assert browser.post(f"/topics/{topic.id}/moves", data=data).status_code == 200
        counts.append((len(seen), len(previewed)))
    assert counts[0] == counts[1]
