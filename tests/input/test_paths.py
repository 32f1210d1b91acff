"""Addresses: ids and names of any size and shape, bytes that are no text, ways around."""

from itertools import cycle
from urllib.parse import quote

from werkzeug.routing import BaseConverter

from tests.input.sending import deal
from tests.input.sending import readable
from tests.input.sending import send
from tests.input.sending import writable

#: As a server hands them on: decoded, one character per byte.
IDS = (
    "0",
    "-1",
    "+1",
    "1 ",
    " 1",
    "1.0",
    "1e5",
    "0x10",
    "1_0",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "9" * 30,
    "9" * 6000,
    "1" + "0" * 30,
    "nan",
    "inf",
    "True",
    "٣".encode().decode("latin-1"),
    "²".encode().decode("latin-1"),
    "１".encode().decode("latin-1"),
    "\x00",
    "1\x00",
    "1\n",
    "1;2",
    "1,2",
    "[1]",
    "\xff\xfe",
    "",
    " ",
    "%31",
    "..",
    ".",
    "1/..",
)
NAMES = (
    "",
    " ",
    ".",
    "..",
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "a" * 101,
    "a" * 6000,
    "\x00",
    "about\x00",
    "\xff\xfe",
    "ñ".encode().decode("latin-1"),
    "\u202eabc".encode().decode("latin-1"),
    "\xed\xa0\x80",  # A lone surrogate, as bytes.
    "a b",
    "a\r\nX-Injected: y",
    "<script>",
    "'--",
    "{{7*7}}",
    "%s%n",
    "con",
    "a.atom.atom",
    "\\..\\x",
    "//evil.example",
    "A",
    "1",
)


def is_id(converter: BaseConverter) -> bool:
    return converter.regex == r"[0-9]{1,10}"


def paths(target, name, hostile):
    """Return the path of a target with something else in the place of one argument."""
    parts = []
    for is_dynamic, data in target.rule._trace:
        if is_dynamic:
            parts.append(hostile if data == name else quote(str(target.given[data]), safe="."))
        else:
            parts.append(data.lstrip("|"))
    return "".join(parts)


def hostile_paths(targets, *, ids, hostile, number):
    """Yield (target, path) for each argument of each route, a few hostile values at a time."""
    hands = deal(hostile, number)
    for target in targets:
        for name in sorted(target.rule.arguments):
            if is_id(target.rule._converters[name]) is ids:
                yield from ((target, paths(target, name, value)) for value in next(hands))


def test_ids_of_any_size_and_shape_are_refused_with_a_page(app, world, browsers, complaints):
    targets = [*readable(app, world), *writable(app, world)]
    for who, browser in browsers.items():
        for target, path in hostile_paths(targets, ids=True, hostile=IDS, number=2):
            complaints.ask(who, (target, path), lambda b=browser, t=target, p=path: send(b, t, path=p))
    complaints.none()
    assert complaints.refused > complaints.sent * 0.8


def test_names_of_any_size_and_shape_are_refused_with_a_page(app, world, browsers, complaints):
    targets = [*readable(app, world), *writable(app, world)]
    for who, browser in browsers.items():
        for target, path in hostile_paths(targets, ids=False, hostile=NAMES, number=2):
            complaints.ask(who, (target, path), lambda b=browser, t=target, p=path: send(b, t, path=p))
    complaints.none()


WAYS = (
    "{}/",
    "{}//",
    "/{}",
    "//{}",
    "/.{}",
    "/./{}",
    "/x/..{}",
    "{}/..",
    "{}/.",
    "{}%00",
    "{}\x00",
    "{};a=b",
    "{}\\",
    "{}\xff",
    "{}.json",
    "{}.atom",
    "{}?",
    "{}#a",
    "/%2e%2e{}",
    "/%252e%252e{}",
    "/static/..{}",
    "/static/../../config.py{}",
    "http://evil.example{}",
    "{}/" + "a/" * 2000,
    "{}" + "\xf0\x9f\x98\x80" * 500,
)


def test_no_way_around_an_address_breaks_the_site(app, world, browsers, complaints):
    hands = deal(WAYS, 1)
    for who, browser in browsers.items():
        for target in readable(app, world):
            for way in next(hands):
                path = way.format(target.address)
                complaints.ask(who, path[:120], lambda b=browser, t=target, p=path: send(b, t, path=p))
    complaints.none()


def test_every_refusal_speaks_the_readers_language(app, world, browsers):
    values = cycle(NAMES)
    for language, tag in (("es", "es"), ("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("de", "es"), ("", "es")):
        for target in readable(app, world)[:40]:
            hostile = next(values)
            answer = send(
                browsers["visitor"],
                target,
                path=f"{target.address}/nowhere/{hostile}",
                headers={"Accept-Language": language},
            )
            assert answer.status_code in {404, 302, 308}, (target, hostile)
            if answer.status_code == 404:
                assert f'<html lang="{tag}"' in answer.text, (language, hostile)
