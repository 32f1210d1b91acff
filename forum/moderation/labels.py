"""The words for reasons, outcomes and acts; each is put into the reader's language when it is shown."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

REASONS: Final[Mapping[str, Text]] = {
    "personal_data": _l("It shows personal data"),
    "disrespect": _l("It lacks respect"),
    "off_topic": _l("It does not belong here"),
    "wrong": _l("It is wrong and may mislead others"),
    "other": _l("Something else"),
}

OUTCOMES: Final[Mapping[str, Text]] = {
    "kept": _l("Kept"),
    "hidden": _l("Hidden"),
    "deleted": _l("Deleted"),
}

AUDIENCES: Final[Mapping[str, Text]] = {
    "public": _l("Everybody, visitors too"),
    "community": _l("The whole community"),
    "city": _l("One city and RIL"),
    "staff": _l("RIL only"),
}

LANGUAGES: Final[Mapping[str, Text]] = {"es": _l("Spanish"), "pt": _l("Portuguese")}

ROLES: Final[Mapping[str, Text]] = {
    "member": _l("Member"),
    "lead": _l("City coordination"),
    "moderator": _l("Moderator"),
    "administrator": _l("Administrator"),
}

#: Kind of an event → what the log says of it, in the order in which the filter offers them.
ACTS: Final[Mapping[str, Text]] = {
    "PostHidden": _l("Post hidden"),
    "PostUnhidden": _l("Hidden post shown again"),
    "PostDeleted": _l("Post deleted"),
    "PostRestored": _l("Deleted post restored"),
    "RevisionHidden": _l("Old text hidden"),
    "RevisionUnhidden": _l("Old text shown again"),
    "GlossaryLoaded": _l("Glossary loaded from a file"),
    "CorrectionRemoved": _l("Translation removed from the history"),
    "GlossaryTermAdded": _l("Term added to the glossary"),
    "GlossaryTermChanged": _l("Term of the glossary changed"),
    "GlossaryTermRemoved": _l("Term removed from the glossary"),
    "GlossaryTermRestored": _l("Earlier term of the glossary restored"),
    "GlossaryFileLoaded": _l("Glossary changed by a file"),
    "ReportClosed": _l("Report decided"),
    "TopicMoved": _l("Topic moved to another stage"),
    "TopicRenamed": _l("Topic renamed"),
    "TopicAudienceChanged": _l("Audience changed"),
    "TopicLanguageChanged": _l("Language corrected"),
    "TopicCriteriaChanged": _l("Practices and criteria changed"),
    "TopicPinned": _l("Topic pinned"),
    "TopicUnpinned": _l("Topic no longer pinned"),
    "TopicClosed": _l("Topic closed"),
    "TopicReopened": _l("Topic reopened"),
    "AnswerConfirmed": _l("Answer confirmed"),
    "AnswerUnconfirmed": _l("Confirmation taken back"),
    "CityTopicReadByStaff": _l("City room read by RIL"),
    "AdmissionPassedOn": _l("Person who waits passed on to a city"),
    "UserAdmitted": _l("Person admitted"),
    "UserRefused": _l("Person not admitted"),
    "RoleGranted": _l("Role or city changed"),
    "UserSuspended": _l("Person suspended"),
    "UserRestored": _l("Suspension lifted"),
    "AccountAnonymised": _l("Account anonymised"),
    "AccountWithdrawn": _l("Account anonymised and its posts deleted"),
    "InvitationCreated": _l("Invitation made"),
    "InvitationRevoked": _l("Invitation withdrawn"),
    "CityCreated": _l("City added"),
    "CityChanged": _l("City changed"),
    "CityStageSet": _l("Stage of a city set"),
    "ApplicationAnswered": _l("Application answered"),
    "StandardLoaded": _l("Standard loaded"),
    "PageChanged": _l("Page changed"),
    "SettingChanged": _l("Setting changed"),
    "MailRetried": _l("Failed mail sent again"),
    "DeliveriesRetried": _l("Failed tasks tried again"),
}


def act_label(kind: str) -> Text:
    """Return what the log calls a kind of event."""
    return ACTS.get(kind) or _l("Another act")
