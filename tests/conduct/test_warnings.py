"""A warning is mailed, stays in the record, and is shown to the member until they have seen it."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.models import MemberWarning
from forum.core.db import session
from tests.accounts.helpers import letters_to
from tests.conduct.desk import text
from tests.conduct.desk import warn
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city

ANA = "ana@rionegro.gov.co"
WHY = "Contestó con insultos"


@pytest.fixture
def ana(app):
    return make_user("Ana Prieto", email=ANA, city=make_city("Rionegro"))


def test_a_warning_is_announced_on_every_page_until_it_was_read(sign_in, ana):
    browser = sign_in(ana)
    assert 'href="/warnings"' not in text(browser, "/latest")
    warn(sign_in(make_staff()), ana)

    assert 'href="/warnings"' in text(browser, "/latest")
    assert WHY in text(browser, "/warnings")
    assert 'href="/warnings"' in text(browser, "/latest"), "reading a page writes nothing"
    assert browser.post("/warnings/reading").status_code == 303
    assert 'href="/warnings"' not in text(browser, "/latest")
    assert WHY in text(browser, "/warnings"), "it can be read again"
    assert "/warnings/reading" not in text(browser, "/warnings")


def test_a_warning_is_mailed_with_its_reason(sign_in, ana, run_worker):
    warn(sign_in(make_staff()), ana)
    run_worker()
    assert WHY in (letters_to(ANA)[-1].text or "")


def test_the_record_says_whether_a_warning_was_seen(sign_in, ana):
    staff = sign_in(make_staff())
    warn(staff, ana)
    assert "sin ver todavía" in text(staff, "/moderation/members/ana.prieto")
    sign_in(ana).post("/warnings/reading")
    assert "sin ver todavía" not in text(staff, "/moderation/members/ana.prieto")


def test_nobody_reads_the_warnings_of_others(sign_in, ana):
    warn(sign_in(make_staff()), ana)
    other = sign_in(make_user())
    assert WHY not in text(other, "/warnings")
    other.post("/warnings/reading")
    assert 'href="/warnings"' in text(sign_in(ana), "/latest")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 32_000])
def test_a_warning_needs_a_reason_that_somebody_can_read(sign_in, ana, reason):
    assert warn(sign_in(make_staff()), ana, reason=reason).status_code == 422
    assert session.scalar(select(func.count(MemberWarning.id))) == 0


def test_a_form_sent_twice_warns_once(sign_in, ana, run_worker):
    staff = sign_in(make_staff())
    for _ in range(2):
        warn(staff, ana)
    run_worker()
    assert session.scalar(select(func.count(MemberWarning.id))) == 1
    assert len(letters_to(ANA)) == 1
