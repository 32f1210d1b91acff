"""Markup in every field that takes text: on every page it stays text, whoever opens it."""

import re
from html.parser import HTMLParser

from flask import Flask

from tests.privacy.hostile import hostile_pages
from tests.privacy.hostile import make_hostile_world

_SCHEMES = re.compile(r"\s*(?:javascript|data:text|vbscript)", re.IGNORECASE)


class Activity(HTMLParser):
    """Finds what a browser would run: elements and attributes that no page of ours has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note handlers of events, addresses that run, pictures of ours."""
        for name, value in attrs:
            if name.startswith("on") or (name in {"href", "src", "action"} and _SCHEMES.match(value or "")):
                self.found.append(f"<{tag} {name}={value}>")
            if tag == "img" and value == "x":
                self.found.append("<img src=x>")


def test_markup_in_texts_stays_text_on_every_page(app: Flask, sign_in, client, run_worker, mails):
    world = make_hostile_world()
    run_worker()
    found: list[str] = []
    seen = 0
    browsers = {"visitor": client} | {role: sign_in(world.people[role]) for role in ("member_a", "admin")}
    addresses = [*hostile_pages(app, world), *(f"/admin/mail/{mail.id}" for mail in mails())]
    for role, browser in browsers.items():
        for address in addresses:
            response = browser.get(address, follow_redirects=True)
            if not response.mimetype.startswith(("text/html", "application/atom", "application/xml")):
                continue
            text = response.text
            seen += "zq" in text
            found += [f"{role} {address}: {what}" for what in Activity(text).found]
            if "49${" in text:
                found.append(f"{role} {address}: a template was run")
            if "script-src 'self'" not in response.headers["Content-Security-Policy"]:
                found.append(f"{role} {address}: no policy")
    assert seen > 60, "the texts show nowhere: this proves nothing"
    assert not found, "\n".join(found)
    for mail in mails():
        assert not Activity(mail.html or "").found, mail.kind
        assert "\n" not in (mail.subject or ""), mail.kind
