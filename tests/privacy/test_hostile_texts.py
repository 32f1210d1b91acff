"""Markup in every field that takes text: on every page it stays text, whoever opens it."""

import re
from datetime import timedelta
from html.parser import HTMLParser

from flask import Flask

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.commands.people import suspend
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import User
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.certification.queries import get_stage
from forum.cities.commands import set_city_stage
from forum.cities.models import City
from forum.core import clock
from forum.core.actor import VISITOR
from forum.core.db import session
from forum.core.db import transaction
from forum.core.versions import clear_caches
from forum.discussion.commands.curation import close_topic
from forum.discussion.commands.posts import edit_post
from forum.discussion.commands.posts import fingerprint
from forum.discussion.commands.removal import hide_post
from forum.moderation.commands import report_post
from forum.pages.commands import PageText
from forum.pages.commands import edit_page
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.test_fuzz import get_addresses
from tests.privacy.world import World

#: Would be markup in a text, in an attribute of either quote, in a script, and in a link.
HOSTILE = "zq</script></title></textarea>'\"><img src=x onerror=zqrun()><svg/onload=zqrun()>{{7*7}}${7*7}"
LINKS = (
    "[a](javascript:zqrun()) [b](data:text/html,zqrun) [c](JaVa\tScRiPt:zqrun()) <javascript:zqrun()> "
    '![d](x" onerror="zqrun()) [e](http://x"onmouseover="zqrun()) [f][g]\n\n[g]: vbscript:zqrun()'
)
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


def make_hostile_world() -> World:
    """Put hostile texts wherever the site takes text (names of people are checked, and so put in directly)."""
    world = World()
    city, other = make_city(domains=["municipio-x.gob.ar"]), make_city()
    admin, moderator = make_staff(role="administrator"), make_staff()
    author, lead = make_user(city=city, shown_publicly=True, shown_outside=True), make_user(city=city, role="lead")
    waiting, gone = make_user(state="pending"), make_user(city=city)
    world.people = {"admin": admin, "moderator": moderator, "member_a": author, "lead_a": lead, "pending": waiting}
    world.cities = {"a": city, "b": other}
    for audience in ("public", "city"):
        topic = make_topic(author, title=f"Pregunta {HOSTILE}"[:200], body=f"{HOSTILE}\n\n{LINKS}", audience=audience)
        world.topics[audience] = topic
        for kind in ("edited", "hidden", "plain"):
            post = make_reply(topic, author, body=f"{HOSTILE} {LINKS}\n\n```js\n{HOSTILE}\n```\n\n- [ ] {HOSTILE}")
            world.posts.append(post)
            if kind == "edited":
                with clock.pretend(clock.now() + timedelta(minutes=20)):
                    body, base = f"Ahora {HOSTILE}", fingerprint(post.body, post.language)
                    edit_post(act(author), post.id, body=body, language="es", base=base, reason=HOSTILE)
            if kind == "hidden":
                hide_post(act(admin), post.id, reason=HOSTILE)
        report_post(act(lead), post.id, reason="other", note=HOSTILE)
        close_topic(act(admin), topic.id, reason=HOSTILE)
    suspend(act(admin), gone.id, reason=HOSTILE, until=None)
    world.invitation, world.token = create_invitation(act(lead), city.id, days=5, note=HOSTILE)
    set_city_stage(act(lead), city.id, stage_id=get_stage("evidence").id, since=clock.now().date(), note=HOSTILE)
    wish = NewApplication(
        HOSTILE[:120], HOSTILE[:60], 12_000, HOSTILE[:80], HOSTILE[:120], "x@y.example", HOSTILE, "es"
    )
    world.application_id = apply(VISITOR, wish, network="10.1.1.0/24").id
    edit_page(act(admin), "about", text=PageText(HOSTILE, HOSTILE, LINKS + HOSTILE, LINKS + HOSTILE), based_on=0)
    with transaction():
        for person in (author, lead, waiting, gone, moderator):
            row = session.get_one(User, person.id)
            row.name, row.bio, row.team_role = HOSTILE[:80], HOSTILE, HOSTILE[:120]
        for place in session.query(City):
            place.name = HOSTILE[: 110 + place.id]
            place.country, place.official_name, place.region, place.to_confirm = (HOSTILE[:60],) * 4
        session.query(AdmissionRequest).one().reason = HOSTILE
    clear_caches()
    return world


def test_markup_in_texts_stays_text_on_every_page(app: Flask, sign_in, client, run_worker, mails):
    world = make_hostile_world()
    run_worker()
    found: list[str] = []
    seen = 0
    browsers = {"visitor": client} | {role: sign_in(world.people[role]) for role in ("member_a", "admin")}
    addresses = list(get_addresses(app, world))
    addresses += [f"/posts/{post.id}/history" for post in world.posts]
    addresses += [f"/t/x/{topic.id}" for topic in world.topics.values()] + ["/search?q=zq", "/mentions?q=zq"]
    addresses += [f"/u/{person.handle}" for person in world.people.values()] + [f"/g/{world.cities['b'].slug}"]
    addresses += [f"/admin/mail/{mail.id}" for mail in mails()] + ["/similar-topics?title=Pregunta+zq", "/reports/2"]
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
