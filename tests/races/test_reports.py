"""Reports by several people, and decisions by two, at the same moment."""

from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from forum.core.db import session
from forum.core.mail import OutgoingMail
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


def test_two_people_who_report_twice_make_two_reports(app: Flask):
    make_staff()
    topic, author = make_topic(), make_user()
    tokens = [token_of(make_user()) for _ in range(2)]
    for turn in range(ROUNDS):
        post = make_reply(topic, author)
        form = {"reason": "other", "note": "Una nota"}
        assert (
            statuses(collide(app, [Shot(token, f"/posts/{post.id}/reports", form) for token in tokens * 2]))
            == [303] * 4
        )
        session.rollback()
        assert session.scalar(select(func.count(Report.id)).where(Report.post_id == post.id)) == 2
        assert events("PostReported", post.id) == 2
        mails = select(func.count(OutgoingMail.id)).where(OutgoingMail.kind == "moderation.report")
        assert session.scalar(mails) == 2 * (turn + 1)


def test_of_two_decisions_on_a_report_one_counts(app: Flask):
    topic, author = make_topic(), make_user()
    reporters = [act(make_user()) for _ in range(ROUNDS)]
    tokens = [token_of(make_staff()) for _ in range(2)]
    for reporter in reporters:
        post = make_reply(topic, author)
        report = report_post(reporter, post.id, reason="spam")
        forms = [{"outcome": outcome, "reason": "Por esto"} for outcome in ("hidden", "kept")]
        shots = [
            Shot(token, f"/moderation/cases/report/{report.id}/decision", form)
            for token, form in zip(tokens, forms, strict=True)
        ]
        answers = collide(app, shots)
        assert statuses(answers) == [303, 409]
        outcome = fresh(Report, report.id).outcome
        assert outcome == ("hidden" if answers[0].status == 303 else "kept")
        assert fresh(Post, post.id).state == ("hidden" if outcome == "hidden" else "visible")
        assert events("ReportClosed", report.id) == 1
    counted(topic.id)


def test_of_many_reports_at_once_those_that_weigh_enough_hide_the_post_once(app: Flask):
    topic, author = make_topic(), make_user()
    tokens = [token_of(make_user()) for _ in range(4)]
    for _turn in range(ROUNDS):
        post = make_reply(topic, author)
        shots = [Shot(token, f"/posts/{post.id}/reports", {"reason": "spam"}) for token in tokens]
        # Whoever comes after the post was hidden has nothing to report any more.
        answers = statuses(collide(app, shots))
        assert answers.count(303) in {3, 4}
        assert set(answers) <= {303, 403}
        assert fresh(Post, post.id).state == "hidden"
        assert events("PostHidden", post.id) == 1
    counted(topic.id)


def test_a_report_and_a_decision_at_once_leave_no_post_hidden_without_a_case(app: Flask):
    topic, author = make_topic(), make_user()
    reporter = act(make_user())
    # Each is new: whoever was wrong twice hides nothing.
    late = [token_of(make_user()) for _ in range(ROUNDS)]
    judge = token_of(make_staff())
    for token in late:
        post = make_reply(topic, author)
        report = report_post(reporter, post.id, reason="spam")
        decided, reported = collide(
            app,
            [
                Shot(judge, f"/moderation/cases/report/{report.id}/decision", {"outcome": "kept"}),
                Shot(token, f"/posts/{post.id}/reports", {"reason": "personal_data"}),
            ],
        )
        assert (decided.status, reported.status) == (303, 303)
        session.rollback()
        waits = session.scalar(select(func.count(Report.id)).where(Report.post_id == post.id, Report.state == "open"))
        assert fresh(Post, post.id).state == ("hidden" if waits else "visible")
    counted(topic.id)
