"""Markup in every field that takes text."""

import io
from collections.abc import Iterator
from datetime import timedelta

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
from forum.discussion.commands.editing import edit_post
from forum.discussion.commands.editing import fingerprint
from forum.discussion.commands.guiding import make_guide
from forum.discussion.commands.preparing import PreparedText
from forum.discussion.commands.preparing import add_prepared
from forum.discussion.commands.remarking import put_remark
from forum.discussion.commands.removal import hide_post
from forum.media.commands import store_upload
from forum.moderation.commands import report_post
from forum.pages.commands import PageText
from forum.pages.commands import edit_page
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.input.sending import readable
from tests.media.samples import picture
from tests.privacy.world import World

#: Would be markup in a text, in an attribute of either quote, in a script, and in a link.
HOSTILE = "zq</script></title></textarea>'\"><img src=x onerror=zqrun()><svg/onload=zqrun()>{{7*7}}${7*7}"
HANDLE = 'zq"><svg onload=zqrun()>'
LINKS = (
    "[a](javascript:zqrun()) [b](data:text/html,zqrun) [c](JaVa\tScRiPt:zqrun()) <javascript:zqrun()> "
    '![d](x" onerror="zqrun()) [e](http://x"onmouseover="zqrun()) [f][g]\n\n[g]: vbscript:zqrun()'
)


def make_hostile_world() -> World:
    """Put hostile texts wherever the site takes text (names of people are checked, and so put in directly)."""
    world = World()
    city, other = make_city(domains=["municipio-x.gob.ar"]), make_city()
    admin, moderator = make_staff(role="administrator"), make_staff()
    author, lead = make_user(city=city, shown_publicly=True, shown_outside=True), make_user(city=city, role="lead")
    waiting, gone = make_user(state="pending"), make_user(city=city)
    world.people = {"admin": admin, "moderator": moderator, "member_a": author, "lead_a": lead, "pending": waiting}
    world.cities = {"a": city, "b": other}
    name = f"{HOSTILE.replace('/', '')[:60]}.png"
    kept = store_upload(act(author), name=name, stream=io.BytesIO(picture("PNG")), alt=HOSTILE)
    files = f"![{HOSTILE}](upload:{kept.token})\n\n[{HOSTILE}](upload:{kept.token})"
    for audience in ("public", "city"):
        topic = make_topic(author, title=f"Pregunta {HOSTILE}"[:200], body=f"{HOSTILE}\n\n{LINKS}", audience=audience)
        world.topics[audience] = topic
        for kind in ("edited", "hidden", "plain"):
            post = make_reply(
                topic, author, body=f"{HOSTILE} {LINKS}\n\n```js\n{HOSTILE}\n```\n\n- [ ] {HOSTILE}\n\n{files}"
            )
            world.posts.append(post)
            if kind == "edited":
                with clock.pretend(clock.now() + timedelta(minutes=20)):
                    body, base = f"Ahora {HOSTILE}", fingerprint(post.body, post.language)
                    edit_post(act(author), post.id, body=body, language="es", base=base, reason=HOSTILE)
            if kind == "hidden":
                hide_post(act(admin), post.id, reason=HOSTILE)
        report_post(act(lead), post.id, reason="other", note=HOSTILE)
        put_remark(act(admin), post.id, text_es=HOSTILE, text_pt=LINKS, based_on=0)
        close_topic(act(admin), topic.id, reason=HOSTILE)
    make_guide(act(admin), world.topics["public"].id)
    # Braces are refused in its texts, and welcome in its name.
    text = PreparedText(HOSTILE[:80], HOSTILE[:80], LINKS)
    world.prepared = add_prepared(act(admin), text).id
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
        # Handles are checked too: as if one had passed.
        session.get_one(User, lead.id).handle = HANDLE
        for place in session.query(City):
            place.name = HOSTILE[: 110 + place.id]
            place.country, place.official_name, place.region, place.to_confirm = (HOSTILE[:60],) * 4
        session.query(AdmissionRequest).one().reason = HOSTILE
    clear_caches()
    return world


def hostile_pages(app: Flask, world: World) -> Iterator[str]:
    """Yield the addresses of all routes that are read, and those on which most of these texts stand."""
    yield from (target.address for target in readable(app, world))
    yield from (f"/posts/{post.id}/history" for post in world.posts)
    yield from (f"/t/x/{topic.id}" for topic in world.topics.values())
    yield from (f"/u/{person.handle}" for person in world.people.values())
    yield from ("/search?q=zq", "/mentions?q=zq", f"/g/{world.cities['b'].slug}")
    yield from ("/similar-topics?title=Pregunta+zq", "/reports/2")
