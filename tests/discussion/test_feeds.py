"""Feeds, sitemap and robots.txt: valid, and of what is public only, whoever asks."""

from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from forum.accounts.models import User
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.commands import audience
from forum.discussion.commands import removal
from forum.discussion.models import Topic
from forum.discussion.queries import public
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.factories.media import link_to
from tests.factories.media import make_upload

SignIn = Callable[[User], FlaskClient]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = ["/latest.atom", "/unanswered.atom", "/c/evidence.atom", "/practices/dm.atom", "/criteria/DM2.atom"]


def feed(client: FlaskClient, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.data)


def titles(root: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("address", LISTS)
def test_a_feed_of_a_list_is_atom_with_all_that_the_format_asks(address: str, client: FlaskClient) -> None:
    make_topic(audience="public", title="Una & otra <pregunta>", practices=["DM"], criteria=["DM2"], language="pt")
    root = feed(client, address)
    assert root.tag == f"{ATOM}feed"
    for part in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{part}")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"http://localhost{address}"
    assert str(links["alternate"]).startswith("http://localhost/")
    [entry] = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Una & otra <pregunta>"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "pt-BR"
    for part in ("id", "updated", "published", "content"):
        assert entry.findtext(f"{ATOM}{part}")
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None


def test_feeds_and_sitemap_hold_public_topics_only_even_for_those_who_may_read_more(
    client: FlaskClient, sign_in: SignIn
) -> None:
    member = make_user()
    make_topic(member, audience="public", title="Visible", practices=["DM"], criteria=["DM2"])
    community = make_topic(member, title="Reservado", practices=["DM"], criteria=["DM2"])
    for reader in (client, sign_in(member), sign_in(make_staff())):
        for address in LISTS:
            assert titles(feed(reader, address)) == ["Visible"]
        assert reader.get(f"/t/{community.slug}/{community.id}.atom").status_code == 404
        answer = reader.get("/sitemaps/0.xml")
        assert [loc.text for loc in ET.fromstring(answer.data).iter(f"{MAP}loc")] == ["http://localhost/t/visible/1"]


def test_a_topics_feed_has_its_latest_visible_posts_newest_first(client: FlaskClient) -> None:
    topic, author = make_topic(audience="public", title="Largo"), make_user()
    made = [make_reply(topic, author, body=f"Respuesta {n}") for n in range(2, 41)]
    removal.hide_post(act(make_staff()), made[-1].id, reason="No corresponde")
    found = titles(feed(client, f"/t/{topic.slug}/{topic.id}.atom"))
    assert len(found) == 30
    assert found[0] == "#39 Largo"
    assert "Respuesta 40" not in client.get(f"/t/{topic.slug}/{topic.id}.atom").text


def test_a_topic_that_is_no_longer_public_leaves_feeds_and_sitemap_at_once(client: FlaskClient) -> None:
    topic = make_topic(audience="public", title="Antes visible")
    addresses = ["/latest.atom", f"/t/{topic.slug}/{topic.id}.atom", "/sitemap.xml", "/sitemaps/0.xml"]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200, 200]
    audience.change_audience(act(make_staff()), topic.id, audience="community")
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 404]
    assert all("Antes visible" not in answer.text for answer in answers)
    assert "/sitemaps/" not in answers[2].text


def test_a_feed_may_be_of_one_language(client: FlaskClient) -> None:
    make_topic(audience="public", title="En español")
    make_topic(audience="public", title="Em português", language="pt")
    assert titles(feed(client, "/latest.atom?lang=pt")) == ["Em português"]
    assert len(titles(feed(client, "/latest.atom?lang=all"))) == 2


def test_characters_that_xml_forbids_do_not_break_a_feed(client: FlaskClient) -> None:
    topic = make_topic(audience="public")
    with transaction():
        session.get_one(Topic, topic.id).title = "a\x0bb\x1fc\ufffe"
    assert titles(feed(client, "/latest.atom")) == ["abc"]
    assert titles(feed(client, f"/t/{topic.slug}/{topic.id}.atom")) == ["abc"]


def test_the_sitemap_is_split_by_ranges_of_topics(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "TOPICS_PER_MAP", 2)
    for _ in range(2):
        make_topic(audience="public")
    make_topic()
    make_topic(audience="public", title="Lejano")
    index = ET.fromstring(client.get("/sitemap.xml").data)
    parts = [str(loc.text) for loc in index.iter(f"{MAP}loc")]
    assert parts == [f"http://localhost/sitemaps/{n}.xml" for n in (0, 1, 2)]
    found = [
        loc.text for n in (0, 1, 2) for loc in ET.fromstring(client.get(f"/sitemaps/{n}.xml").data).iter(f"{MAP}loc")
    ]
    assert len(found) == 3
    assert found[-1] == "http://localhost/t/lejano/4"
    for absent in (3, 999_999_999, 2**31 - 1, 2**31):
        assert client.get(f"/sitemaps/{absent}.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "Sitemap: http://localhost/sitemap.xml" in answer.text


@pytest.mark.parametrize(
    "address", ["/c/nowhere.atom", "/practices/zz.atom", "/criteria/ZZ1.atom", "/t/x/99.atom", "/g/x.atom"]
)
def test_feeds_of_what_does_not_exist_are_a_404(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 404


def test_pictures_and_links_of_a_post_have_whole_addresses_in_a_feed(app, client):
    author = make_user()
    plan = make_upload(author, "plano.png")
    topic = make_topic(author, audience="public", body=f"Miren {link_to(plan)} y [esto](/pages/help).")
    html = unescape(client.get(f"/t/{topic.slug}/{topic.id}.atom").text)
    assert f'src="{app.config["URL"]}/files/{plan.token}/preview.webp"' in html
    assert f'href="{app.config["URL"]}/pages/help"' in html
    assert 'src="/' not in html
