"""The desk as a browser sees it."""

import re

from forum.accounts.models import AdmissionRequest
from forum.applications.models import Application
from forum.conduct.models import HeldPost
from forum.core.db import session
from forum.core.db import transaction
from forum.discussion.models import Post
from forum.moderation.commands import report_post
from forum.translation.commands.correcting import NewCorrection
from forum.translation.commands.correcting import correct
from forum.translation.queries.present import present_translation
from tests.factories.accounts import act
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


def text(browser, address):
    page = browser.get(address)
    assert page.status_code == 200, address
    return page.get_data(as_text=True)


def cases(browser, address="/moderation"):
    """Return the addresses of the reported posts on the desk, in order."""
    return re.findall(r'<h2 [^>]*><a href="(/reports/\d+)" data-open>', text(browser, address))


def decision_on(case):
    """Return where a decision on a reported post is sent, from the address of its page."""
    return f"/moderation/cases/report/{case.rsplit('/', 1)[-1]}/decision"


class Desk:
    """A case of each kind, from least to most urgent."""

    def __init__(self):
        self.author = make_user("Derlis Benítez")
        self.topic = make_topic(self.author, title="El inventario", body="Un texto para traducir.")
        first = session.query(Post).filter_by(topic_id=self.topic.id, number=1).one()
        self.reader = make_user("Nora Nome")
        self.proposal = propose(self.reader, self.topic, first, "Um texto para traduzir.", "O inventário")
        self.city = make_city("Renca")
        waiting = make_user("Marcela Toral", state="pending")
        self.request = session.query(AdmissionRequest).filter_by(user_id=waiting.id).one()
        self.request.city_id = self.city.id
        self.application = Application(
            city_name="Igarapava", country="Brasil", contact_name="X", email="x@example.org", language="pt"
        )
        session.add(self.application)
        session.commit()
        self.post = make_reply(self.topic, self.author, body="Un teléfono: 0981")
        self.report = report_post(act(self.reader), self.post.id, reason="personal_data", note="Hay un teléfono")
        self.keys = {
            "report": self.report.id,
            "admission": self.request.id,
            "application": self.application.id,
            "proposal": self.proposal.id,
        }

    def at(self, kind):
        """Return the address of a case."""
        return f"/moderation/cases/{kind}/{self.keys[kind]}"


def propose(person, topic, post, words, title):
    present = present_translation(topic, post)
    return correct(act(person), post.id, NewCorrection(words, present.fingerprint(), title=title))


def rows(page):
    """Return the cases of a page, in order."""
    return re.findall(r'<li class="case[^"]*" id="([a-z]+)-\d+"', page)


def decide(browser, address, **form):
    answer = browser.post(f"{address}/decision", data=form)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return int(re.search(r"done=(\d+)", answer.headers["Location"])[1])


def undo(browser, decision):
    return browser.post(f"/moderation/decisions/{decision}/removal")


def hold(topic, body="Un texto que espera."):
    """Keep a text of a new member back, and return its number."""
    author = make_user()
    with transaction():
        row = HeldPost(
            author_id=author.id, topic_id=topic.id, body=body, language="es", given={}, upload_ids=[], reason="word"
        )
        session.add(row)
    return row.id
