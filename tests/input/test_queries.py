"""Queries: every name with every hostile value, twice, too long, not text; cursors that were tampered with."""

import base64
import json
from itertools import cycle
from itertools import islice
from urllib.parse import parse_qs
from urllib.parse import quote
from urllib.parse import urlsplit

from forum.core.pagination import encode_cursor
from tests.factories.discussion import make_topic
from tests.input.sending import readable
from tests.input.sending import send
from tests.input.sending import shuffled
from tests.privacy.test_fuzz import NAMES
from tests.privacy.test_fuzz import TEXTS

LONGEST = 3000
#: As they stand in an address, past what a client would encode.
RAW = (
    "{}=%ff%fe",
    "{}=%00",
    "{}=%ed%a0%80",
    "{}=%",
    "{}=%zz",
    "{}=%C0%AF",
    "{}",
    "{}=",
    "={}",
    "{0}=es&{0}=pt&{0}=%00",
    "{0}=%00&{0}=es",
    "{0}[]=1&{0}[0]=2&{0}.x=3",
    "{}=1;{}=2".replace("{}", "{0}"),
    "&&&{}=1&&",
    "{}=+%2B+",
    "{}=%u0041",
    "{}=" + "a" * 20_000,
    "&".join(f"x{number}={number}" for number in range(3000)) + "&{}=1",
    "{}=%0d%0aX-Injected:%20y",
    "{}=%E2%80%AE",
    "?{}=1",
    "{}=\xff\xfe",
)


def test_no_value_of_a_query_breaks_a_page(app, world, browsers, complaints):
    texts = shuffled(
        f"{name}={quote(text[:LONGEST].encode('utf-8', 'surrogatepass'), safe='')}" for name in NAMES for text in TEXTS
    )
    hands = cycle(texts)
    for who, browser in browsers.items():
        for target in readable(app, world):
            for query in islice(hands, 1):
                complaints.ask(who, (target, query), lambda b=browser, t=target, q=query: send(b, t, query=q))
    complaints.none()


def test_a_number_may_have_any_number_of_digits_and_is_refused(app, browsers):
    topic = make_topic(audience="public")
    for digits in (16, 309, 310, 400, 4300, 4301):
        for browser in browsers.values():
            assert browser.get(f"/t/x/{topic.id}/jump?number={'1' * digits}").status_code == 400
        reply = {"body": "Hola", "language": "es", "reply_to": "1" * digits}
        assert browsers["member"].post(f"/topics/{topic.id}/posts", data=reply).status_code == 422


def test_no_shape_of_a_query_breaks_a_page(app, world, browsers, complaints):
    shapes = cycle(shuffled(shape.format(name) for shape in RAW for name in NAMES))
    for who, browser in browsers.items():
        for target in readable(app, world):
            for query in islice(shapes, 1):
                complaints.ask(who, (target, query[:99]), lambda b=browser, t=target, q=query: send(b, t, query=q))
    complaints.none()


def test_of_a_parameter_given_twice_the_first_counts_and_one_that_nobody_knows_counts_not(browsers):
    visitor = browsers["visitor"]
    assert '<html lang="pt-BR"' in visitor.get("/search?ui=pt&ui=es").text
    assert visitor.get("/top?period=week&period=zzz").status_code == 200
    assert visitor.get("/top?period=zzz&period=week").status_code == 400
    assert visitor.get("/top?nobody=knows&period=week").status_code == 200


def test_a_language_or_kind_that_there_is_not_is_a_bad_address_and_an_unknown_interface_is_left_out(browsers):
    for who in browsers:
        for query in ("lang=fr", "lang=es-AR", "lang=ES", "kind=poll", "status=done", "lang=%00", "lang=es%20"):
            answer = browsers[who].get(f"/latest?{query}")
            assert answer.status_code == (200 if query == "lang=es%20" and answer.status_code == 200 else 400), query
        assert browsers[who].get("/latest?ui=fr").status_code == 200
        assert browsers[who].get("/latest?ui=" + "x" * 9000).status_code == 200


def cursors_of(browser, address):
    """Return the cursors that a list hands out."""
    page = browser.get(address).text
    found = []
    for part in page.split('"'):
        if "after=" in part or "before=" in part:
            values = parse_qs(urlsplit(part.replace("&amp;", "&")).query)
            found += [*values.get("after", []), *values.get("before", [])]
    return found


def tampered(cursor):
    """Yield a cursor with bits flipped, cut, lengthened, and of other things."""
    for place in range(0, len(cursor), 3):
        yield cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for place in range(len(raw)):
        for bit in (1, 128):
            flipped = raw[:place] + bytes([raw[place] ^ bit]) + raw[place + 1 :]
            yield base64.urlsafe_b64encode(flipped).decode().rstrip("=")
    yield from (cursor[:-1], cursor + "A", cursor + "=", cursor * 9, cursor.lower(), cursor[::-1], "A" * 5000)
    key = json.loads(raw)
    for value in (None, [], {}, -1, 2**31, 2**63, 10**30, 1e308, -1e308, "", "x", "9" * 200, "9999-12-31", True):
        for place in range(len(key)):
            yield encode_cursor(*key[:place], value, *key[place + 1 :])
        yield encode_cursor(*[value] * len(key))


LISTS = (
    "/latest",
    "/unanswered",
    "/top",
    "/new",
    "/search?q=",
    "/notices",
    "/people",
    "/moderation/log",
    "/moderation",
)


def test_tampered_cursors_are_bad_addresses_or_pages(app, world, browsers, complaints):
    author = world.people["member_a"]
    for number in range(35):
        make_topic(author, title=f"Tema {number}", body="agua", kind="question", audience="public")
    handed = {cursor for address in LISTS for cursor in cursors_of(browsers["admin"], address)}
    assert len(handed) >= 3, "no list handed out a cursor: this proves nothing"
    hostile = shuffled({made for cursor in handed for made in tampered(cursor)} | handed)
    hands = cycle(hostile)
    for who, browser in browsers.items():
        for address in LISTS:
            for cursor in islice(hands, 4):
                mark = "&" if "?" in address else "?"
                for name in ("after", "before"):
                    asked = f"{address}{mark}{name}={quote(cursor)}"
                    complaints.ask(who, asked, lambda b=browser, a=asked: b.get(a))
    complaints.none()
    assert complaints.refused > 25


def test_a_cursor_of_one_list_opens_nothing_in_another(app, world, browsers):
    """A cursor is a place, not a right: with any of them a list shows what it shows without."""
    words = [word for word, (_what, readers) in world.words.items() if "visitor" not in readers]
    for cursor in (
        encode_cursor("9999-12-31T00:00:00+00:00", 2**31 - 1),
        encode_cursor(2**31 - 1),
        encode_cursor(1e9, 5),
    ):
        for address in ("/latest", "/unanswered", "/top", "/search?q=Tema"):
            page = browsers["visitor"].get(f"{address}{'&' if '?' in address else '?'}after={cursor}").text
            assert not [word for word in words if word in page]
