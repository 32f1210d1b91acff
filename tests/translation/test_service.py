"""A translation service by its address: asked within limits, and not in private networks."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer

import pytest

from forum.core import outgoing
from forum.translation.engines.libretranslate import LibreTranslate
from forum.translation.engines.protocol import EngineAway
from forum.translation.engines.protocol import EngineFailed
from forum.translation.engines.protocol import mark


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.answer(self, body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def service():
    """Give a real HTTP server that answers as it is told."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def say(status, body, headers=()):
    def answer(handler, _asked):
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def url(server, key=""):
    return f"http://{key and key + '@'}127.0.0.1:{server.server_address[1]}"


def test_a_service_gets_html_and_its_key_and_gives_back_what_must_survive(service):
    def answer(handler, asked):
        texts = [text.replace("ver", "veja") for text in asked["q"]]
        say(200, json.dumps({"translatedText": texts}).encode())(handler, asked)

    service.answer = answer
    engine = LibreTranslate(url(service, "s%2Fecret"), private=True)
    assert engine.translate([f"ver {mark(0)} & <b>"], "es", "pt") == [f"veja {mark(0)} & <b>"]
    assert service.asked[0]["api_key"] == "s/ecret"
    assert service.asked[0]["format"] == "html"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"no json", EngineFailed),
        (200, b'{"translatedText": 3}', EngineFailed),
        (200, b"{}", EngineFailed),
        (403, b"", EngineFailed),
        (429, b"", EngineAway),
        (500, b"", EngineAway),
        (302, b"", EngineAway),
        (200, b"x" * (3 * 1024 * 1024), EngineAway),
    ],
)
def test_a_service_that_answers_otherwise_fails_or_is_away(service, status, body, error):
    service.answer = say(status, body, [("Location", "http://127.0.0.1:9/")] if status == 302 else [])
    with pytest.raises(error):
        LibreTranslate(url(service), private=True).translate(["hola"], "es", "pt")


def test_a_service_in_a_private_network_is_not_asked_unless_that_is_allowed(service):
    service.answer = say(200, b'{"translatedText": ["x"]}')
    with pytest.raises(EngineAway):
        LibreTranslate(url(service)).translate(["hola"], "es", "pt")
    assert service.asked == []


def test_a_service_that_drips_is_left(service):
    def answer(handler, _asked):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)

    service.answer = answer
    began = time.monotonic()
    with pytest.raises(outgoing.Unreachable):
        outgoing.post(url(service), b"{}", {}, seconds=0.5, largest=1_000, private=True)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
     "2002:7f00:1::", "0.0.0.0", "224.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_addresses_that_only_this_machine_or_its_networks_have_are_not_public(address):
    assert not outgoing.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_other_addresses_are_public(address):
    assert outgoing.is_public(address)
