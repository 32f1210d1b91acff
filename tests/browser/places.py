"""One address of every template, and who opens it. A test fails when a template is missing here."""

from tests.browser import announcing as announced
from tests.browser import deskwork
from tests.browser import keptback
from tests.browser import planned
from tests.browser import rearranging
from tests.browser import recorded
from tests.browser import waiting
from tests.browser import workshop as made
from tests.browser.place import Place
from tests.browser.place import open_details
from tests.browser.place import open_from_above
from tests.browser.place import preview
from tests.browser.place import send
from tests.browser.place import send_empty
from tests.browser.place import send_first
from tests.browser.place import send_wrong_file

#: Templates that only frame others, or differ from one that is here by their words alone.
FRAMES = {"base.html", "access.html", "admin/frame.html", "moderation/frame.html"}
#: Lies in the copy of one's own data and is opened without the forum: tests/owndata/test_export.py reads it.
FRAMES |= {"accounts/archive.html"}

ACCOUNTS = (
    Place("accounts/sign_in.html", "visitor", "/login"),
    Place("accounts/sign_in.html", "visitor", "/login", send_empty, "errors"),
    Place("accounts/new_sign_in_link.html", "visitor", "/login/link"),
    Place("accounts/sign_in_link_sent.html", "visitor", "/login/link/sent"),
    Place("accounts/redeem_sign_in_link.html", "visitor", made.sign_in_link),
    Place("accounts/sign_up.html", "visitor", "/signup"),
    Place("accounts/sign_up.html", "visitor", "/signup", send_empty, "errors"),
    Place("accounts/sign_up_sent.html", "visitor", "/signup/sent"),
    Place("accounts/confirm_sign_up.html", "visitor", made.confirmation),
    Place("accounts/new_reset.html", "visitor", "/login/reset"),
    Place("accounts/reset_sent.html", "visitor", "/login/reset/sent"),
    Place("accounts/reset_password.html", "visitor", made.reset),
    Place("accounts/confirm_address.html", "visitor", made.new_address),
    Place("accounts/redeem.html", "visitor", made.invitation),
    Place("accounts/redeem_signed_in.html", "es", made.invitation),
    Place("accounts/waiting.html", "waiting", "/account"),
    Place("accounts/suspended.html", "suspended", "/account"),
    Place("accounts/accept_texts.html", "newcomer", "/account/terms"),
    Place("accounts/edit_profile.html", "es", "/settings/profile"),
    Place("accounts/edit_profile.html", "es", "/settings/profile", note="errors", act=send_empty),
    Place("accounts/edit_account.html", "es", "/settings/account"),
    Place("accounts/list_devices.html", "es", "/settings/devices"),
    Place("accounts/list_invitations.html", "lead", "/invitations"),
    Place("accounts/new_invitation.html", "lead", "/invitations/new"),
    Place("accounts/invitation_made.html", "lead", "/invitations/new", send),
    Place("accounts/new_invitations.html", "moderator", "/invitations/many"),
    Place("accounts/list_waiting.html", "moderator", "/people/waiting"),
    Place("accounts/show_person.html", "es", made.profile),
    Place("accounts/show_person.html", "admin", made.profile, note="staff"),
    Place("accounts/list_people.html", "moderator", "/people"),
    Place("accounts/new_suspension.html", "moderator", made.person_page("suspension")),
    Place("accounts/edit_city.html", "moderator", made.person_page("city")),
    Place("accounts/edit_role.html", "admin", made.person_page("role")),
    Place("appeals/list_acts.html", "es", deskwork.acts),
    Place("appeals/new_appeal.html", "es", deskwork.new_appeal),
    Place("desk/show_appeal.html", "moderator", deskwork.appeal),
    Place("accounts/show_data.html", "es", "/settings/data"),
    Place("accounts/show_removal.html", "es", "/settings/data/removal"),
    Place("accounts/new_removal.html", "es", "/settings/data/removal/name"),
    Place("accounts/new_removal.html", "es", "/settings/data/removal/posts", send_empty, "errors"),
    Place("accounts/new_person_removal.html", "admin", made.person_page("removal")),
)

ADMINISTRATION = (
    Place("admin/show_overview.html", "admin", "/admin"),
    Place("admin/edit_settings.html", "admin", "/admin/settings"),
    Place("admin/list_mail.html", "admin", "/admin/mail"),
    Place("operation/show_operation.html", "admin", "/admin/operation"),
    Place("accounts/list_terms.html", "admin", "/admin/retention"),
    Place("admin/show_mail.html", "admin", made.letter),
    Place("applications/new_application.html", "visitor", "/join"),
    Place("applications/new_application.html", "visitor", "/join", send_empty, "errors"),
    Place("applications/show_thanks.html", "visitor", "/join/sent"),
    Place("applications/list_applications.html", "moderator", "/applications"),
    Place("applications/show_application.html", "moderator", made.application),
    Place("cities/list_managed_cities.html", "admin", "/admin/cities"),
    Place("cities/edit_city.html", "admin", "/g/rionegro/edit"),
    Place("pages/list_pages.html", "admin", "/admin/pages"),
    Place("pages/edit_page.html", "admin", "/admin/pages/about"),
    Place("pages/list_versions.html", "visitor", "/pages/privacy/versions"),
    Place("pages/show_page.html", "visitor", "/pages/about"),
)

DISCUSSION = (
    Place("discussion/list_latest.html", "visitor", "/"),
    Place("discussion/list_latest.html", "es", "/latest"),
    Place("discussion/list_new.html", "es", "/new"),
    Place("discussion/list_unanswered.html", "es", "/unanswered"),
    Place("discussion/list_top.html", "es", "/top?period=year"),
    Place("discussion/list_stages.html", "es", "/stages"),
    Place("discussion/show_stage.html", "es", "/c/evidence"),
    Place("discussion/show_practice.html", "es", "/practices/dm"),
    Place("discussion/list_criteria.html", "es", "/criteria"),
    Place("discussion/show_criterion.html", "es", "/criteria/DM2"),
    Place("discussion/show_topic.html", "visitor", made.topic),
    Place("discussion/show_topic.html", "es", made.long_topic, note="long"),
    Place("discussion/show_topic.html", "moderator", made.topic),
    Place("discussion/show_topic.html", "visitor", lambda here: f"{made.topic(here)}?read=both", note="side by side"),
    Place("discussion/show_topic.html", "es", lambda here: f"{made.topic(here)}?read=pt", note="in Portuguese"),
    Place("discussion/new_topic.html", "es", "/new-topic"),
    Place("discussion/new_topic.html", "es", "/new-topic", send_empty, "errors"),
    Place("discussion/new_post.html", "es", made.below_topic("posts/new")),
    Place("discussion/edit_topic.html", "moderator", made.below_topic("edit")),
    Place("discussion/edit_audience.html", "moderator", made.below_topic("audience")),
    Place("discussion/confirm_audience.html", "moderator", made.below_topic("audience?to=community")),
    Place("discussion/curate_topic.html", "moderator", made.below_topic("closing")),
    Place("timers/list_timers.html", "moderator", planned.timers),
    Place("timers/list_timers.html", "moderator", planned.own_topic, send_empty, "errors"),
    Place("discussion/show_topic.html", "es", planned.topic, note="planned, and slow"),
    Place("discussion/edit_pace.html", "moderator", planned.pace),
    Place("discussion/edit_pace.html", "moderator", planned.own_pace, planned.want_another_pause, "errors"),
    Place("discussion/edit_post.html", "moderator", made.below_post("edit")),
    Place("discussion/curate_post.html", "moderator", made.below_post("hiding")),
    Place("discussion/show_history.html", "moderator", made.below_post("history")),
    Place("cities/list_cities.html", "es", "/cities"),
    Place("cities/show_city.html", "es", "/g/rionegro"),
    Place("cities/show_city.html", "lead", "/g/rionegro"),
    Place("search/show_results.html", "visitor", "/search?q=datos"),
    Place("search/show_results.html", "es", "/search?q=zzzz", note="nothing"),
    Place("media/edit_avatar.html", "es", "/settings/avatar"),
    Place("media/list_files.html", "es", "/files"),
    Place("notifications/list_notices.html", "es", "/notices"),
    Place("notifications/edit_settings.html", "es", "/settings/notices"),
    Place("notifications/new_unsubscription.html", "visitor", made.unsubscription),
    Place("notifications/show_unsubscription.html", "visitor", made.unsubscription, send),
)

MODERATION = (
    Place("moderation/new_report.html", "es", made.below_post("reports/new")),
    Place("bulk/list_topics.html", "moderator", "/topics"),
    Place("discussion/select_posts.html", "moderator", made.below_topic("selection")),
    Place("discussion/new_merging.html", "moderator", made.below_topic("merging")),
    Place("discussion/new_move.html", "moderator", rearranging.chosen_posts),
    Place("discussion/confirm_move.html", "moderator", rearranging.chosen_posts, rearranging.name_and_preview),
    Place("discussion/show_move.html", "moderator", rearranging.moved_posts),
    Place("bulk/new_change.html", "moderator", rearranging.chosen_topics),
    Place("bulk/confirm_change.html", "moderator", rearranging.chosen_topics, rearranging.see),
    Place("bulk/confirm_change.html", "moderator", rearranging.chosen_topics, rearranging.assign_and_see, "assign"),
    Place("bulk/show_change.html", "moderator", rearranging.changed_topics),
    Place("desk/show_report.html", "moderator", made.report),
    Place("desk/show_desk.html", "moderator", deskwork.desk),
    Place("desk/list_decided.html", "moderator", deskwork.decided),
    Place("desk/new_handover.html", "moderator", deskwork.handover),
    Place("desk/new_decision.html", "moderator", deskwork.answering, send_empty, "errors"),
    Place("moderation/list_log.html", "moderator", "/moderation/log"),
    Place("promise/list_waiting.html", "moderator", "/moderation/unanswered"),
    Place("promise/list_waiting.html", "moderator", "/moderation/unanswered?list=stale", note="stalled"),
    Place("promise/list_waiting.html", "moderator", waiting.looked_after_list, note="mine"),
    Place("discussion/show_topic.html", "moderator", waiting.looked_after, note="looked after"),
    Place("promise/new_care.html", "moderator", waiting.below_waiting("care/new")),
    Place("promise/new_care.html", "moderator", waiting.below_waiting("care/new"), send_empty, "errors"),
    Place("promise/new_asking.html", "moderator", waiting.below_waiting("asking")),
    Place("promise/list_calendars.html", "admin", "/admin/calendars"),
    Place("promise/edit_calendar.html", "admin", "/admin/calendars/CO"),
    Place("moderation/list_suspended.html", "moderator", "/moderation/suspended"),
    Place("insights/show_insights.html", "moderator", made.insights, open_details, "numbers"),
    Place("insights/show_insights.html", "lead", "/moderation/insights?period=4w"),
    Place("insights/show_report.html", "moderator", "/moderation/insights/report"),
    Place("conduct/list_members.html", "moderator", "/moderation/members"),
    Place("conduct/list_members.html", "lead", "/moderation/members", note="of a city"),
    Place("conduct/show_member.html", "moderator", recorded.record()),
    Place("conduct/show_member.html", "moderator", recorded.record(), send_empty, "errors"),
    Place("conduct/list_member_reports.html", "moderator", recorded.record("/reports")),
    Place("conduct/new_warning.html", "moderator", recorded.step("warnings"), send_empty, "errors"),
    Place("conduct/new_silence.html", "moderator", recorded.step("silence"), send_empty, "errors"),
    Place("conduct/new_merging.html", "moderator", recorded.step("merging"), send_empty, "errors"),
    Place("conduct/list_warnings.html", "es", "/warnings"),
    Place("conduct/list_held.html", "moderator", recorded.held_list),
    Place("conduct/show_held.html", "moderator", recorded.held, send_empty, "errors"),
    Place("quarantine/list_files.html", "moderator", keptback.files_of_post),
    Place("quarantine/list_files.html", "moderator", keptback.files_of_post, send_empty, "errors"),
    Place("quarantine/list_files.html", "moderator", keptback.files_of_post_with_one_kept_back, note="kept back"),
    Place("quarantine/show_file_case.html", "moderator", keptback.case),
    Place("desk/show_desk.html", "moderator", keptback.on_the_desk, note="files kept back"),
    Place("conduct/list_words.html", "moderator", "/moderation/words"),
    Place("conduct/show_trial.html", "moderator", "/moderation/words/trial", send_empty, "errors"),
    Place("conduct/list_blocked.html", "moderator", "/moderation/blocked"),
    Place("translation/show_queue.html", "moderator", "/moderation/translations"),
    Place("translation/list_work.html", "pt", "/translations"),
    Place("translation/list_work.html", "moderator", made.proposals, note="to decide"),
    Place("translation/edit_translation.html", "pt", made.below_post("translation/edit")),
    Place("translation/edit_translation.html", "es", made.below_post("translation/edit"), send_empty, "errors"),
    Place("translation/show_translation.html", "es", made.below_post("translation")),
    Place("translation/show_translation.html", "moderator", made.proposed_translation, note="proposals and history"),
    Place("translation/show_glossary.html", "visitor", "/glossary"),
    Place("translation/show_glossary.html", "visitor", "/glossary?q=edital", note="found"),
    Place("translation/show_glossary.html", "visitor", "/glossary?q=zzzz", note="nothing"),
    Place("translation/show_glossary.html", "moderator", "/glossary", open_details, "signs"),
    Place("translation/edit_term.html", "moderator", made.below_term("edit"), open_details),
    Place("translation/edit_term.html", "moderator", "/glossary/terms/new", send_empty, "errors"),
    Place("translation/remove_term.html", "moderator", made.below_term("removal")),
    Place("translation/list_changes.html", "moderator", made.glossary_history),
    Place("translation/new_glossary_file.html", "moderator", "/glossary/files/new"),
    Place("translation/new_glossary_file.html", "moderator", "/glossary/files/new", send_wrong_file, "errors"),
    Place("translation/show_glossary_file.html", "moderator", made.glossary_file),
)

NEWS = (
    Place("news/list_news.html", "visitor", announced.news),
    Place("news/show_news.html", "visitor", announced.item),
    Place("discussion/list_latest.html", "visitor", announced.front, note="news"),
    Place("news/list_items.html", "moderator", announced.managed),
    Place("news/show_item.html", "moderator", announced.managed_item, open_from_above),
    Place("news/show_item.html", "moderator", announced.draft, note="draft"),
    Place("news/edit_item.html", "moderator", "/moderation/news/new"),
    Place("news/edit_item.html", "moderator", "/moderation/news/new", send_first, "errors"),
    Place("news/list_banners.html", "moderator", announced.banners),
    Place("news/edit_banner.html", "moderator", announced.banner, preview, "preview"),
    Place("news/edit_banner.html", "moderator", "/moderation/banners/new", send_first, "errors"),
    Place("discussion/edit_remark.html", "moderator", made.below_post("remark"), send_empty, "errors"),
    Place("discussion/list_prepared.html", "moderator", announced.prepared),
    Place("discussion/edit_prepared.html", "moderator", "/moderation/replies/new", send_empty, "errors"),
)

ERRORS = (
    Place("errors/404.html", "visitor", "/nada"),
    Place("errors/404.html", "es", "/nada"),
    Place("errors/405.html", "es", "/language"),
    Place("errors/400.html", "es", "/latest?after=%21"),
)

#: Cannot be called up from outside; they extend the same page as those in ERRORS and differ in their words.
FRAMES |= {f"errors/{status}.html" for status in (403, 409, 413, 429, 500, 503)}

PLACES = (*ACCOUNTS, *ADMINISTRATION, *DISCUSSION, *MODERATION, *NEWS, *ERRORS)
