"""Entries of feeds: posts, topics and news as whoever subscribed reads them."""

from typing import Any

from flask import render_template

from forum.discussion.queries.posts import PostView
from forum.discussion.queries.rows import TopicRow
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.readings import Mode
from forum.discussion.readings import reading_for
from forum.discussion.structured import address_of
from forum.discussion.structured import author_name
from forum.news.queries.published import NewsView


def entry_of_topic(topic: TopicRow, first: PostView | None, mode: Mode) -> dict[str, Any]:
    """Return the entry of a topic in a list, with its first post."""
    return {
        "name": f"topic/{topic.id}",
        "title": title_as_read(topic, mode),
        "url": address_of(topic.url),
        "published": topic.created_at,
        "updated": topic.last_at,
        "author": author_name(topic.author),
        **(_text_as_read(first, mode) if first else {"language": topic.language, "html": ""}),
    }


def entry_of_post(topic: TopicView, post: PostView, mode: Mode) -> dict[str, Any]:
    """Return the entry of a post."""
    title = title_as_read(topic, mode)
    return {
        "name": f"post/{post.id}",
        "title": title if post.number == 1 else f"#{post.number} {title}",
        "url": address_of(f"{topic.url}/{post.number}#post-{post.number}"),
        "published": post.created_at,
        "updated": post.edited_at or post.created_at,
        "author": author_name(post.author),
        **_text_as_read(post, mode),
    }


def entry_of_news(item: NewsView, language: str) -> dict[str, Any]:
    """Return the entry of an item of news."""
    return {
        "name": f"news/{item.id}#{language}",
        "title": item.title,
        "url": address_of(f"{item.url}?ui={language}"),
        "published": item.published_at,
        "updated": item.changed_at,
        "author": "RIL",
        "language": language,
        "html": item.html,
    }


def title_as_read(topic: TopicRow | TopicView, mode: Mode) -> str:
    """Return a title in the language asked for, where it is there; side by side, titles stay as they were written."""
    reading = topic.reading
    return reading.title if reading and mode == reading.language else topic.title


def _text_as_read(post: PostView, mode: Mode) -> dict[str, Any]:
    """Return language and HTML: a translation says what it is, before anything else, and is not alone with *both*."""
    reading = reading_for(post, mode)
    if reading is None:
        return {"language": post.language, "html": post.html}
    html = render_template(
        "discussion/_feed_translation.html",
        post=post,
        reading=reading,
        with_original=mode == "both",
    )
    return {"language": reading.language, "html": html}
