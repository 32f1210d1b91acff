"""Agreement to the terms and the privacy notice: by version, in the language that was read."""

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import Consent
from forum.accounts.models import SignUp
from forum.core.db import session
from forum.core.db import transaction
from forum.pages.models import PageVersion
from tests.accounts.helpers import MARCELA
from tests.accounts.helpers import letters_to
from tests.accounts.helpers import link_in
from tests.accounts.helpers import sign_up
from tests.accounts.helpers import user_of
from tests.factories.accounts import PASSWORD
from tests.factories.accounts import make_user
from tests.factories.cities import make_city


def test_the_terms_and_the_privacy_notice_are_recorded_by_version_and_language(client, letter_after_sign_up):
    _write_texts(terms=3, privacy=2)
    make_city("Recife", language="pt", domains=["recife.pe.gov.br"])
    link = letter_after_sign_up("eva@recife.pe.gov.br", terms_version="3", privacy_version="2")
    client.post(link)
    rows = session.scalars(select(Consent).order_by(Consent.purpose)).all()
    assert [(row.purpose, row.version, row.language, row.given) for row in rows] == [
        ("privacy", 2, "es", True),
        ("terms", 3, "es", True),
    ]


def test_the_language_of_the_consent_is_the_one_that_was_read(client, run_worker):
    make_city("Recife", language="pt", domains=["recife.pe.gov.br"])
    client.post("/language", data={"language": "pt"})
    sign_up(client, "eva@recife.pe.gov.br")
    run_worker()
    client.post(link_in(letters_to("eva@recife.pe.gov.br")[0]))
    assert set(session.scalars(select(Consent.language))) == {"pt"}
    assert user_of("eva@recife.pe.gov.br").ui_language == "pt"


def test_texts_that_changed_while_the_page_was_open_have_to_be_read_again(client):
    _write_texts(terms=3, privacy=2)
    answer = sign_up(client, MARCELA, terms_version="2", privacy_version="2")
    assert answer.status_code == 409
    assert 'name="terms_version" type="hidden" value="3"' in answer.text
    assert session.scalar(select(func.count(SignUp.id))) == 0


def test_without_agreement_there_is_no_account(client):
    assert sign_up(client, MARCELA, agreed=None).status_code == 400
    assert session.scalar(select(func.count(SignUp.id))) == 0


def test_a_new_version_of_the_terms_is_asked_for_at_the_next_sign_in(client):
    make_user(email="ana@rionegro.gov.co")
    _write_texts(terms=1, privacy=1)
    answer = client.post("/login", data={"email": "ana@rionegro.gov.co", "password": PASSWORD, "next": "/latest"})
    assert answer.location == "/account/terms"
    assert client.post("/account/terms", data={}).status_code == 400
    assert client.post("/account/terms", data={"agreed": "y"}).location == "/"
    assert set(session.execute(select(Consent.purpose, Consent.version))) == {("terms", 1), ("privacy", 1)}
    client.post("/logout")
    answer = client.post("/login", data={"email": "ana@rionegro.gov.co", "password": PASSWORD, "next": "/latest"})
    assert answer.location == "/latest"


def _write_texts(**versions):
    with transaction():
        for slug, version in versions.items():
            texts = dict.fromkeys(("title_es", "title_pt", "body_es", "body_pt", "html_es", "html_pt"), "…")
            session.add(PageVersion(slug=slug, version=version, editor_id=None, **texts))
