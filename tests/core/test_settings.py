"""Settings: typed, bounded, and seen everywhere from the next request on."""

import pytest
from sqlalchemy import select

from forum.core import settings
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.settings import Setting
from forum.core.settings import change_settings
from forum.core.settings import define
from forum.core.settings import get_setting

ADMIN = Actor(id=1, state="active", site_role="administrator")


@pytest.fixture(autouse=True)
def defined():
    before = dict(settings._DEFINITIONS)
    define("test.open", True, "Open")
    define("test.days", 7, "Days", minimum=1, maximum=30)
    define("test.name", "Foro", "Name")
    yield
    settings._DEFINITIONS.clear()
    settings._DEFINITIONS.update(before)


def test_a_setting_has_its_default(app):
    assert (get_setting("test.open"), get_setting("test.days"), get_setting("test.name")) == (True, 7, "Foro")


def test_a_change_is_seen_and_logged_once(app):
    change_settings(ADMIN, {"test.days": 9, "test.open": True})
    assert get_setting("test.days") == 9
    events = session.scalars(select(Event).where(Event.kind == "SettingChanged")).all()
    assert len(events) == 1, "what stays the same is no change"
    detail = session.get_one(EventDetail, events[0].id)
    assert (detail.before, detail.after) == ({"test.days": 7}, {"test.days": 9})


@pytest.mark.parametrize(
    "values",
    [
        {"test.days": 0},
        {"test.days": 31},
        {"test.days": "9"},
        {"test.open": "yes"},
        {"test.unknown": 1},
        {"test.name": 5},
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(app, values):
    with pytest.raises(Invalid) as refused:
        change_settings(ADMIN, {"test.name": "Nuevo"} | values)
    assert refused.value.field in values
    assert get_setting("test.name") == "Foro"


def test_a_stored_value_of_another_type_is_passed_over(app):
    with transaction():
        session.add(Setting(key="test.days", value="many"))
    assert get_setting("test.days") == 7
