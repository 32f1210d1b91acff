"""A slow client waits for itself: it takes no turn from others, and a body that is not whole is refused."""

import io
import os
import threading

import pytest
from werkzeug.exceptions import ClientDisconnected
from werkzeug.exceptions import LengthRequired
from werkzeug.exceptions import RequestTimeout

from forum.core import patience
from forum.core.errors import Unavailable
from forum.core.patience import Body
from forum.core.patience import Patience
from forum.core.patience import receive_body
from forum.core.places import Places


def body(source, length, *, turns=None, places=None):
    environ = {"wsgi.input": source, "CONTENT_LENGTH": str(length), "REMOTE_ADDR": "192.0.2.1"}
    return Body(environ, turns or threading.Semaphore(0), places or Places(9, 9))


def test_a_body_is_received_whole_and_read_like_a_file():
    whole = body(io.BytesIO(b"one\ntwo\n" + b"x" * 300_000), 300_008)
    assert whole.readline() == b"one\n"
    assert whole.read(3) == b"two"
    assert len(whole.read()) == 300_001
    assert list(body(io.BytesIO(b"a\nb"), 3)) == [b"a\n", b"b"]


def test_what_comes_after_the_announced_length_is_left_alone():
    assert body(io.BytesIO(b"abcdef"), 3).read() == b"abc"


def test_a_body_that_breaks_off_is_refused_each_time():
    broken = body(io.BytesIO(b"half"), 1000)
    for _ in range(2):
        with pytest.raises(ClientDisconnected):
            broken.read()


@pytest.mark.parametrize("length", ["", "-1", "1e3", "٣", "1, 2"])
def test_a_body_must_say_how_long_it_is(length):
    with pytest.raises(LengthRequired):
        receive_body({"forum.body": body(io.BytesIO(b"abc"), length)}, 10)


def test_a_body_that_is_too_long_is_not_even_awaited():
    source = io.BytesIO(b"x" * 100)
    receive_body({"forum.body": body(source, 100)}, 99)
    assert source.tell() == 0


@pytest.fixture
def slow():
    """Give the two ends of a pipe: what is read from, and where the test writes."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as source:
        yield source, writing
        os.close(writing)


def test_a_body_that_does_not_come_in_time_is_refused(monkeypatch, slow):
    monkeypatch.setattr(patience, "GRACE", 0.0)
    source, writing = slow
    os.write(writing, b"ha")
    with pytest.raises(RequestTimeout):
        body(source, 1000).read()


def test_whoever_waits_for_a_body_gives_the_turn_back(slow):
    source, writing = slow
    turns = threading.Semaphore(1)
    seen = []

    def app(environ, start_response):
        seen.append(environ["wsgi.input"].read())
        start_response("200 OK", [])
        return [b"done"]

    standing = Patience(app, threads=1)
    standing._turns = turns  # One turn, which the test can see.
    environ = {"wsgi.input": source, "CONTENT_LENGTH": "4", "REMOTE_ADDR": "192.0.2.1"}
    waiting = threading.Thread(target=lambda: standing(environ, lambda *_: None))
    waiting.start()
    quick = {"wsgi.input": io.BytesIO(b""), "REMOTE_ADDR": "192.0.2.2"}
    assert standing(quick, lambda *_: None) == [b"done"]
    assert seen == [b""]
    os.write(writing, b"body")
    waiting.join(10)
    assert seen == [b"", b"body"]
    assert turns.acquire(blocking=False)


def test_one_address_has_a_part_of_the_places_only():
    places = Places(3, 2)
    assert places.take("a")
    assert places.take("a")
    assert not places.take("a")
    assert places.take("b")
    assert not places.take("c")
    places.give_back("a")
    assert places.take("c")


def test_a_body_without_a_place_is_refused_for_now():
    with pytest.raises(Unavailable):
        body(io.BytesIO(b"abc"), 3, places=Places(0, 0)).read()


class Answer:
    """An answer in bits that says when it was closed."""

    def __init__(self, *bits):
        self.bits = bits
        self.closed = 0

    def __iter__(self):
        """Give the bits."""
        return iter(self.bits)

    def close(self):
        """Count."""
        self.closed += 1


def ask(standing, address="192.0.2.1"):
    said = []
    return standing({"REMOTE_ADDR": address}, lambda status, headers: said.append((status, dict(headers)))), said


def test_an_answer_is_handed_over_in_one_piece():
    answer = Answer(b"a", b"b")
    handed, _said = ask(Patience(lambda _e, _s: answer, threads=1))
    assert handed == [b"a", b"b"]
    assert answer.closed == 1


def test_a_large_answer_is_handed_over_bit_by_bit_and_to_a_bounded_number():
    bits = [b"x" * 600_000] * 4
    answers = []

    def app(_environ, _start_response):
        answers.append(Answer(*bits))
        return answers[-1]

    standing = Patience(app, threads=1)
    each = patience.SENDING // 4
    sending = [ask(standing)[0] for _ in range(each)]
    refused, said = ask(standing)
    assert said[0][0].startswith("503")
    assert said[0][1]["Retry-After"]
    assert "Demasiadas" in b"".join(refused).decode()
    assert ask(standing, "192.0.2.9")[1] == [], "another address has places of its own"
    assert b"".join(sending[0]) == b"".join(bits)
    assert answers[0].closed == 1
    sending[1].close()
    sending[1].close()
    assert answers[1].closed == 1
    assert [ask(standing)[1] for _ in range(2)] == [[], []]


def test_an_answer_that_is_a_list_already_is_left_as_it_is():
    answer = [b"a"]
    assert ask(Patience(lambda _e, _s: answer, threads=1))[0] is answer
