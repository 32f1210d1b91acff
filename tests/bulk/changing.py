"""The act on many topics, as the browser sends it."""

from typing import Any

from tests.discussion.moved import prose


def form_of(topics: Any, what: str, **more: Any) -> dict[str, Any]:
    return {"topics": [getattr(topic, "id", topic) for topic in topics], "act": what} | more


def change(browser: Any, topics: Any, what: str, **more: Any) -> str:
    answer = browser.post("/topics/changes", data=form_of(topics, what, **more))
    assert answer.status_code == 303, prose(answer).select_one("main").get_text()
    return str(answer.headers["Location"])
