"""The pages of records as a browser sees them."""

from datetime import timedelta

from forum.accounts.models import User
from forum.core import clock
from forum.core.db import session


def text(browser, address):
    page = browser.get(address)
    assert page.status_code == 200, address
    return page.get_data(as_text=True)


def days_from_now(days):
    return (clock.now() + timedelta(days=days)).date().isoformat()


def silence(browser, user, **more):
    form = {"reason": "Contestó con insultos", "until": days_from_now(3)} | more
    return browser.post(f"/moderation/members/{user.id}/silence", data=form)


def warn(browser, user, **more):
    return browser.post(f"/moderation/members/{user.id}/warnings", data={"reason": "Contestó con insultos"} | more)


def note(browser, user, words="Hablamos por teléfono"):
    return browser.post(f"/moderation/members/{user.id}/notes", data={"text": words})


def fresh(user):
    session.rollback()
    return session.get_one(User, user.id, populate_existing=True)
