"""What is over is forgotten by rules; each run is written down; the privacy page says the same terms."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.commands.invitations import create_invitation
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Invitation
from forum.core import clock
from forum.core import retention
from forum.core.actor import SYSTEM
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.mail import OutgoingMail
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.core.retention import RetentionRun
from forum.core.retention import Rule
from forum.core.retention import forget_all
from forum.core.retention import keep_short_terms
from forum.core.retention import keep_terms
from forum.discussion.commands.removal import delete_post
from forum.discussion.commands.removal import hide_post
from forum.discussion.models import Post
from forum.moderation.commands import close_report
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from forum.moderation.resolutions import Ruling
from forum.notifications.models import Notification
from forum.pages.commands import TEXTS
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.owndata.life import found_in_database

#: Rule → how its row of the privacy page begins, in both languages.
ROWS = {
    "accounts.sessions": ("Sesiones", "Sessões"),
    "accounts.links": ("Enlaces de correos", "Links de e-mails"),
    "accounts.sign_ups": ("Registros sin confirmar", "Cadastros sem confirmação"),
    "accounts.failures": ("Cuenta de intentos fallidos", "Contagem de tentativas"),
    "accounts.devices": ("Marca de los dispositivos", "Marca dos dispositivos"),
    "accounts.invitations": ("Invitaciones", "Convites"),
    "accounts.requests": ("Lo que alguien escribió", "O que alguém escreveu"),
    "media.unused": ("Archivos que ningún", "Arquivos que nenhuma"),
    "discussion.deleted": ("Texto de mensajes borrados", "Texto de mensagens apagadas"),
    "translation.corrections": (
        "Lo que se corrigió en las traducciones de mensajes borrados",
        "O que se corrigiu nas traduções de mensagens apagadas",
    ),
    "translation.declined": (
        "Traducciones propuestas que no se aceptaron",
        "Traduções propostas que não foram aceitas",
    ),
    "translation.deleted": ("Traducciones de mensajes borrados", "Traduções de mensagens apagadas"),
    "appeals.words": ("Textos de apelaciones", "Textos de recursos"),
    "desk.decisions": ("Decisiones de moderación", "Decisões da moderação"),
    "accounts.blocked": ("Direcciones de correo", "Endereços de e-mail"),
    "conduct.held": ("Textos que esperaron", "Textos que esperaram"),
    "conduct.notes": ("Notas de RIL", "Notas da RIL"),
    "conduct.warnings": ("Advertencias", "Advertências"),
    "promise.help": ("Pedidos de ayuda", "Pedidos de ajuda"),
    "moderation.notes": ("Notas y respuestas", "Notas e respostas"),
    "bulk.changes": ("Cómo eran los temas", "Como eram os tópicos"),
    "news.closed_banners": ("Qué banners cerró alguien", "Quais banners alguém fechou"),
    "notifications.notices": ("Avisos", "Avisos"),
    "insights.searches": ("Palabras buscadas sin resultado", "Palavras buscadas sem resultado"),
    "applications.contacts": ("Contacto de una ciudad", "Contato de uma cidade"),
    "core.letters": ("Correos del foro", "E-mails do fórum"),
    "core.rate_counts": ("Cuenta de cuántas veces", "Contagem de quantas vezes"),
    "core.reasons": ("Motivos", "Motivos"),
    "core.retention_runs": ("Constancia", "Registro do que"),
}


def days_on_page(language):
    """Return (how a row begins, days) of the table of terms."""
    text = (TEXTS / f"privacy.{language}.md").read_text(encoding="utf-8")
    return [(row[0], int(row[1])) for row in re.findall(r"^\| (.+?) \| (\d+) d[íi]as? \|$", text, re.MULTILINE)]


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_privacy_page_states_every_rule_and_no_other(app, language):
    stated = days_on_page(language)
    rules = {rule.name: rule for rule in retention.all_rules()}
    assert set(rules) == set(ROWS)
    assert len(stated) == len(rules)
    for name, rule in rules.items():
        start = ROWS[name][0 if language == "es" else 1]
        assert [days for words, days in stated if words.startswith(start)] == [rule.kept.days], name


def test_every_run_of_every_rule_is_written_down_also_when_there_was_nothing(app):
    forget_all()
    rows = session.execute(select(RetentionRun.rule, RetentionRun.number)).all()
    assert {row.rule for row in rows} == set(ROWS)
    assert len(rows) == len(ROWS)


def test_the_day_s_work_is_done_once_a_day_however_often_the_worker_begins(app):
    for _ in range(3):
        keep_terms()
    assert session.scalar(select(func.count()).select_from(RetentionRun)) == len(ROWS)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        keep_terms()
    assert session.scalar(select(func.count()).select_from(RetentionRun)) == 2 * len(ROWS)


def test_a_rule_that_fails_holds_up_no_other(app, monkeypatch):
    def fail(_moment):
        message = "the table is away"
        raise RuntimeError(message)

    rules = dict(retention._RULES)
    name = next(iter(rules))
    rules[name] = Rule(name, "x", timedelta(days=1), "y", fail)
    monkeypatch.setattr(retention, "_RULES", rules)
    assert set(forget_all()) == set(ROWS) - {name}


def later(days):
    return time_machine.travel(clock.now() + timedelta(days=days))


def test_the_text_of_a_deleted_post_goes_after_90_days_also_where_it_is_quoted(app, sign_in):
    author, other, staff = make_user(), make_user(), make_staff()
    topic = make_topic(other)
    post = make_reply(topic, author, body="Zqborrado de verdad")
    hidden = make_reply(topic, author, body="Zqoculto solamente")
    make_reply(
        topic,
        other,
        body=f'[quote="{author.handle}, post:{post.number}, topic:{topic.id}"]\nZqborrado de verdad\n[/quote]\n\nSí.',
    )
    delete_post(act(staff), post.id, reason="porque sí")
    hide_post(act(staff), hidden.id, reason="porque sí")
    with later(89):
        assert forget_all()["discussion.deleted"] == 0
        assert found_in_database(("Zqborrado",))
    with later(91):
        assert forget_all()["discussion.deleted"] == 1
        assert found_in_database(("Zqborrado",)) == []
        assert found_in_database(("Zqoculto",)) != []
        assert session.get_one(Post, post.id).state == "deleted"
        assert forget_all()["discussion.deleted"] == 0
        assert sign_in(staff).post(f"/posts/{post.id}/deletion/removal").status_code == 409


def test_notices_letters_reasons_and_notes_go_when_their_time_is_over(app, run_worker):
    author, other, staff = make_user(), make_user(), make_staff()
    topic = make_topic(author)
    post = make_reply(topic, other, body=f"Hola @{author.handle}")
    report = report_post(act(author), post.id, reason="other", note="Zqnota")
    close_report(act(staff), report.id, outcome="kept", ruling=Ruling("Zqrespuesta"))
    run_worker()
    assert session.scalar(select(func.count()).select_from(Notification)) > 0
    with later(91):
        assert forget_all()["core.letters"] > 0
        assert session.scalar(select(func.count()).select_from(OutgoingMail)) == 0
        assert session.scalar(select(Report.note)) == "Zqnota"
    with later(366):
        done = forget_all()
        assert done["notifications.notices"] > 0
        assert done["moderation.notes"] == 1
        assert session.scalar(select(Report.note)) == ""
        assert session.scalar(select(EventDetail.reason)) == "Zqrespuesta"
    with later(731):
        assert forget_all()["core.reasons"] == 1
        assert session.scalar(select(func.count()).select_from(EventDetail)) == 0
        assert session.scalar(select(func.count()).where(Event.kind == "ReportClosed")) == 1


def test_invitations_that_are_over_go_and_used_ones_forget_for_whom_they_were(app):
    city = make_city()
    create_invitation(SYSTEM, city.id, days=5, email="nadie@ejemplo.org", note="Zqpara nadie")
    used, _token = create_invitation(SYSTEM, city.id, days=5, email="alguien@ejemplo.org", note="Zqpara alguien")
    used_id = used.id
    with transaction():
        session.get_one(Invitation, used_id).uses = 1
    with later(90):
        assert forget_all()["accounts.invitations"] == 0
    with later(96):
        assert forget_all()["accounts.invitations"] == 2
    session.rollback()
    assert session.scalars(select(Invitation.id)).all() == [used_id]
    assert found_in_database(("Zqpara",)) == []


def test_what_somebody_wrote_to_be_admitted_is_emptied_after_the_decision(app):
    user = make_user(state="pending")
    with transaction():
        row = session.scalars(select(AdmissionRequest).where(AdmissionRequest.user_id == user.id)).one()
        row.reason, row.state, row.decided_at = "Zqmotivo", "refused", clock.now()
    with later(179):
        assert forget_all()["accounts.requests"] == 0
    with later(181):
        assert forget_all()["accounts.requests"] == 1
        assert forget_all()["accounts.requests"] == 0
    assert found_in_database(("Zqmotivo",)) == []


def test_many_rows_go_a_few_at_a_time(app, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    with transaction():
        session.add_all([OutgoingMail(kind="x", language="es", state="sent") for _ in range(10)])
    with later(91):
        assert forget_all()["core.letters"] == 10


def test_administrators_read_what_was_forgotten_and_nobody_else_does(app, sign_in, client):
    forget_all()
    page = sign_in(make_staff(role="administrator")).get("/admin/retention")
    assert page.status_code == 200
    assert all(name in page.get_data(as_text=True) for name in ROWS)
    for browser in (client, sign_in(make_user()), sign_in(make_staff())):
        assert browser.get("/admin/retention").status_code == 404


def test_short_terms_are_kept_each_hour_and_put_off_none_that_is_kept_each_day(app):
    with transaction():
        hit(Limit("test.hourly", 3, 60), "anybody")
    with time_machine.travel(clock.now() + timedelta(days=2)):
        keep_short_terms()
        keep_short_terms()
        session.rollback()
        runs = session.execute(select(RetentionRun.rule, RetentionRun.number)).all()
        assert runs == [("core.rate_counts", 1)], "an hour in which nothing was over is not written down"
        keep_terms()
        session.rollback()
        assert session.scalar(select(func.count()).where(RetentionRun.rule == "core.letters")) == 1
