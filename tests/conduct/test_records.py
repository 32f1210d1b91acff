"""The list of members and the record of one: what RIL finds there, what a lead does, and what nobody may."""

import pytest
from sqlalchemy import func
from sqlalchemy import select

from forum.conduct.commands.notes import add_note
from forum.conduct.commands.warnings import warn as warn_command
from forum.conduct.models import StaffNote
from forum.core.db import session
from forum.core.errors import ForumError
from forum.core.events import Event
from forum.moderation.commands import close_report
from forum.moderation.commands import report_post
from forum.moderation.resolutions import Ruling
from tests.conduct.desk import fresh
from tests.conduct.desk import note
from tests.conduct.desk import silence
from tests.conduct.desk import text
from tests.conduct.desk import warn
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.cities import make_city
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic


@pytest.fixture
def town(app):
    """Give a city, its lead and a member."""
    city = make_city("Rionegro")
    return city, make_user("Lidia Lead", city=city, role="lead"), make_user("Marta Mora", city=city)


def test_ril_finds_members_by_name_handle_address_city_and_state(town, sign_in):
    _city, _lead, mate = town
    other = make_user("Otto Ost", city=make_city("Recife"), email="otto@recife.example")
    browser = sign_in(make_staff())
    silence(browser, mate)

    for query in ("q=Otto", "q=@otto.ost", "q=recife.example", "city=recife"):
        page = text(browser, f"/moderation/members?{query}")
        assert f"/moderation/members/{other.handle}" in page, query
        assert f"/moderation/members/{mate.handle}" not in page, query
    silenced = text(browser, "/moderation/members?state=silenced")
    assert mate.handle in silenced
    assert other.handle not in silenced
    assert "Nadie" in text(browser, "/moderation/members?city=nowhere") or "Nobody" in text(
        browser, "/moderation/members?city=nowhere"
    )


def test_a_lead_finds_the_people_of_the_own_city_and_not_by_their_address(town, sign_in):
    _city, lead, mate = town
    other = make_user("Otto Ost", city=make_city("Recife"))
    browser = sign_in(lead)

    page = text(browser, "/moderation/members")
    assert f"/moderation/members/{mate.handle}" in page
    assert "Otto Ost" not in page
    assert "Otto Ost" not in text(browser, "/moderation/members?city=recife")
    assert mate.email not in page
    assert mate.handle not in text(browser, f"/moderation/members?q={mate.email}")
    assert browser.get(f"/moderation/members/{other.handle}").status_code == 404


def test_the_record_counts_posts_and_lists_reports_with_their_outcomes(town, sign_in):
    _city, _lead, mate = town
    topic = make_topic(mate, title="Cómo publicar el padrón")
    posts = [make_reply(topic, mate) for _ in range(3)]
    reporter = make_user("Nora Nome")
    report = report_post(act(reporter), posts[0].id, reason="inappropriate")
    ril = make_staff()
    close_report(act(ril), report.id, outcome="hidden", ruling=Ruling("Un insulto"))
    browser = sign_in(ril)

    record = text(browser, f"/moderation/members/{mate.handle}")
    assert "3 mensajes" in record
    assert "1 oculto por otras personas" in record
    received = text(browser, f"/moderation/members/{mate.handle}/reports")
    assert f"/reports/{report.id}" in received
    assert "Cómo publicar el padrón" in text(browser, f"/moderation/members/{reporter.handle}/reports")


def test_a_number_leads_to_the_record(town, sign_in):
    _city, _lead, mate = town
    answer = sign_in(make_staff()).get(f"/moderation/members/{mate.id}")
    assert (answer.status_code, answer.location) == (303, f"/moderation/members/{mate.handle}")
    assert sign_in(make_staff()).get("/moderation/members/999999").status_code == 404
    assert sign_in(make_staff()).get("/moderation/members/nobody.here").status_code == 404


def test_a_lead_does_not_learn_who_reported_what(town, sign_in):
    city, lead, mate = town
    topic = make_topic(lead, title="Asunto de la sala", audience="city", city=city)
    post = make_reply(topic, lead)
    report_post(act(mate), post.id, reason="other", note="No corresponde")

    page = text(sign_in(lead), f"/moderation/members/{mate.handle}/reports")
    assert "Asunto de la sala" not in page
    assert "Asunto de la sala" in text(sign_in(make_staff()), f"/moderation/members/{mate.handle}/reports")


def test_posts_in_rooms_of_another_city_are_not_counted_for_a_lead(town, sign_in):
    city, lead, _mate = town
    before = make_city("Recife")
    newcomer = make_user("Nico Nuevo", city=before)
    make_reply(make_topic(newcomer, audience="city", city=before), newcomer)
    sign_in(make_staff()).post(f"/people/{newcomer.id}/city", data={"city_id": city.id})

    assert "0 mensajes" in text(sign_in(lead), f"/moderation/members/{newcomer.handle}")
    assert "2 mensajes" in text(sign_in(make_staff()), f"/moderation/members/{newcomer.handle}")


def test_what_leads_note_is_read_by_leads_and_ril_and_what_ril_notes_by_ril_alone(town, sign_in):
    city, lead, mate = town
    note(sign_in(lead), mate, "Es nuevo en el equipo")
    note(sign_in(make_staff()), mate, "Preguntar en marzo")
    address = f"/moderation/members/{mate.handle}"

    for browser in (sign_in(lead), sign_in(make_user(city=city, role="lead"))):
        assert "Es nuevo en el equipo" in text(browser, address)
        assert "Preguntar en marzo" not in text(browser, address)
        assert "Preguntar" not in text(browser, "/moderation/log")
    assert "Es nuevo en el equipo" in text(sign_in(make_staff()), address)
    assert "Preguntar en marzo" in text(sign_in(make_staff()), address)


def test_that_ril_noted_something_is_not_in_the_city_s_log_nor_in_the_member_s_data(town, sign_in):
    _city, _lead, mate = town
    note(sign_in(make_staff()), mate)
    assert session.scalars(select(Event.city_id).where(Event.kind == "StaffNoteAdded")).one() is None
    assert "StaffNote" not in text(sign_in(mate), "/settings/data")


def test_a_note_leaves_with_the_member_to_another_city_for_ril_alone(town, sign_in):
    _city, lead, mate = town
    note(sign_in(lead), mate, "Es nuevo en el equipo")
    recife = make_city("Recife")
    sign_in(make_staff()).post(f"/people/{mate.id}/city", data={"city_id": recife.id})
    there = sign_in(make_user(city=recife, role="lead"))

    assert sign_in(lead).get(f"/moderation/members/{mate.handle}").status_code == 404
    assert "Es nuevo" not in text(there, f"/moderation/members/{mate.handle}")


def test_a_note_is_removed_by_who_may_read_it(town, sign_in):
    _city, lead, mate = town
    theirs = add_note(act(lead), mate.id, text="Es nuevo en el equipo").id
    rils = add_note(act(make_staff()), mate.id, text="Preguntar en marzo").id

    assert sign_in(lead).post(f"/member-notes/{rils}/removal").status_code == 404
    assert sign_in(make_user(role="lead")).post(f"/member-notes/{theirs}/removal").status_code == 404
    assert sign_in(lead).post(f"/member-notes/{theirs}/removal").status_code == 303
    assert sign_in(lead).post(f"/member-notes/{theirs}/removal").status_code == 404
    session.rollback()
    assert session.scalars(select(StaffNote.id)).all() == [rils]


@pytest.mark.parametrize("words", ["", "   ", "x" * 32_000, "a\x00b"])
def test_a_note_that_says_nothing_or_too_much_is_refused_with_what_was_typed(town, sign_in, words):
    _city, _lead, mate = town
    answer = note(sign_in(make_staff()), mate, words)
    assert answer.status_code == 422
    assert session.scalar(select(func.count(StaffNote.id))) == 0


def test_a_note_sent_twice_is_kept_once(town, sign_in):
    _city, _lead, mate = town
    browser = sign_in(make_staff())
    for _ in range(2):
        assert note(browser, mate).status_code == 303
    assert session.scalar(select(func.count(StaffNote.id))) == 1


STEPS = [note, warn, silence, lambda browser, user: browser.post(f"/moderation/members/{user.id}/silence/removal")]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["visitor", "member", "suspended", "lead of elsewhere", "themselves"])
def test_only_ril_and_the_city_s_lead_take_a_step(client, sign_in, town, step, who):
    city, _lead, mate = town
    people = {
        "member": lambda: make_user(city=city),
        "suspended": lambda: make_user(city=city, state="suspended"),
        "lead of elsewhere": lambda: make_user(role="lead"),
        "themselves": lambda: mate,
    }
    browser = client if who == "visitor" else sign_in(people[who]())
    assert step(browser, mate).status_code == 404
    assert fresh(mate).silenced_until is None
    assert session.scalar(select(func.count(StaffNote.id))) == 0


@pytest.mark.parametrize("step", STEPS)
def test_a_lead_takes_no_step_against_ril_another_lead_or_themselves(sign_in, town, step):
    city, lead, _mate = town
    browser = sign_in(lead)
    for subject in (make_staff(), make_staff(role="administrator"), make_user(city=city, role="lead"), lead):
        assert step(browser, subject).status_code == 404


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_moderator_takes_no_step_against_an_administrator_a_moderator_or_themselves(sign_in, app, step):
    moderator, other, admin = make_staff(), make_staff(), make_staff(role="administrator")
    browser = sign_in(moderator)
    assert step(browser, admin).status_code == 403
    assert step(browser, other).status_code == 403
    assert step(browser, moderator).status_code == 404
    assert step(sign_in(admin), other).status_code == 303
    assert step(sign_in(admin), make_staff(role="administrator")).status_code == 403


def test_a_moderator_who_was_dismissed_in_the_middle_takes_no_step(app):
    moderator, mate = make_staff(), make_user()
    as_begun = act(moderator)
    moderator = fresh(moderator)
    moderator.site_role, moderator.city_id, moderator.city_role = "member", make_city().id, "member"
    session.commit()

    with pytest.raises(ForumError):
        warn_command(as_begun, mate.id, reason="Una razón")
    with pytest.raises(ForumError):
        add_note(as_begun, mate.id, text="Una nota")


def test_the_record_shows_the_ladder_and_what_was_done(town, sign_in):
    _city, lead, mate = town
    browser = sign_in(lead)
    note(browser, mate, "Hablamos")
    warn(browser, mate, reason="Primera vez")
    silence(browser, mate, reason="Segunda vez")
    sign_in(make_staff()).post(f"/people/{mate.id}/suspension", data={"reason": "Tercera vez"})

    page = text(browser, f"/moderation/members/{mate.handle}")
    order = [page.index(words) for words in ("Tercera vez", "Segunda vez", "Primera vez", "Hablamos")]
    assert order == sorted(order)
    assert "Lidia Lead" in page


def test_the_list_and_the_record_cost_the_same_number_of_statements_however_many_there_are(
    town, sign_in, count_queries
):
    city, lead, mate = town
    browser = sign_in(make_staff())
    addresses = (
        "/moderation/members",
        f"/moderation/members/{mate.handle}",
        f"/moderation/members/{mate.handle}/reports",
    )

    def cost():
        numbers = []
        for address in addresses:
            browser.get(address)
            with count_queries() as seen:
                browser.get(address)
            numbers.append(len(seen))
        return numbers

    note(browser, mate)
    warn(browser, mate)
    report_post(act(lead), make_reply(make_topic(mate), mate).id, reason="other", note="x")
    few = cost()
    for number in range(5):
        make_user(city=city)
        note(browser, mate, f"Nota {number}")
        warn(browser, mate, reason=f"Vez {number}")
        report_post(act(lead), make_reply(make_topic(mate), mate).id, reason="other", note="x")
    assert cost() == few
