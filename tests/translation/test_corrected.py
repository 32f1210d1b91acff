"""What people corrected stays corrected: after edits, with another engine, when people leave."""

from sqlalchemy import select

from forum.core import relay
from forum.core.db import session
from forum.discussion.commands.details import edit_topic
from forum.discussion.commands.removal import delete_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.queries.details import topic_to_edit
from forum.search.commands import index_posts
from forum.translation.queries.corrections import SHOWN
from forum.translation.tasks import translate_due
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.translation.correcting import TEXT
from tests.translation.correcting import WORDS
from tests.translation.correcting import edit
from tests.translation.correcting import improve
from tests.translation.correcting import present
from tests.translation.correcting import translated
from tests.translation.reading import page


def test_an_edit_shows_a_machines_words_marked_to_look_at_again_and_begins_with_the_reviewed_ones(
    reviewed_post, author, translate, sign_in
):
    edit(reviewed_post, "Publicamos el tablero ayer.\n\nGracias a todos.")
    translate()
    assert (present(reviewed_post).state, present(reviewed_post).revisit) == ("machine", True)
    editor = page(sign_in(author), f"/posts/{reviewed_post.id}/translation/edit")
    boxes = [area.text.strip() for area in editor.select("textarea")]
    assert boxes == ["Publicamos o painel ontem.", "Obrigado a todos."]
    # Readers too get the reviewed words wherever the original stayed the same.
    assert present(reviewed_post).text == "Publicamos o painel ontem.\n\nObrigado a todos."
    changed = editor.select_one("section.conflict")
    assert [old.text.strip() for old in changed.select("del")] == ["Quitado: pliego"]
    assert "por revisar otra vez" in page(sign_in(author), f"/posts/{reviewed_post.id}/translation").text


def test_saved_again_it_is_reviewed_again(reviewed_post, author, translate):
    edit(reviewed_post, "Publicamos el tablero ayer.")
    translate()
    improve(author, reviewed_post, "Publicamos o painel ontem.")
    assert (present(reviewed_post).state, present(reviewed_post).revisit) == ("reviewed", False)


def test_when_the_original_says_again_what_it_said_so_does_its_translation(reviewed_post, translate):
    edit(reviewed_post, "Otra cosa.")
    translate()
    edit(reviewed_post, TEXT)
    translate()
    assert (present(reviewed_post).state, present(reviewed_post).text) == ("reviewed", WORDS)


def test_a_reviewed_title_of_a_renamed_topic_is_to_be_looked_at_again(author, translate):
    topic = make_topic(author, title="¿Cómo licitan?", body="Una pregunta.")
    translate()
    first = session.scalar(select(Post).where(Post.topic_id == topic.id))
    improve(author, first, "Uma pergunta.", title="Como fazem licitação?")
    staff = act(make_staff())
    _topic, about = topic_to_edit(staff, topic.id)
    edit_topic(
        staff,
        topic.id,
        wanted=about.__class__(**{**_values(about), "title": "¿Cómo compran?"}),
        base=about.fingerprint(),
    )
    translate()
    title = session.scalar(select(Translation).where(Translation.topic_id == topic.id))
    assert (title.state, title.revisit) == ("machine", True)
    assert present(first).state == "reviewed"


def _values(about):
    return {name: getattr(about, name) for name in ("title", "stage_id", "language", "practice_ids", "criterion_ids")}


def test_reviewed_words_are_found_by_search_and_the_machines_no_more(author, sign_in, run_worker):
    reply = make_reply(make_topic(make_user()), author, body="Texto original.")
    translated(session.get(Topic, reply.topic_id), 2, text="Texto zqmaquinal.")
    run_worker()
    index_posts([reply.id])
    browser = sign_in(make_user(reads="pt"))
    assert "Texto zqmaquinal." in page(browser, "/search?q=zqmaquinal").text
    improve(author, reply, "Texto zqhumano.")
    run_worker()
    assert "Texto zqhumano." in page(browser, "/search?q=zqhumano").text
    assert "Texto zq" not in page(browser, "/search?q=zqmaquinal").text


def test_many_proposals_do_not_push_the_history_from_the_page(reviewed_post, author, sign_in):
    for _ in range(SHOWN + 1):
        improve(make_user(), reviewed_post, "Outra versão.")
    assert "Deshacer este cambio" in page(sign_in(author), f"/posts/{reviewed_post.id}/translation").text


def test_the_list_of_work_has_the_most_read_first_and_only_what_one_may_read(app, author, sign_in):
    few, many = make_topic(make_user(), title="Poco leído"), make_topic(make_user(), title="Muy leído")
    closed = make_topic(make_staff(), title="De RIL", audience="staff")
    for topic in (few, many, closed):
        translated(topic, 1, text="Texto.", title="Título")
    for _ in range(3):
        sign_in(make_user()).get(f"/t/{many.slug}/{many.id}")
    sign_in(make_user()).get(f"/t/{few.slug}/{few.id}")
    shown = page(sign_in(make_user()), "/translations")
    titles = [one.text.split("#")[0].strip() for one in shown.select(".answers-q")]
    assert titles == ["Muy leído", "Poco leído"]
    assert "3 lectores" in shown.text
    into_spanish = page(sign_in(make_user()), "/translations?into=es")
    assert into_spanish.select(".answers-q") == []


def test_an_author_finds_what_waits_for_them_and_accepts_one_after_the_other(app, author, sign_in):
    topic = make_topic(make_user())
    posts = [make_reply(topic, author, body=f"Texto {n}.") for n in range(2)]
    for number, reply in enumerate(posts):
        translated(topic, number + 2, text=f"Texto {number}, da máquina.")
        improve(make_user(), reply, f"Texto {number}, de uma pessoa.")
    browser = sign_in(author)
    assert "Por decidir 2" in page(browser, "/translations?list=proposed").text
    address = f"/posts/{posts[0].id}/translation"
    for number in range(2):
        form = page(browser, address).select_one("button[autofocus]").parent
        answer = browser.post(form["action"], data={"csrf_token": form.select_one("[name=csrf_token]")["value"]})
        here = page(browser, answer.headers["Location"])
        # What has the focus now accepts nothing.
        assert here.select_one("button[autofocus]") is None
        following = here.select_one("a[autofocus]")
        assert (following is None) == (number == 1)
        address = following["href"] if following else ""
    assert {present(reply).state for reply in posts} == {"reviewed"}
    assert "Por decidir 2" not in page(browser, "/translations?list=proposed").text
    assert "Por decidir 2" not in page(sign_in(make_user()), "/translations?list=proposed").text


def test_without_an_engine_what_people_wrote_follows_what_it_quotes(app, author):
    topic = make_topic(make_user())
    quoted = make_reply(topic, author, body="Zqsecreto en la cita.")
    reply = make_reply(
        topic,
        author,
        body=f'[quote="{author.handle}, post:{quoted.number}, topic:{topic.id}"]\nZqsecreto en la cita.\n[/quote]\n\nSí.',
    )
    mark = f'[quote="{author.handle}, post:{quoted.number}, topic:{topic.id}"]'
    improve(author, reply, f"{mark}\nZqsegredo na citação.\n[/quote]\n\nSim.")
    assert "Zqsegredo" in present(reply).html
    delete_post(act(author), quoted.id)
    relay.deliver_everything()
    translate_due()
    session.rollback()
    found = session.scalar(select(Translation).where(Translation.post_id == reply.id))
    assert "Zqsegredo" not in found.html
    assert found.post_version == session.get(Post, reply.id).version


def test_an_accepted_correction_becomes_a_term_of_the_glossary_in_one_step(author, translate, sign_in):
    reply = make_reply(make_topic(make_user()), author, body="La zurda quedó firme.\n\nEl plumero está listo.")
    translate()
    machine = present(reply).text
    word = machine.split("\n\n")[1].split()[1]
    improve(author, reply, machine.replace(word, "espanador oficial"))
    browser = sign_in(make_staff())
    link = page(browser, f"/posts/{reply.id}/translation").select_one("a[href*='glossary/terms/new']")["href"]
    form = page(browser, link).select_one("main form[method=post]")
    assert form.select_one("[name=pt]")["value"] == "espanador oficial"
    assert form.select_one("[name=es]")["value"] == "plumero"
    data = {one["name"]: one.get("value", "") for one in form.select("input[name]")} | {
        "kind": "noun",
        "steers": "both",
    }
    assert browser.post(form["action"], data=data).status_code == 303
    other = make_reply(make_topic(make_user()), author, body="Compramos el plumero ayer.")
    translate()
    assert "espanador oficial" in present(other).text
    assert sign_in(author).get(link).status_code == 404
