"""Classes 1, 23, 28, 30: a number, a trick of markup, an address in a text, a topic without its beginning."""

import socket

import pytest
from flask import Flask

from forum.discussion.commands.removal import delete_post
from forum.discussion.models import Post
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.privacy.test_hostile_texts import Activity

WORD = "zqpalabradelasala"
TRICKS = (
    "&#106;avascript:zqrun() [a](&#106;avascript:zqrun()) [b](java&Tab;script:zqrun())",
    "<math><mi//xlink:href='data:x,<script>zqrun()</script>'>",
    "<svg><style><img src=x onerror=zqrun()></style></svg>",
    "<noscript><p title='</noscript><img src=x onerror=zqrun()>'></noscript>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=zqrun()>",
    "<!--><img src=x onerror=zqrun()>--><![CDATA[<img src=x onerror=zqrun()>]]>",
    "<table><td><a href='jAvAsCrIpT&colon;zqrun()'>x</a></table><textarea><img src=x onerror=zqrun()>",
    "> " * 8 + "<img src=x onerror=zqrun()>",
    "![x](x 'a\" onerror=\"zqrun()')\n\n[x]: <javascript:zqrun()> 'y'\n[x]",
)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_01_a_number_leads_to_no_title(app: Flask, sign_in, client, method):
    author = make_user(city=make_city())
    topic = make_topic(author, title=f"Sobre {WORD}", audience="city")
    post = make_reply(topic, author)
    for browser in (client, sign_in(make_user())):
        for page in (f"/t/{topic.id}", f"/t/x/{topic.id}", f"/t/x/{topic.id}/jump?number=2", f"/posts/{post.id}"):
            answer = browser.open(page, method=method)
            assert answer.status_code == 404, page
            assert "Location" not in answer.headers, page
            assert WORD not in answer.get_data(as_text=True) + str(answer.headers), page
    assert WORD in sign_in(author).open(f"/t/{topic.id}", method=method).headers["Location"]


@pytest.mark.parametrize("text", TRICKS)
def test_23_tricks_with_entities_namespaces_and_nesting_stay_text(app: Flask, client, run_worker, text):
    topic = make_topic(body=f"Antes\n\n{text}\n\nDespués", audience="public")
    run_worker()
    for page in (f"/t/{topic.slug}/{topic.id}", f"/t/{topic.slug}/{topic.id}.atom", "/search?q=antes"):
        assert not Activity(client.get(page).text).found, page


def test_28_no_text_has_the_server_open_an_address(app: Flask, sign_in, run_worker):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        forms = (f"127.0.0.1:{port}", f"[::ffff:127.0.0.1]:{port}", f"2130706433:{port}", f"0177.0.0.1:{port}")
        links = "\n\n".join(f"http://{form}/a.png ![a](http://{form}/b.png)" for form in forms)
        city = make_city()
        person = make_user(city=city)
        topic = make_topic(person, body=links, audience="public")
        browser = sign_in(person)
        browser.post("/preview", data={"body": links, "language": "es"})
        browser.get(f"/t/{topic.slug}/{topic.id}")
        run_worker()
        with pytest.raises(TimeoutError):
            listener.accept()


def test_30_a_topic_without_its_first_post_takes_no_reply(app: Flask, sign_in):
    author = make_user(city=make_city())
    topic = make_topic(author)
    make_reply(topic, author)
    first = app.extensions["sqlalchemy"].session.query(Post).filter_by(topic_id=topic.id, number=1).one()
    delete_post(act(make_staff()), first.id, reason="x")
    for person in (author, make_user(), make_staff()):
        answer = sign_in(person).post(f"/topics/{topic.id}/posts", data={"body": "Una respuesta", "language": "es"})
        assert answer.status_code in {403, 404}, answer.status_code
