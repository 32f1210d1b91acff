"""Colleagues at the same case, and members who write while something is done to them, at the same moment."""

from datetime import timedelta
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.desk.models import CaseDecision
from forum.desk.models import Claim
from forum.discussion.models import Post
from forum.moderation.commands import report_post
from forum.moderation.models import Report
from tests.factories.accounts import act
from tests.factories.accounts import make_staff
from tests.factories.accounts import make_user
from tests.factories.discussion import make_reply
from tests.factories.discussion import make_topic
from tests.races.colliding import ROUNDS
from tests.races.colliding import Shot
from tests.races.colliding import collide
from tests.races.colliding import counted
from tests.races.colliding import events
from tests.races.colliding import fresh
from tests.races.colliding import statuses
from tests.races.colliding import token_of

_ids = count(1)
UNTIL = (clock.now() + timedelta(days=9)).date().isoformat()


def reply_form(text: str) -> dict[str, str]:
    return {"body": text, "language": "es", "request_id": f"desk-{next(_ids)}"}


def case(topic: Any, author: Any) -> tuple[int, int, str]:
    """Return a reported post, its report, and the address of the case."""
    post_id = make_reply(topic, author).id
    report_id = report_post(act(make_user()), post_id, reason="spam").id
    return post_id, report_id, f"/moderation/cases/report/{report_id}"


def holders(report_id: int) -> list[int]:
    session.rollback()
    return list(session.scalars(select(Claim.holder_id).where(Claim.kind == "report", Claim.subject_id == report_id)))


def test_of_several_who_claim_a_case_one_has_it_and_the_others_are_told(app: Flask):
    topic, author = make_topic(), make_user()
    staff = [make_staff() for _ in range(3)]
    ids, tokens = [person.id for person in staff], [token_of(person) for person in staff]
    for _turn in range(ROUNDS):
        _post, report_id, at = case(topic, author)
        answers = collide(app, [Shot(token, f"{at}/claim") for token in tokens])
        assert statuses(answers) == [303, 409, 409]
        winner = ids[[answer.status for answer in answers].index(303)]
        assert holders(report_id) == [winner]


def test_a_claim_beside_a_decision_leaves_no_case_claimed_that_is_decided(app: Flask):
    topic, author = make_topic(), make_user()
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _turn in range(ROUNDS):
        post_id, report_id, at = case(topic, author)
        hide = {"outcome": "hidden", "reason": "Por esto"}
        claimed, decided = collide(app, [Shot(tokens[0], f"{at}/claim"), Shot(tokens[1], f"{at}/decision", hide)])
        # Whoever comes first: a decision ends the case, a claim holds the decision up.
        assert (claimed.status, decided.status) in {(303, 409), (409, 303)}
        done = decided.status == 303
        assert fresh(Report, report_id).state == ("closed" if done else "open")
        assert fresh(Post, post_id).state == ("hidden" if done else "visible")
        assert len(holders(report_id)) == (0 if done else 1)


def test_a_case_that_is_taken_over_by_two_is_of_one_of_them(app: Flask):
    topic, author = make_topic(), make_user()
    staff = [make_staff() for _ in range(3)]
    ids, tokens = [person.id for person in staff], [token_of(person) for person in staff]
    for _turn in range(ROUNDS):
        _post, report_id, at = case(topic, author)
        collide(app, [Shot(tokens[0], f"{at}/claim")])
        given = {"colleague_id": ids[0], "note": "Míralo tú"}
        shots = [Shot(tokens[1], f"{at}/takeover"), Shot(tokens[2], f"{at}/takeover")]
        shots.append(Shot(tokens[1], f"{at}/handover", given))
        assert statuses(collide(app, shots)) == [303, 303, 303]
        assert len(holders(report_id)) == 1


def test_a_decision_is_taken_back_once(app: Flask):
    topic, author = make_topic(), make_user()
    tokens = [token_of(make_staff()) for _ in range(2)]
    for _turn in range(ROUNDS):
        post_id, report_id, at = case(topic, author)
        collide(app, [Shot(tokens[0], f"{at}/decision", {"outcome": "hidden", "reason": "Por esto"})])
        session.rollback()
        made = session.scalars(select(CaseDecision.id).where(CaseDecision.subject_id == report_id)).one()
        shots = [Shot(token, f"/moderation/decisions/{made}/removal") for token in tokens * 2]
        assert statuses(collide(app, shots)) == [303, 409, 409, 409]
        assert events("DecisionTakenBack", made) == 1
        assert fresh(Post, post_id).state == "visible"
        assert fresh(Report, report_id).state == "open"
    counted(topic.id)


def stored(author_id: int, topic_id: int) -> int:
    session.rollback()
    return (
        session.scalar(select(func.count(Post.id)).where(Post.author_id == author_id, Post.topic_id == topic_id)) or 0
    )


def test_what_is_written_while_its_author_is_suspended_or_silenced_is_there_once_or_refused(app: Flask):
    staff = token_of(make_staff())
    for turn in range(ROUNDS):
        topic_id, member = make_topic().id, make_user()
        token, member_id = token_of(member), member.id
        replies = [Shot(token, f"/topics/{topic_id}/posts", reply_form(f"Respuesta {n}")) for n in (1, 2)]
        address = f"/people/{member_id}/suspension" if turn % 2 else f"/moderation/members/{member_id}/silence"
        answers = collide(app, [replies[0], Shot(staff, address, {"reason": "Una razón", "until": UNTIL}), replies[1]])
        assert answers[1].status == 303
        written = [answer for answer in (answers[0], answers[2]) if answer.status == 303 and "/t/" in answer.location]
        assert stored(member_id, topic_id) == len(written)
        (late,) = collide(app, [Shot(token, f"/topics/{topic_id}/posts", reply_form("Una más"))])
        assert "/t/" not in late.location
        assert stored(member_id, topic_id) == len(written)
        assert counted(topic_id).replies == len(written)


def test_what_is_written_while_two_accounts_become_one_is_of_who_stays(app: Flask):
    staff = token_of(make_staff(role="administrator"))
    for _turn in range(ROUNDS):
        topic_id, gone, stays = make_topic().id, make_user(), make_user()
        token, gone_id, stays_id = token_of(gone), gone.id, stays.id
        form = {"into": stays.handle, "reason": "Lo pidió por carta", "understood": "y"}
        answers = collide(
            app,
            [
                Shot(token, f"/topics/{topic_id}/posts", reply_form("La primera")),
                Shot(staff, f"/moderation/members/{gone_id}/merging", form),
                Shot(token, f"/topics/{topic_id}/posts", reply_form("La segunda")),
            ],
        )
        assert answers[1].status == 303
        written = [answer for answer in (answers[0], answers[2]) if answer.status == 303 and "/t/" in answer.location]
        assert (stored(gone_id, topic_id), stored(stays_id, topic_id)) == (0, len(written))
        assert counted(topic_id).replies == len(written)
