"""What RIL remarks above a post: whoever reads the post reads it, and nobody else."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func
from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.markup import Rendered
from forum.discussion.beside import PostRemark
from forum.discussion.commands.remarking import put_remark
from forum.discussion.commands.remarking import remove_remark
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_translation
from forum.discussion.composing import Composed
from forum.discussion.models import Post
from forum.discussion.queries.topic import topic_page
from forum.discussion.sources import source_hash
from tests.discussion.moved import merge
from tests.discussion.moved import move
from tests.discussion.moved import split
from tests.discussion.world import KINDS
from tests.discussion.world import MEMBERS
from tests.discussion.world import OUTSIDE
from tests.discussion.world import STAFF
from tests.discussion.world import events
from tests.discussion.world import first_post
from tests.discussion.world import row_counts
from tests.discussion.world import sees
from tests.factories.accounts import act

FORM = {"text_es": "Dato **viejo**: ver la guía.", "text_pt": "Dado antigo: ver o guia.", "based_on": "0"}
WORDS = "Dato viejo"


def put(ril, post, **changes):
    values = {"text_es": FORM["text_es"], "text_pt": FORM["text_pt"], "based_on": 0} | changes
    return put_remark(act(ril), post.id, **values)


def shown(browser, topic, post, query=""):
    """Return language and words of what stands above a post; None where nothing does."""
    answer = browser.get(f"/t/{topic.slug}/{topic.id}{query}")
    found = BeautifulSoup(answer.text, "html.parser").select_one(f"#post-{post.number} .notice--ril .prose")
    return (found["lang"], found.get_text().strip()) if found is not None else None


@pytest.mark.parametrize("audience", KINDS)
def test_whoever_reads_the_post_reads_what_stands_above_it_and_nobody_else(world, ril, sign_in, client, audience):
    topic = world.topic(audience)
    post = world.reply(topic)
    put(ril, post)
    for name, browser in world.browsers(sign_in, client).items():
        found = shown(browser, topic, post, "?ui=es")
        reads = sees(audience, name) or audience == "public"
        assert (found == ("es", f"{WORDS}: ver la guía.")) == reads, name
        assert "Dato" in browser.get(f"/t/{topic.slug}/{topic.id}?ui=es").text or not reads, name


def test_each_reads_it_in_their_language_or_in_the_one_there_is(world, ril, sign_in):
    topic = world.topic()
    post, other = world.reply(topic), world.reply(topic)
    put(ril, post)
    put(ril, other, text_es="")
    author, foreign = sign_in(world.people["author"]), sign_in(world.people["foreign member"])

    assert shown(author, topic, post) == ("es", f"{WORDS}: ver la guía.")
    assert shown(foreign, topic, post) == ("pt-BR", "Dado antigo: ver o guia.")
    assert shown(author, topic, other) == ("pt-BR", "Dado antigo: ver o guia.")


def test_ril_puts_changes_and_removes_it_and_the_log_keeps_what_it_said(world, ril, sign_in):
    topic = world.topic()
    post = world.reply(topic)
    browser, reader = sign_in(ril), sign_in(world.people["author"])
    address = f"/posts/{post.id}/remark"
    assert address in browser.get(f"/t/{topic.slug}/{topic.id}").text
    assert address not in reader.get(f"/t/{topic.slug}/{topic.id}").text

    assert browser.get(address).status_code == 200
    assert browser.post(address, data=FORM).status_code == 303
    assert shown(reader, topic, post) == ("es", f"{WORDS}: ver la guía.")
    assert FORM["text_es"] in browser.get(address).text
    assert browser.post(address, data=FORM | {"text_es": "Nuevo", "based_on": "1"}).status_code == 303
    assert shown(reader, topic, post) == ("es", "Nuevo")
    stale = browser.post(address, data=FORM | {"text_es": "Tarde", "based_on": "1"})
    assert stale.status_code == 409
    assert "Tarde" in stale.text
    assert browser.post(f"{address}/removal").status_code == 303
    assert browser.post(f"{address}/removal").status_code == 303
    assert shown(reader, topic, post) is None

    assert [len(events(kind)) for kind in ("RemarkPut", "RemarkChanged", "RemarkRemoved")] == [1, 1, 1]
    assert events("RemarkChanged")[0][1].before["title"] == FORM["text_es"]
    assert events("RemarkRemoved")[0][1].before["title"] == "Nuevo"
    log = browser.get("/moderation/log").text
    assert "Nota puesta sobre un mensaje" in log
    assert "Nuevo" in log


@pytest.mark.parametrize("audience", KINDS)
@pytest.mark.parametrize("who", [*MEMBERS, *OUTSIDE])
def test_only_ril_writes_it(world, sign_in, client, audience, who):
    topic = world.topic(audience)
    post = world.reply(topic)
    browser = client if who == "visitor" else sign_in(world.people[who])
    before = row_counts()
    answers = [browser.get(f"/posts/{post.id}/remark"), browser.post(f"/posts/{post.id}/remark", data=FORM)]
    answers.append(browser.post(f"/posts/{post.id}/remark/removal"))
    if who in STAFF:
        assert [answer.status_code for answer in answers] == [200, 303, 303]
        return
    absent = browser.post("/posts/999999/remark", data=FORM).status_code
    expected = {403, absent} if sees(audience, who) else {absent}
    assert {answer.status_code for answer in answers} <= expected | {302, 303}
    assert session.scalar(select(func.count(PostRemark.post_id))) == 0
    assert row_counts() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"text_es": "", "text_pt": ""},
        {"text_es": "  ", "text_pt": "\n"},
        {"text_es": "x" * 501},
        {"text_pt": "y" * 32_000},
        {"text_es": "nul \x00"},
        {"text_es": "> " * 240 + "x"},
        {"based_on": ""},
        {"based_on": "x"},
        {"based_on": "9" * 40},
    ],
)
def test_what_cannot_stand_there_is_refused_and_stays_in_the_form(world, ril, sign_in, changes):
    post = world.reply(world.topic())
    answer = sign_in(ril).post(f"/posts/{post.id}/remark", data=FORM | changes)
    assert 400 <= answer.status_code < 500
    assert "notice--bad" in answer.text
    assert session.scalar(select(func.count(PostRemark.post_id))) == 0


def test_commands_refuse_by_themselves(world, ril):
    topic = world.topic()
    post, notice = world.reply(topic), world.reply(topic)
    with transaction():
        session.get_one(Post, notice.id).kind = "notice"
    with pytest.raises(Forbidden):
        put(world.people["lead"], post)
    with pytest.raises(Forbidden):
        put(ril, notice)
    with pytest.raises(NotFound):
        put(world.people["foreign member"], world.reply(world.topic("city")))
    with pytest.raises(Invalid):
        put(ril, post, text_es="x" * 501)
    with pytest.raises(Conflict):
        put(ril, post, based_on=3)
    delete_post(act(ril), post.id, reason="Una razón")
    for refused in (lambda: put(ril, post), lambda: remove_remark(act(ril), post.id)):
        with pytest.raises(Forbidden):
            refused()


def test_markup_in_it_is_as_harmless_as_in_a_post(world, ril, sign_in):
    topic = world.topic("public")
    post = world.reply(topic)
    hostile = "<script>zq()</script> [a](javascript:zq()) <img src=x onerror=zq()> @ana.prieto https://a.example"
    put(ril, post, text_es=hostile)
    page = BeautifulSoup(sign_in(ril).get(f"/t/{topic.slug}/{topic.id}").text, "html.parser")
    found = page.select_one(f"#post-{post.number} .notice--ril .prose")
    assert {tag.name for tag in found.find_all()} <= {"p", "a", "span"}
    assert [link["href"] for link in found.find_all("a")] == ["https://a.example"]
    assert "nofollow" in found.a["rel"]


def test_visitors_read_no_handle_in_it(world, ril, client):
    topic = world.topic("public")
    post = world.reply(topic)
    put(ril, post, text_es="Como dijo @ana.prieto")
    assert shown(client, topic, post, "?ui=es") == ("es", "Como dijo @…")


@pytest.mark.parametrize("act_on", [hide_post, delete_post])
def test_to_whom_the_post_is_masked_what_stands_above_it_is_too(world, ril, sign_in, act_on):
    topic = world.topic("public")
    post = world.reply(topic)
    put(ril, post)
    act_on(act(ril), post.id, reason="Una razón")

    for who in ("author", "colleague", "foreign lead"):
        assert shown(sign_in(world.people[who]), topic, post) is None, who
    for who in ("foreign member", "lead", "moderator"):
        assert shown(sign_in(world.people[who]), topic, post, "?ui=es") is not None, who


def test_kept_pages_and_fragments_follow_at_once(world, ril, app, sign_in):
    topic = world.topic("public")
    post = world.reply(topic)
    visitor, member = app.test_client(use_cookies=False), sign_in(world.people["author"])
    states = []
    for step in (lambda: None, lambda: put(ril, post), lambda: remove_remark(act(ril), post.id)):
        step()
        browsers = (visitor, visitor, member, member)
        states += [shown(browser, topic, post, "?ui=es") is not None for browser in browsers]
    assert states == [False] * 4 + [True] * 4 + [False] * 4


def test_it_goes_along_with_its_post(world, ril, sign_in):
    topic, other, third = world.topic(), world.topic(), world.topic()
    posts = [world.reply(topic) for _ in range(3)]
    for post in posts:
        put(ril, post)
    move(ril, topic.id, other.id, posts[0])
    parted = split(ril, topic.id, posts[1])
    merge(ril, topic.id, third.id)
    for post, where in zip(posts, (other.id, parted.to_topic_id, third.id), strict=True):
        page = topic_page(act(world.people["author"]), where)
        assert [found.id for found in page.posts if found.remark is not None] == [post.id]


def test_a_translation_of_the_post_stays(world, ril):
    topic = world.topic()
    post = first_post(topic)
    made = Rendered(html="<p>Como?</p>", text="Como?", excerpt="Como?")
    with transaction():
        new = NewTranslation("pt", source_hash(post.body, post.language), "Como?")
        composed = Composed(made, frozenset(), frozenset(), frozenset())
        save_translation(SYSTEM, post.id, new, composed, version=post.version)
    put(ril, post)
    page = topic_page(act(world.people["foreign member"]), topic.id)
    assert page.posts[0].reading is not None
    assert page.posts[0].remark is not None


def test_a_topic_page_costs_no_statement_more(world, ril, sign_in, count_queries):
    topic = world.topic()
    post, browser = world.reply(topic), sign_in(world.people["author"])
    costs = []
    for step in (lambda: None, lambda: put(ril, post)):
        step()
        browser.get(f"/t/{topic.slug}/{topic.id}")
        # What is kept is out of date now: the page asks for everything again.
        world.topic()
        with count_queries() as seen:
            browser.get(f"/t/{topic.slug}/{topic.id}")
        costs.append(len(seen))
    assert costs[0] == costs[1]
