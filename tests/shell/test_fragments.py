"""Fragments that are kept say, to the minute, how long ago something was."""

import pytest
import time_machine
from flask import Flask

from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic


@pytest.mark.parametrize("page", ["/latest", "/search?q=composteras"])
def test_a_fresh_topic_grows_older_from_minute_to_minute(app: Flask, sign_in, run_worker, page):
    with time_machine.travel("2026-03-12T15:00:00Z", tick=False) as clock:
        make_topic(make_user(), audience="public", title="Composteras")
        run_worker()
        browser = sign_in(make_user())
        for moment, words in (("15:05", "5 min"), ("15:06", "6 min"), ("18:06", "3 h")):
            clock.move_to(f"2026-03-12T{moment}:00Z")
            assert f"data-ago>{words}</time>" in browser.get(page).text
        clock.move_to("2026-03-18T16:00:00Z")
        assert "data-ago>6 días</time>" in sign_in(make_user()).get(page).text


@pytest.mark.parametrize("page", ["/latest", "/search?q=composteras"])
def test_an_old_topic_says_its_year_from_new_years_day_on(app: Flask, sign_in, run_worker, page):
    with time_machine.travel("2026-12-20T12:00:00Z", tick=False) as clock:
        make_topic(make_user(), audience="public", title="Composteras")
        run_worker()
        for moment, words in (
            ("2026-12-31T23:30:00Z", "20 dic"),
            ("2027-01-01T12:00:00Z", "20 dic 2026"),
        ):
            clock.move_to(moment)
            assert f"data-ago>{words}</time>" in sign_in(make_user()).get(page).text


@pytest.mark.parametrize("page", ["/latest", "/search?q=composteras"])
def test_after_a_week_to_the_minute_it_says_the_day(app: Flask, sign_in, run_worker, page):
    with time_machine.travel("2026-03-12T15:30:00Z", tick=False) as clock:
        make_topic(make_user(), audience="public", title="Composteras")
        run_worker()
        for moment, words in (("15:10", "6 días"), ("15:29", "6 días"), ("15:30", "12 mar"), ("15:31", "12 mar")):
            clock.move_to(f"2026-03-19T{moment}:00Z")
            assert f"data-ago>{words}</time>" in sign_in(make_user()).get(page).text
