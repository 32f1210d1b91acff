"""Translated topics as a browser shows them."""

from bs4 import BeautifulSoup
from sqlalchemy import select

from forum.core.db import session
from forum.discussion.models import Post

TITLE = "¿Cómo publican el inventario de datos?"


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def address(topic, suffix=""):
    return f"/t/{topic.slug}/{topic.id}{suffix}"


def post_of(topic, number):
    return session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == number))
