"""Translations without an engine, and the form in which people mend them."""

from datetime import timedelta

from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.quoting import compose_translation
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import save_title
from forum.discussion.commands.translations import save_translation
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.sources import source_hash
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import correct
from forum.translation.models import Correction
from forum.translation.queries.present import present_translation
from tests.factories.accounts import act
from tests.factories.accounts import make_staff

MACHINE = "Publicamos o prego ontem.\n\nObrigado."
BETTER = "Publicamos o edital ontem.\n\nObrigado."
TEXT = "Publicamos el pliego ayer.\n\nGracias a todos."
WORDS = "Palavras revisadas ontem.\n\nObrigado a todos."


def edit(post, body):
    """Have RIL replace the text of a post, after the grace."""
    session.rollback()
    now = session.get(Post, post.id)
    with clock.pretend(clock.now() + timedelta(minutes=10)):
        edit_post(act(make_staff()), now.id, body=body, language="es", base=fingerprint(now.body, now.language))


def translated(topic, number=1, *, text, title=""):
    """Give a post (and the title, of a first one) the translation that a machine made; return the post."""
    post = session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == number))
    home = session.get(Topic, topic.id)
    into = "pt" if post.language == "es" else "es"
    composed = compose_translation(post, home, body=text, language=into)
    with transaction():
        new = NewTranslation(into, source_hash(post.body, post.language), text, engine="test")
        save_translation(SYSTEM, post.id, new, composed, version=post.version)
        if title:
            save_title(SYSTEM, home.id, NewTranslation(into, source_hash(home.title, home.language), title))
    return session.get(Post, post.id)


def base_of(post):
    session.rollback()
    post = session.get(Post, post.id)
    return present_translation(session.get(Topic, post.topic_id), post).fingerprint()


def improve(user, post, text, *, title="", request_id=None, base=None):
    """Write a translation by the command that the site uses."""
    new = NewCorrection(text, base or base_of(post), title, request_id)
    return correct(act(user), post.id, new)


def corrections(post):
    session.rollback()
    return list(session.scalars(select(Correction).where(Correction.post_id == post.id).order_by(Correction.id)))


def present(post):
    """Return the translation of the text as it is now; what was reviewed of an earlier one lies beside it."""
    session.rollback()
    now = session.get(Post, post.id)
    of_text = Translation.source_hash == source_hash(now.body, now.language)
    return session.scalar(select(Translation).where(Translation.post_id == now.id, of_text))


def fill_in(browser, post, pieces, *, address="", **more):
    """Open the editor and send it with these pieces; return the answer."""
    answer = browser.get(address or f"/posts/{post.id}/translation/edit")
    assert answer.status_code == 200
    form = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one("form.correct")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    return browser.post(form["action"], data=data | {"body": pieces} | more)
