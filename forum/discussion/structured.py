"""What machines read on a public topic: schema.org, from what a visitor is shown and nothing more."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from forum.accounts.queries import Person
from forum.core.formatting import iso
from forum.core.languages import to_html
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.topic import TopicPage


def structured_data(page: TopicPage) -> dict[str, Any]:
    """Return a QAPage for a question, else a DiscussionForumPosting; the page was made for a visitor."""
    topic = page.topic
    first = next((post for post in page.posts if post.number == 1), None)
    common: dict[str, Any] = {
        "name": topic.title,
        "text": first.excerpt if first else topic.title,
        "dateCreated": iso(topic.created_at),
        "inLanguage": to_html(topic.language),
        "author": _author(first.author) if first else _author(None),
        "url": address_of(topic.url),
    }
    if topic.kind != "question":
        return {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "headline": topic.title,
            "datePublished": common["dateCreated"],
            "commentCount": topic.replies,
            **common,
        }
    question: dict[str, Any] = {"@type": "Question", "answerCount": topic.replies, **common}
    if page.answer is not None:
        question["acceptedAnswer"] = _answer(topic.url, page.answer)
    others = [
        _answer(topic.url, post)
        for post in page.posts
        if post.number > 1 and post.kind == "post" and post.state == "visible" and post.id != topic.answer_post_id
    ]
    if others:
        question["suggestedAnswer"] = others
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def address_of(path: str) -> str:
    """Return the whole public address of a path."""
    return str(current_app.config["URL"]) + path


def author_name(person: Person | None) -> str:
    """Return the name of an author as pages without links show it."""
    if person is not None and person.gone:
        return str(_("Former member"))
    if person is None or person.masked:
        return str(_("Member of the community"))
    if person.is_staff:
        return f"{person.name} · RIL"
    return f"{person.name} · {person.city_name}, {person.country}" if person.city_name else person.name


def _author(person: Person | None) -> dict[str, str]:
    return {"@type": "Person", "name": author_name(person)}


def _answer(topic_url: str, post: PostView) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "text": post.excerpt,
        "dateCreated": iso(post.created_at),
        "inLanguage": to_html(post.language),
        "author": _author(post.author),
        "url": address_of(f"{topic_url}/{post.number}#post-{post.number}"),
    }
