"""How long failures make somebody wait, and whom they never touch."""

from datetime import timedelta

import time_machine

from forum.accounts.commands.sessions import PER_NETWORK
from forum.core import clock
from forum.core.db import transaction
from forum.core.ratelimit import hit
from tests.accounts.helpers import at_the_same_time
from tests.accounts.helpers import log_in
from tests.accounts.helpers import masked
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user

WRONG = "no es la contraseña buena"


def test_the_locked_answer_is_the_same_for_unknown_addresses(app, count_queries, argon2_runs):
    make_user(email="known@rionegro.gov.co")
    seen = []
    with time_machine.travel(clock.now(), tick=False):
        for email in ("known@rionegro.gov.co", "never@rionegro.gov.co"):
            for _ in range(6):
                log_in(app.test_client(), email, WRONG)
            argon2_runs.clear()
            with count_queries() as statements:
                answer = log_in(app.test_client(), email, WRONG)
            seen.append(
                (
                    answer.status_code,
                    answer.headers["Retry-After"],
                    masked(answer.text, email),
                    len(statements),
                    len(argon2_runs),
                )
            )
    assert seen[0] == seen[1]
    assert seen[0][0] == 429
    assert seen[0][4] == 0


def test_after_some_failures_the_wait_grows_and_the_right_password_has_to_wait_too(client):
    make_user(email="ana@rionegro.gov.co")
    waits = []
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(10):
            while (answer := log_in(client, "ana@rionegro.gov.co", WRONG)).status_code == 429:
                waits.append(int(answer.headers["Retry-After"]))
                time.shift(timedelta(seconds=waits[-1]))
        assert log_in(client, "ana@rionegro.gov.co").status_code == 429
        time.shift(timedelta(minutes=16))
        assert log_in(client, "ana@rionegro.gov.co").status_code == 303
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]


def test_the_right_password_makes_earlier_failures_forgotten(client):
    make_user(email="ana@rionegro.gov.co")
    for _ in range(2):
        for _ in range(4):
            assert log_in(client, "ana@rionegro.gov.co", WRONG).status_code == 400
        assert log_in(client, "ana@rionegro.gov.co").status_code == 303


def test_a_known_device_is_never_locked_out_by_the_failures_of_others(app):
    make_user(email="ana@rionegro.gov.co")
    at_home = app.test_client()
    log_in(at_home, "ana@rionegro.gov.co")
    at_home.post("/logout")
    for _ in range(8):
        log_in(app.test_client(), "ana@rionegro.gov.co", WRONG)
    assert log_in(app.test_client(), "ana@rionegro.gov.co").status_code == 429
    assert log_in(at_home, "ana@rionegro.gov.co").status_code == 303


def test_a_device_known_for_one_account_opens_no_way_to_guess_at_another(app):
    make_user(email="ana@rionegro.gov.co")
    make_user(email="eva@recife.pe.gov.br")
    device = app.test_client()
    log_in(device, "ana@rionegro.gov.co")
    device.post("/logout")
    answers = {log_in(device, "eva@recife.pe.gov.br", WRONG).status_code for _ in range(8)}
    assert answers == {400, 429}


def test_failures_from_one_network_do_not_lock_another_one(app):
    make_user(email="ana@rionegro.gov.co")
    for _ in range(8):
        log_in(app.test_client(), "ana@rionegro.gov.co", WRONG)
    elsewhere = app.test_client()
    answer = elsewhere.post(
        "/login",
        data={"email": "ana@rionegro.gov.co", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert answer.status_code == 303


def test_a_town_hall_behind_one_address_signs_in_sixty_times_within_a_minute(app, monkeypatch):
    """Whoever works there, and whatever some of them type wrongly."""
    users = [make_user(email=f"p{number}@rionegro.gov.co") for number in range(3)]
    with time_machine.travel(clock.now().replace(second=1), tick=False):
        for number in range(60):
            email = users[number % 3].email or ""
            assert log_in(app.test_client(), email).status_code == 303
        assert log_in(app.test_client(), "p1@rionegro.gov.co", WRONG).status_code == 400
        assert log_in(app.test_client(), "p1@rionegro.gov.co").status_code == 303


def test_attempts_without_end_from_one_address_are_refused_whatever_the_account(client):
    with time_machine.travel(clock.now().replace(second=1), tick=False):
        with transaction():
            for _ in range(PER_NETWORK.number - 1):
                hit(PER_NETWORK, "127.0.0.1")
        answers = [log_in(client, f"x{number}@example.org", WRONG).status_code for number in range(3)]
    assert answers == [400, 429, 429]


def test_many_attempts_at_the_same_moment_are_many_attempts(app):
    make_user(email="ana@rionegro.gov.co")
    answers = at_the_same_time(app, 12, lambda _n: log_in(app.test_client(), "ana@rionegro.gov.co", WRONG).status_code)
    assert answers.count(429) >= 5
