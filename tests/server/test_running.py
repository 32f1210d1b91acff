"""Starting, healing and stopping, with real processes."""

import os
import signal
import socket
import time

import pytest

from forum.demo import PASSWORD
from tests.server.conftest import PRODUCTION
from tests.server.conftest import alive

pytestmark = pytest.mark.long


def test_the_demonstration_starts_on_an_empty_folder_and_a_second_start_takes_seconds(start):
    server = start()
    server.wait_until_ready(180)

    assert server.get("/health/ready")[0] == 200
    assert f"http://127.0.0.1:{server.port}" in server.said()
    assert "es@demo.example" in server.said()
    assert PASSWORD in server.said()
    assert server.get("/")[0] == 200
    family = server.children()
    assert server.stop() < 5
    assert server.process.returncode == 0
    assert alive(family) == []

    started = time.monotonic()
    again = start()
    again.wait_until_ready()
    # Three seconds when nothing else runs; the suite runs two tests at a time.
    assert time.monotonic() - started < 45
    assert "loading the demonstration" not in again.said()


def test_a_production_start_makes_the_tables_and_no_demonstration(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()

    assert server.get("/health/ready")[0] == 200
    assert "demo.example" not in server.said()


def test_a_killed_worker_is_started_again(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    (before,) = server.children("forum.server.worker")

    os.kill(before, signal.SIGKILL)
    server.wait_until(lambda: server.children("forum.server.worker") not in ([], [before]))

    assert "The worker ended by signal SIGKILL; starting it again." in server.said()
    assert server.get("/health/live")[0] == 200


def test_a_killed_web_server_leaves_nothing_behind_and_is_started_again(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    before = server.children("forum.server.web")

    os.kill(min(before), signal.SIGKILL)
    server.wait_until(lambda: "The web server ended" in server.said())
    server.wait_until(lambda: server.get("/health/live")[0] == 200)

    assert alive(before) == []


def test_a_killed_process_that_answers_requests_is_replaced(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()

    answering = max(server.children("forum.server.web"))
    os.kill(answering, signal.SIGKILL)
    server.wait_until(lambda: max(server.children("forum.server.web"), default=0) > answering)
    server.wait_until(lambda: server.get("/health/live")[0] == 200)


def test_sigterm_ends_everything_within_five_seconds_even_with_an_open_connection(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    family = server.children()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf a ")
        took = server.stop(signal.SIGTERM)

    assert took < 5
    assert server.process.returncode == 0
    assert alive(family) == []


def test_children_end_when_the_parent_is_killed(start):
    server = start(**PRODUCTION)
    server.wait_until_ready()
    family = server.children()

    server.process.kill()
    server.process.wait()

    server.wait_until(lambda: alive(family) == [], seconds=10)


def test_ctrl_c_while_starting_ends_it_too(start):
    server = start(**PRODUCTION)
    time.sleep(0.7)

    family = server.children()
    assert server.stop() < 5
    assert alive(family) == []
