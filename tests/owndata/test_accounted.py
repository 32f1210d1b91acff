"""Every column of every row that belongs to a person is given out, or stands here with the reason why not.

A new table, or a new column, that nobody thought of fails this test: whoever adds it says what it is.
"""

from forum.core import owndata
from forum.core.db import Base

#: Columns that say whose a row is, where no foreign key does.
LOOSE = {"outgoing_mail.user_id", "event.actor_id", "page_version.editor_id"}
SECRET = "a secret, or what proves one"
INNER = "a number of our own, that says nothing of the person"
OTHERS = "says what somebody else did or is"
SORTING = "made from another column that is given out, to find or order by"

#: Table → section that gives it out. The section has the table's columns of the same name.
GIVEN = {
    "user_account": "profile",
    "reserved_handle": "earlier_handles",
    "user_session": "sessions",
    "known_device": "devices",
    "account_token": "links",
    "sign_up": "sign_ups",
    "admission_request": "admission",
    "invitation_use": "came_in",
    "invitation": "invitations",
    "consent": "consents",
    "avatar": "picture",
    "upload": "uploads",
    "topic": "topics",
    "post": "posts",
    "revision": "posts",
    "mention": "mentions",
    "read_position": "reading",
    "report": "reports",
    "member_warning": "warnings",
    "held_post": "held",
    "retained_file": "retained_files",
    "notification": "notifications",
    "outgoing_mail": "letters",
    "event": "acts_by_you",
    "application": "applications",
    "correction": "corrections",
    "appeal": "appeals",
    "desk_claim": "desk_claims",
    "desk_decision": "desk_decisions",
    "closed_banner": "closed_banners",
    "topic_care": "topics_looked_after",
    "help_request": "help_asked",
    "topic_timer": "topic_timers",
    "topic_reminder": "topic_reminders",
}
#: Tables that name a person and are not given out at all.
NOT_GIVEN = {
    "erasure": "there is one of closed accounts only, whom nobody can ask for",
    "translation": "what is read of a post in the other language: who reviewed it gave them its words, listed as `correction`",
    "staff_note": "what RIL and leads note for themselves: whoever asks is answered by a person, who looks at it first",
    "blocked": "addresses that RIL blocked; that somebody did so is among their acts",
    "watched_word": "words that RIL watches; that somebody added one is among their acts",
    "glossary_entry": "public words, written for RIL; that somebody changed one is among their acts",
    "glossary_file": "public words that wait for a yes, or nothing any more",
    "page_version": "public pages, written for RIL; that somebody edited one is among their acts",
}
#: Columns that are not given out under their own name, and why.
LEFT_OUT = {
    SECRET: """user_account.password_hash user_session.token_hash known_device.token_hash account_token.token_hash
        sign_up.password_hash sign_up.token_hash invitation.token_hash avatar.token upload.token""",
    SORTING: """user_account.email_folded user_account.handle_folded sign_up.email_folded topic.slug post.html
        post.excerpt post.renderer_version topic.last_number topic.last_post_number topic.replies topic.last_post_at
        topic.reply_cities topic.score topic.version post.version topic.is_demo event.data upload.blob_id
        topic.pinned_at topic.closed_at topic.status topic.gaps topic.slow_minutes topic.slow_until""",
    INNER: """user_session.id known_device.id account_token.id sign_up.id admission_request.id invitation_use.id
        invitation.id consent.id avatar.id upload.id retained_file.id retained_file.upload_id revision.id mention.id report.id notification.id
        outgoing_mail.id event.id member_warning.id member_warning.user_id held_post.id held_post.author_id
        held_post.given held_post.upload_ids held_post.request_id held_post.topic_id held_post.post_id sign_up.invitation_id invitation_use.invitation_id revision.post_id
        mention.post_id notification.event_id post.request_id application.id application.request_id
        outgoing_mail.params outgoing_mail.dedupe_key outgoing_mail.attempts outgoing_mail.due_at
        outgoing_mail.last_error outgoing_mail.secret event.subject_kind event.subject_id event.city_id
        upload.city_id user_session.user_id known_device.user_id account_token.user_id admission_request.user_id
        invitation_use.user_id consent.user_id avatar.user_id upload.owner_id reserved_handle.user_id
        read_position.user_id notification.user_id outgoing_mail.user_id event.actor_id mention.user_id
        correction.request_id correction.post_id appeal.id appeal.event_id appeal.user_id desk_claim.id desk_claim.subject_id desk_claim.holder_id
        desk_decision.id desk_decision.subject_id desk_decision.actor_id desk_decision.was closed_banner.user_id closed_banner.banner_id
        topic_care.id topic_care.assignee_id topic_care.by_staff help_request.id help_request.user_id
        topic_timer.id topic_timer.user_id topic_reminder.id topic_reminder.user_id topic_reminder.from_topic_id
        correction.author_id correction.source_hash correction.title_hash topic.author_id post.author_id revision.editor_id report.reporter_id invitation.created_by_id""",
    OTHERS: """admission_request.decided_by_id topic.merged_into_id topic.answer_post_id topic.answer_by_id topic.confirmed_by_id
        topic.last_author_id post.state_by_id report.closed_by_id report.closed_at report.answer
        desk_claim.handed_by_id topic_care.given_by_id help_request.asked_by_id appeal.decided_by_id
        notification.actor_id application.answered_by_id mention.city_id admission_request.city_id
        post.notice revision.hidden_at member_warning.author_id member_warning.city_id
        retained_file.retained_by_id retained_file.decided_by_id held_post.decided_by_id held_post.reason held_post.detail correction.decided_by_id correction.source correction.before
        correction.title_source correction.title_before""",
    "the letter is made when it is sent; a demonstration keeps it, and it may have a title that is closed to them": """
        outgoing_mail.subject outgoing_mail.text outgoing_mail.html outgoing_mail.address""",
    "given out as text: city, stage, address of the topic or post": """user_account.city_id held_post.city_id invitation.city_id
        topic.stage_id topic.city_id topic.author_city_id post.author_city_id post.topic_id post.reply_to_id
        post.kind post.body post.revision revision.body revision.stage_id notification.topic_id notification.post_id
        report.post_id report.weight reserved_handle.handle_folded""",
}
REASONS = {column: reason for reason, columns in LEFT_OUT.items() for column in columns.split()}
#: Rows within rows: what a section gives out in a list.
INNER_FIELDS = {"posts": {"number", "title", "language", "reason", "created_at", "text"}}


def personal_tables():
    """Return the tables whose rows point to a person, and those of the loose columns."""
    named = {name.partition(".")[0] for name in LOOSE} | {"user_account", "application", "sign_up"}
    return {
        table.name: table
        for table in Base.metadata.sorted_tables
        if table.name in named or any(key.column.table.name == "user_account" for key in table.foreign_keys)
    }


def fields_of(section_name):
    section = next(section for section in owndata.all_sections() if section.name == section_name)
    return set(section.fields) | INNER_FIELDS.get(section_name, set())


def test_every_table_with_people_in_it_is_given_out_or_not_for_a_reason(app):
    tables = set(personal_tables())
    assert tables - set(GIVEN) - set(NOT_GIVEN) == set(), "say in GIVEN or NOT_GIVEN what becomes of it in an export"
    assert (set(GIVEN) | set(NOT_GIVEN)) - tables == set()


def test_every_column_of_them_is_given_out_or_left_out_for_a_reason(app):
    missing = []
    for name, table in personal_tables().items():
        if name in NOT_GIVEN:
            continue
        fields = fields_of(GIVEN[name])
        missing += [
            f"{name}.{c.name}" for c in table.columns if c.name not in fields and f"{name}.{c.name}" not in REASONS
        ]
    assert missing == []


def test_no_secret_is_given_out(app):
    for name, table in personal_tables().items():
        if name not in NOT_GIVEN:
            secret = {c.name for c in table.columns if REASONS.get(f"{name}.{c.name}") == SECRET}
            assert not secret & fields_of(GIVEN[name])


def test_the_reasons_name_columns_that_there_are(app):
    known = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    assert set(REASONS) - known == set()
