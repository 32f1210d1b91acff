"""`flask discussion recount` and `rerender`: what is stored is brought in line with the code, a few rows at a time."""

import pytest
from sqlalchemy import update

from forum.accounts.commands.people import suspend
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.markup import RENDERER_VERSION
from forum.core.rendering import counting
from forum.discussion.commands import upkeep
from forum.discussion.commands.curation import mark_answer
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Topic
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def run(app, verb):
    answer = app.test_cli_runner().invoke(args=["discussion", verb])
    assert answer.exit_code == 0, answer.output
    session.rollback()
    session.expire_all()
    return answer.output


def made_by_an_older_renderer(*posts):
    with transaction():
        session.execute(
            update(Post).where(Post.id.in_([p.id for p in posts])).values(renderer_version=0, html="<p>antes</p>")
        )


def counters(topic):
    row = session.get_one(Topic, topic.id)
    return row.replies, row.reply_cities, row.status, row.score, row.last_author_id


def test_recounting_brings_wrong_numbers_back_and_says_how_many_there_were(app, monkeypatch):
    monkeypatch.setattr(upkeep, "_AT_ONCE", 2)
    asker, helper = make_user(), make_user()
    topics = [make_topic(asker) for _ in range(5)]
    mark_answer(act(asker), topics[3].id, post_id=make_reply(topics[3], helper).id)
    right = counters(topics[3])
    assert right == (1, 1, "solved", 9, helper.id)
    with transaction():
        session.execute(
            update(Topic)
            .where(Topic.id.in_([topics[0].id, topics[3].id]))
            .values(replies=7, reply_cities=5, status="answered", score=70)
        )
    assert "2 topics had other numbers" in run(app, "recount")
    assert counters(topics[3]) == right
    assert counters(topics[0])[:4] == (0, 0, "open", 0)
    assert "0 topics had other numbers" in run(app, "recount")


def test_a_page_that_was_kept_shows_the_numbers_after_a_recount(app, sign_in):
    topic = make_topic()
    browser = sign_in(make_user())
    with transaction():
        session.execute(update(Topic).where(Topic.id == topic.id).values(status="solved"))
    assert topic.title not in browser.get("/unanswered").text
    run(app, "recount")
    assert topic.title in browser.get("/unanswered").text


def test_rerendering_renews_what_an_older_renderer_made_and_nothing_else(app, monkeypatch):
    monkeypatch.setattr(upkeep, "_AT_ONCE", 2)
    topic = make_topic(body="Una **idea**.")
    old = [make_reply(topic, body=f"Respuesta *{number}*.") for number in range(5)]
    made_by_an_older_renderer(*old)
    untouched = session.get_one(Post, make_reply(topic).id).version
    assert "5 posts rendered" in run(app, "rerender")
    rows = [session.get_one(Post, post.id) for post in old]
    assert [row.html.strip() for row in rows] == [f"<p>Respuesta <em>{number}</em>.</p>" for number in range(5)]
    assert {row.renderer_version for row in rows} == {RENDERER_VERSION}
    assert session.get_one(Post, make_reply(topic).id).version == untouched
    assert "0 posts rendered" in run(app, "rerender")


def test_a_mention_by_somebody_who_is_suspended_stays_a_mention(app):
    city = make_city()
    writer, named = make_user(city=city), make_user("Ana Prieto", city=city)
    post = make_reply(make_topic(), writer, body=f"Gracias, @{named.handle}.")
    suspend(SYSTEM, writer.id, reason="Prueba", until=None)
    made_by_an_older_renderer(post)
    run(app, "rerender")
    assert f'href="/u/{named.handle}"' in session.get_one(Post, post.id).html
    assert session.query(Mention).filter_by(post_id=post.id, user_id=named.id).count() == 1


def test_a_text_beyond_bounds_that_became_narrower_holds_up_neither_the_others_nor_hiding_what_it_quotes(
    app, monkeypatch
):
    topic = make_topic()
    secret = make_reply(topic, body="catalejo")
    quote = f'[quote="x, post:{secret.number}, topic:{topic.id}"]\ncatalejo\n[/quote]\n\nDe acuerdo <b> [a] [b].'
    quoting, plain = make_reply(topic, body=quote), make_reply(topic, body="Sí.")
    made_by_an_older_renderer(quoting, plain)
    monkeypatch.setattr(counting, "MAX_BRACKETS", 1)
    assert "2 posts rendered" in run(app, "rerender")
    assert session.get_one(Post, quoting.id).html == "<p>De acuerdo &lt;b&gt; [a] [b].</p>"
    hide_post(act(make_staff()), secret.id, reason="Prueba")
    assert "catalejo" not in session.get_one(Post, quoting.id).html


@pytest.mark.parametrize("command", [upkeep.recount_topics, upkeep.rerender_posts])
def test_only_the_forum_itself_and_administrators_keep_it_up(app, command):
    make_topic()
    assert command(act(make_staff(role="administrator"))) == 0
    with pytest.raises(Forbidden):
        command(act(make_staff()))
    with pytest.raises(NotFound):
        command(act(make_user(state="suspended")))
