"""Every command asks whether the actor may, or says here why there is nothing to ask."""

import ast

from tests.architecture.source import Module
from tests.architecture.source import modules

#: Public functions of command modules that ask no rule, by the reason.
REASONS = {
    "changes nothing but the actor's own rows, found by the actor's id": """
        accounts.commands.profile.choose_list_filter
        accounts.commands.profile.choose_ui_language
        accounts.commands.redemption.agree_to_texts
        accounts.commands.sessions.keep_last_seen
        accounts.commands.sessions.revoke_session
        accounts.commands.sessions.sign_out
        conduct.commands.holding.withdraw_held
        conduct.commands.warnings.mark_warnings_seen
        notifications.commands.telling.mark_all_read
        notifications.commands.telling.mark_read
        notifications.commands.telling.mark_topic_read
    """,
    "a password or a one-time link is the right to do it, and is checked": """
        accounts.commands.profile.unsubscribe
        accounts.commands.recovery.confirm_address_change
        accounts.commands.recovery.reset_password
        accounts.commands.redemption.accept_invitation
        accounts.commands.redemption.redeem_invitation
        accounts.commands.registration.confirm_sign_up
        accounts.commands.registration.confirm_sign_up_elsewhere
        accounts.commands.sessions.redeem_sign_in_link
        accounts.commands.sessions.sign_in
        accounts.commands.sessions.take_token
    """,
    "anybody may ask for it; what follows goes to the address only": """
        accounts.commands.recovery.request_reset
        accounts.commands.registration.sign_up
        accounts.commands.sessions.request_sign_in_link
    """,
    "only the forum itself may, whoever else gets NotFound": """
        accounts.commands.registration.create_staff
    """,
    "a step of other commands, which have asked": """
        accounts.commands.admission.admit_by_domain
        accounts.commands.admission.admit_user
        accounts.commands.blocking.refuse_blocked
        accounts.commands.erasing.erase_account
        accounts.commands.recovery.check_present
        accounts.commands.registration.create_account
        accounts.commands.registration.keep_consents
        accounts.commands.registration.new_user
        accounts.commands.registration.take_invitation
        accounts.commands.sessions.end_all_sessions
        accounts.commands.silencing.check_reason
        conduct.commands.holding.hold
        conduct.commands.pausing.keep_pace_with_what_waits
        conduct.commands.publishing.rendered
        conduct.commands.screening.linked_domains
        conduct.commands.screening.look_at
        quarantine.commands.retaining.look_at_files
        discussion.commands.topics.first_post_of
        discussion.commands.topics.kept_values
        accounts.commands.sessions.issue_token
        accounts.commands.sessions.open_session
        accounts.commands.sweeping.leaver_of
        accounts.commands.sweeping.person_of
        accounts.commands.sweeping.sweep_first
        discussion.commands.anonymising.anonymise_texts
        discussion.commands.merging.recount_own_topics
        media.commands.avatars.forget_merged_avatar
        discussion.commands.anonymising.name_nobody
        discussion.commands.anonymising.show_renamed_files
        discussion.commands.following.drop_answer
        discussion.commands.following.move_answer
        discussion.commands.following.move_positions
        discussion.commands.guiding.bring_guide_back
        discussion.commands.guiding.leave_stage
        discussion.commands.guiding.take_guide_along
        discussion.commands.moving.carrying.carry
        discussion.commands.moving.carrying.carry_all
        discussion.commands.moving.carrying.chosen_posts
        discussion.commands.moving.carrying.count_move
        discussion.commands.moving.carrying.lock_for_move
        discussion.commands.notices.add_notice
        discussion.commands.pacing.keep_pace
        discussion.commands.attaching.attach
        discussion.commands.editing.begin_revision
        discussion.commands.editing.fingerprint
        discussion.commands.editing.in_grace
        discussion.commands.editing.keep_revision
        discussion.commands.posts.place_of
        discussion.commands.editing.set_text
        discussion.commands.quoting.compose_translation
        discussion.commands.quoting.rerender
        discussion.commands.quoting.rerender_around
        discussion.commands.quoting.rerender_quoting
        discussion.commands.topics.find_sent
        discussion.commands.topics.point_to
        discussion.commands.topics.set_standard
        discussion.commands.topics.write_post
        media.commands.files.drop_uploads
        media.commands.leftovers.delete_files
        media.commands.marking.mark_unused
        media.commands.marking.mark_used
        discussion.commands.withdrawing.empty_posts
        discussion.commands.withdrawing.hide_texts
        notifications.commands.telling.move_notices
        timers.commands.following.take_reminders_along
        timers.commands.following.bring_reminders_back
        search.commands.drop_deleted
        discussion.commands.translations.drop_translations
        discussion.commands.translations.drop_withdrawn_translations
        translation.commands.leaving.withdraw_corrections
        translation.commands.editing.lock_glossary
        translation.commands.editing.replace_row
        translation.commands.editing.retire_row
        translation.commands.editing.write_row
        translation.commands.requesting.translate_again
        media.commands.avatars.forget_avatar
        promise.commands.assigning_many.tell_of
        promise.commands.caring.end_care
        promise.commands.caring.write_care
        pages.commands.render_page
        pages.commands.shipped_text
    """,
    "makes the token of a letter while it is sent": """
        accounts.commands.invitations.renew_token
        accounts.commands.registration.issue_confirmation
    """,
    "ends or removes what is over, or has each step of its own ask; run by a job": """
        accounts.commands.forgetting.forget_blocked
        accounts.commands.forgetting.forget_devices
        accounts.commands.forgetting.forget_failures
        accounts.commands.forgetting.forget_invitations
        accounts.commands.forgetting.forget_links
        accounts.commands.forgetting.forget_requests
        accounts.commands.forgetting.forget_sessions
        accounts.commands.forgetting.forget_sign_ups
        accounts.commands.people.restore_over
        accounts.commands.silencing.forget_silences
        accounts.commands.sweeping.sweep_due
        discussion.commands.withdrawing.forget_deleted
        discussion.commands.translations.forget_translations
        translation.commands.leaving.forget_corrections
        translation.commands.leaving.forget_declined
        media.commands.files.remove_unused
        promise.commands.reminding.tell_team_of_late
        timers.commands.running.remind_due
        timers.commands.running.run_due
        media.commands.leftovers.remove_contents_without_uploads
    """,
    "adds numbers that name nobody, told by pages that have asked; a footprint": """
        insights.commands.keep_tallies
    """,
    "keeps derived rows in step; run by the relay and the command line": """
        moderation.commands.report_by_forum
        quarantine.commands.retaining.look_at_topic_again
        search.commands.entry_of
        search.commands.index_post
        search.commands.index_names
        search.commands.index_posts
        search.commands.index_removal
        search.commands.index_title
        search.commands.reindex
        search.commands.translated
        translation.commands.claiming.claim
        translation.commands.claiming.count_failure
        translation.commands.claiming.wait_for_engine
        translation.commands.requesting.request_around
        translation.commands.requesting.request_posts
        translation.commands.requesting.request_quoting
        translation.commands.requesting.request_title
        notifications.commands.withdrawing.forget_move
        notifications.commands.withdrawing.withdraw_decision
        notifications.commands.withdrawing.withdraw_remark
        notifications.commands.withdrawing.withdraw_report_outcome
        notifications.commands.telling.withdraw_care
    """,
}
WITHOUT_RULE = {name for names in REASONS.values() for name in names.split()}


def functions(found: list[Module]) -> dict[str, set[str]]:
    """Return full name → full names of what it calls, for every function of the modules."""
    calls: dict[str, set[str]] = {}
    for module in found:
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef):
                calls[f"{module.name}.{node.name}"] = {
                    module.origin(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)
                }
    return calls


def asking(calls: dict[str, set[str]]) -> set[str]:
    """Return the functions that call `require`, a rule, or a function that does."""

    def is_rule(name: str) -> bool:
        return name == "forum.core.policy.require" or name.rsplit(".", 1)[-1].startswith(("can_", "visible_"))

    asked = {name for name, called in calls.items() if any(map(is_rule, called))}
    while more := {name for name, called in calls.items() if name not in asked and called & asked}:
        asked |= more
    return asked


def command_modules() -> list[Module]:
    return [module for module in modules() if "commands" in module.name.split(".")]


def silent(found: list[Module]) -> set[str]:
    """Return the public functions that ask nobody."""
    calls = functions(found)
    public = {name for name in calls if not name.rsplit(".", 1)[-1].startswith("_")}
    return {name.removeprefix("forum.") for name in public - asking(calls)}


def test_every_command_asks_its_policy():
    assert silent(command_modules()) - WITHOUT_RULE == set()


def test_the_list_of_exceptions_has_none_that_is_not_needed():
    assert WITHOUT_RULE - silent(command_modules()) == set()


def test_a_command_that_asks_nobody_would_be_found():
    asks = "from forum.core.policy import require\ndef _check(x):\n    require(x)\ndef good(x):\n    _check(x)\n"
    planted = [Module("forum.x.commands", asks + "def bad(x):\n    return x\n")]
    assert silent(planted) == {"x.commands.bad"}


def test_no_command_has_a_switch():
    """A boolean argument makes two commands of one: then there should be two."""
    switches = [
        f"{module.name}.{node.name}({argument.arg})"
        for module in command_modules()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        for argument in [*node.args.args, *node.args.kwonlyargs]
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    ]
    assert switches == []
