"""One address of every template, and who opens it. A test fails when a template is missing here."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import workshop as made
from tests.browser.conftest import Watched
from tests.browser.workshop import Workshop


def send(page: Page) -> None:
    """Send the main form of a page as it is."""
    with page.expect_navigation():
        page.locator("main form[method=post] [type=submit]").last.click()


def send_empty(page: Page) -> None:
    """Send the main form with nothing in it, past the browser's own checks: the page of errors."""
    page.locator("main form[method=post]").last.evaluate(
        """form => {
          form.noValidate = true;
          for (const field of form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox]), textarea"))
            field.value = "";
        }"""
    )
    send(page)


def open_details(page: Page) -> None:
    """Show what can be unfolded in a page's own part."""
    page.locator("main details > summary").first.click()


def send_wrong_file(page: Page) -> None:
    """Choose a file with something wrong in every line."""
    lines = [
        "es,pt,en,note_es,note_pt,kind,gender_es,gender_pt,steers",
        "a (b,c,,,,adverb,,,none",
        "=a,,,,,noun,,,none",
    ]
    wrong = {"name": "x.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("main input[type=file]").set_input_files(wrong)
    send(page)


@dataclass(frozen=True)
class Place:
    """A template, who sees it, and how to get there."""

    template: str
    role: str
    path: str | Callable[[Workshop], str]
    #: What is done on the page before it is looked at.
    act: Callable[[Page], None] | None = None
    #: What tells this place from others of the same template.
    note: str = ""

    def __str__(self) -> str:
        """Return a name for the report of the tests."""
        return " ".join(filter(None, (self.template.removesuffix(".html"), self.role, self.note)))

    def go(self, watched: Watched, workshop: Workshop, language: str = "es") -> int:
        """Open it in an interface language; return its status before any act."""
        if self.role != "visitor":
            watched.speak(language)
        path = self.path if isinstance(self.path, str) else workshop.address(self.path)
        status = watched.go(path)
        if self.act:
            self.act(watched.page)
        return status


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
    Place("moderation/show_report.html", "moderator", made.report),
    Place("moderation/show_desk.html", "moderator", "/moderation"),
    Place("moderation/list_log.html", "moderator", "/moderation/log"),
    Place("moderation/list_unanswered.html", "moderator", "/moderation/unanswered"),
    Place("moderation/list_suspended.html", "moderator", "/moderation/suspended"),
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

ERRORS = (
    Place("errors/404.html", "visitor", "/nada"),
    Place("errors/404.html", "es", "/nada"),
    Place("errors/405.html", "es", "/language"),
    Place("errors/400.html", "es", "/latest?after=%21"),
)

#: Cannot be called up from outside; they extend the same page as those in ERRORS and differ in their words.
FRAMES |= {f"errors/{status}.html" for status in (403, 409, 413, 429, 500, 503)}

PLACES = (*ACCOUNTS, *ADMINISTRATION, *DISCUSSION, *MODERATION, *ERRORS)
