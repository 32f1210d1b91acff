"""The history of a post: what changed, for whom, and what was taken from it."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from forum.core.db import session
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.differences import Effort
from forum.discussion.differences import inline_diff
from forum.discussion.models import Post
from forum.discussion.queries.details import details_of
from tests.discussion.world import STAFF
from tests.discussion.world import details_form
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import make_world
from tests.discussion.world import sees
from tests.factories.accounts import act

SECRET = "catalejo"


def soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def rewrite(world, post, body, who="author"):
    post = session.get_one(Post, post.id)
    return edit_post(
        act(world.people[who]), post.id, body=body, language="es", base=fingerprint(post.body, post.language)
    )


def edited(audience="community"):
    """Make a topic whose first post has three versions; the second holds a word that should go."""
    with time_machine.travel("2026-11-25T09:00:00Z", tick=False) as clock:
        world = make_world()
        topic = world.topic(audience, title="Título primero", body="Uno dos tres.")
        post = first_post(topic)
        who = "moderator" if audience == "staff" else "author"
        clock.move_to("2026-11-25T10:00:00Z")
        rewrite(world, post, f"Uno {SECRET} tres.", who)
        clock.move_to("2026-11-25T11:00:00Z")
        rewrite(world, post, "Uno cinco tres.", who)
    return world, topic, session.get_one(Post, post.id)


def test_the_last_change_is_shown_in_one_text(app, sign_in):
    world, _topic, post = edited()

    page = soup(sign_in(world.people["foreign member"]).get(f"/posts/{post.id}/history"))

    assert [d.text.removeprefix(d.span.text).strip() for d in page.select(".diff del")] == [SECRET]
    assert [d.text.removeprefix(d.span.text).strip() for d in page.select(".diff ins")] == ["cinco"]
    assert len(page.select(".versions > li")) == 3


def test_two_versions_are_shown_side_by_side(app, sign_in):
    world, _topic, post = edited()

    page = soup(sign_in(world.people["foreign member"]).get(f"/posts/{post.id}/history?old=1&new=3&view=sides"))

    left, right = page.select(".diff-sides .diff")
    assert "dos" in left.text
    assert "cinco" not in left.text
    assert "cinco" in right.text
    assert "dos" not in right.text


def test_title_stage_and_language_are_part_of_the_history(app, sign_in):
    with time_machine.travel("2026-11-25T09:00:00Z", tick=False) as clock:
        world = make_world()
        topic = world.topic(title="Título primero")
        clock.move_to("2026-11-25T10:00:00Z")
        sign_in(world.people["moderator"]).post(
            f"/topics/{topic.id}/details",
            data=details_form(topic, title="Título segundo", stage="roadmap", language="pt"),
        )

    page = soup(sign_in(world.people["author"]).get(f"/posts/{first_post(topic).id}/history"))

    gone, come = ([e.text for e in page.select(f".diff {tag}")] for tag in ("del", "ins"))
    assert any("primero" in text for text in gone)
    assert any("segundo" in text for text in come)
    assert any("Evidencia" in text for text in gone)
    assert any("Marta Vega" in li.text for li in page.select(".versions > li")[:1])


def test_a_post_that_was_not_edited_has_a_page_that_says_so(world, sign_in):
    topic = world.topic()

    page = sign_in(world.people["author"]).get(f"/posts/{first_post(topic).id}/history")

    assert page.status_code == 200
    assert soup(page).select_one(".empty")


@pytest.mark.parametrize("audience", ["public", "community", "city", "staff"])
def test_who_reads_the_topic_as_a_member_reads_its_history(app, sign_in, visitor, audience):
    world, _topic, post = edited(audience)
    for who, browser in world.browsers(sign_in, visitor).items():
        answer = browser.get(f"/posts/{post.id}/history")
        assert answer.status_code == (200 if sees(audience, who) else 404), who
        assert (SECRET in answer.text) == sees(audience, who), who


@pytest.mark.parametrize(
    ("audience", "readers"), [("community", set(STAFF)), ("public", {*STAFF, "lead"}), ("city", {*STAFF, "lead"})]
)
def test_a_hidden_version_is_nowhere_for_those_who_may_not_read_it(app, sign_in, visitor, audience, readers):
    world, _topic, post = edited(audience)
    moderator = sign_in(world.people["moderator"])

    assert moderator.post(f"/posts/{post.id}/revisions/2/hiding").status_code == 303

    for who, browser in world.browsers(sign_in, visitor).items():
        for query in ("", "?old=2&new=3", "?old=1&new=2&view=sides", "?old=1&new=3", "?old=2&new=2"):
            answer = browser.get(f"/posts/{post.id}/history{query}")
            if who not in readers:
                assert SECRET not in answer.text, (who, query)
    assert SECRET in moderator.get(f"/posts/{post.id}/history?old=2&new=3").text
    ((event, _detail),) = events("RevisionHidden")
    assert event.actor_id == world.people["moderator"].id

    assert moderator.post(f"/posts/{post.id}/revisions/2/hiding/removal").status_code == 303
    assert SECRET in sign_in(world.people["author"]).get(f"/posts/{post.id}/history").text


def test_only_who_curates_hides_a_version_and_never_the_present_one(app, sign_in):
    world, _topic, post = edited()

    assert sign_in(world.people["author"]).post(f"/posts/{post.id}/revisions/2/hiding").status_code == 403
    assert sign_in(world.people["lead"]).post(f"/posts/{post.id}/revisions/2/hiding").status_code == 403
    moderator = sign_in(world.people["moderator"])
    assert moderator.post(f"/posts/{post.id}/revisions/3/hiding").status_code == 409
    assert moderator.post(f"/posts/{post.id}/revisions/9/hiding").status_code == 404


def test_the_history_of_a_hidden_post_is_for_those_who_read_hidden_texts(app, sign_in):
    world, _topic, post = edited()
    moderator = sign_in(world.people["moderator"])
    moderator.post(f"/posts/{post.id}/hiding", data={"reason": "Datos personales"})

    assert sign_in(world.people["author"]).get(f"/posts/{post.id}/history").status_code == 404
    assert moderator.get(f"/posts/{post.id}/history").status_code == 200


def test_a_reading_of_a_citys_history_by_ril_is_written_down(app, sign_in):
    world, topic, post = edited("city")

    sign_in(world.people["moderator"]).get(f"/posts/{post.id}/history")
    sign_in(world.people["lead"]).get(f"/posts/{post.id}/history")

    ((event, _detail),) = events("CityTopicReadByStaff")
    assert (event.subject_id, event.city_id) == (topic.id, world.city.id)


@pytest.mark.parametrize(
    "query", ["old=0", "old=-1", "old=x", "new=99", "view=up", "old=" + "9" * 30, "old=%00", "old=1&new=1"]
)
def test_a_strange_comparison_is_a_page(app, sign_in, query):
    world, _topic, post = edited()

    assert sign_in(world.people["author"]).get(f"/posts/{post.id}/history?{query}").status_code in {200, 400, 404}


def test_old_texts_are_escaped(app, sign_in):
    world, _topic, post = edited()
    rewrite(world, post, "<script>alert(1)</script>", "moderator")

    page = sign_in(world.people["author"]).get(f"/posts/{post.id}/history").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


PROSE = "\n".join(f"En el mes {n} la ciudad de {n * 7} publicó los datos de la obra y de la red." for n in range(230))


def test_scattered_changes_of_a_long_text_are_found_word_by_word(app):
    new = PROSE.replace("publicó", "publica", 40).replace(" 1603 ", " 9999 ")
    parts = inline_diff(PROSE, new)
    assert {text.strip() for kind, text in parts if kind == "removed"} == {"publicó", "1603"}
    assert len([text for kind, text in parts if kind == "added"]) == 41


#: The standard library's comparison takes minutes on some of these.
HARD = {
    "one word": ("a " * 16_000, "a " * 15_999),
    "one line": ("a\n" * 16_000, "a\n" * 15_999),
    "every other word": (" ".join(f"{n} a" for n in range(4_000)), " ".join(f"x{n} a" for n in range(4_000))),
    "every other line": ("\n".join(f"{n}\na" for n in range(4_000)), "\n".join(f"x{n}\na" for n in range(4_000))),
    "no word": ("palabra " * 4_000, "otra " * 6_400),
}


@pytest.mark.parametrize("kind", HARD)
def test_texts_that_are_hard_to_compare_are_compared_coarsely_and_nothing_is_lost(app, kind):
    old, new = HARD[kind]
    parts = inline_diff(old, new)
    assert "".join(text for what, text in parts if what != "added") == old
    assert "".join(text for what, text in parts if what != "removed") == new
    assert len(parts) < 10


def test_a_pair_that_is_hard_to_compare_does_not_spoil_the_others_of_its_page(app):
    effort = Effort()
    inline_diff(*HARD["every other word"], effort)
    assert inline_diff("uno dos tres", "uno cuatro tres", effort)[0] == ("same", "uno ")


def test_an_edit_of_the_topic_alone_keeps_the_text_in_the_history(app):
    world, topic, post = edited()
    actor = act(world.people["moderator"])
    wanted = details_of(session.merge(topic))

    edit_topic(
        actor,
        topic.id,
        wanted=type(wanted)(title="Otro título", stage_id=wanted.stage_id, language="es"),
        base=wanted.fingerprint(),
    )

    assert session.get_one(Post, post.id).revision == 4
