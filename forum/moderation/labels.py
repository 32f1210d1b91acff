"""The words for reasons, outcomes and acts; each is put into the reader's language when it is shown."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

REASONS: Final[Mapping[str, Text]] = {
    "personal_data": _l("It shows personal data"),
    "inappropriate": _l("It is inappropriate or lacks respect"),
    "spam": _l("It is advertising"),
    "off_topic": _l("It does not belong here"),
    "needs_ril": _l("RIL should look at it: it is wrong, for example, and may mislead others"),
    "other": _l("Something else"),
}

#: The reason of a report by the forum itself: nobody chooses it.
BY_FORUM: Final = "watched"
#: The words for all reasons that a report can have.
ALL_REASONS: Final[Mapping[str, Text]] = {**REASONS, BY_FORUM: _l("The forum itself found watched words")}

OUTCOMES: Final[Mapping[str, Text]] = {
    "kept": _l("Kept"),
    "hidden": _l("Hidden"),
    "deleted": _l("Deleted"),
    "edited": _l("Corrected"),
    "moved": _l("Moved to another topic"),
    "warned": _l("Hidden, and its author warned"),
    "silenced": _l("Hidden, and its author silenced"),
    "suspended": _l("Hidden, and its author suspended"),
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

#: What a timer does to a topic.
TIMERS: Final[Mapping[str, Text]] = {
    "close": _l("Close the topic"),
    "reopen": _l("Open it again"),
    "publish": _l("Publish it"),
}

#: Why a timer did nothing.
WHY_NOT: Final[Mapping[str, Text]] = {
    "deleted": _l("the topic was deleted"),
    "done": _l("it was so already"),
    "right": _l("whoever set it may not do it any more"),
}

#: Kind of an event → what the log says of it, in the order in which the filter offers them.
ACTS: Final[Mapping[str, Text]] = {
    "PostHidden": _l("Post hidden"),
    "PostUnhidden": _l("Hidden post shown again"),
    "PostDeleted": _l("Post deleted"),
    "PostRestored": _l("Deleted post restored"),
    "RemarkPut": _l("Notice put above a post"),
    "RemarkChanged": _l("Notice above a post changed"),
    "RemarkRemoved": _l("Notice above a post removed"),
    "RevisionHidden": _l("Old text hidden"),
    "RevisionUnhidden": _l("Old text shown again"),
    "GlossaryLoaded": _l("Glossary loaded from a file"),
    "CorrectionRemoved": _l("Translation removed from the history"),
    "ProposalReopened": _l("Decision on a proposed translation taken back"),
    "GlossaryTermAdded": _l("Term added to the glossary"),
    "GlossaryTermChanged": _l("Term of the glossary changed"),
    "GlossaryTermRemoved": _l("Term removed from the glossary"),
    "GlossaryTermRestored": _l("Earlier term of the glossary restored"),
    "GlossaryFileLoaded": _l("Glossary changed by a file"),
    "ReportClosed": _l("Report decided"),
    "AppealDecided": _l("Appeal decided"),
    "AppealReopened": _l("Decision on an appeal taken back"),
    "ReportReopened": _l("Decision on a report taken back"),
    "TopicAssigned": _l("Topic assigned"),
    "CareEnded": _l("Done with a topic"),
    "HelpAsked": _l("Member asked for help"),
    "HolidaysChanged": _l("Days off changed"),
    "CaseHandedOver": _l("Case handed over"),
    "DecisionTakenBack": _l("Decision taken back"),
    "TopicSplit": _l("Posts split off into a new topic"),
    "PostsMoved": _l("Posts moved to another topic"),
    "TopicMerged": _l("Topic merged into another"),
    "MoveUndone": _l("Move of posts undone"),
    "TopicMoved": _l("Topic moved to another stage"),
    "TopicRenamed": _l("Topic renamed"),
    "TopicAudienceChanged": _l("Audience changed"),
    "TopicLanguageChanged": _l("Language corrected"),
    "TopicCriteriaChanged": _l("Practices and criteria changed"),
    "TopicPinned": _l("Topic pinned"),
    "TopicUnpinned": _l("Topic no longer pinned"),
    "GuideMade": _l("Topic made guide of its stage"),
    "GuideEnded": _l("Topic no longer guide of its stage"),
    "TopicClosed": _l("Topic closed"),
    "TopicReopened": _l("Topic reopened"),
    "TopicSlowed": _l("Slow mode set"),
    "TopicUnslowed": _l("Slow mode ended"),
    "TimerSet": _l("Scheduled for a topic"),
    "TimerRemoved": _l("No longer scheduled for a topic"),
    "TimerRan": _l("Done as scheduled"),
    "TimerDropped": _l("Not done as scheduled"),
    "AnswerConfirmed": _l("Answer confirmed"),
    "AnswerUnconfirmed": _l("Confirmation taken back"),
    "CityTopicReadByStaff": _l("City room read by RIL"),
    "HeldTextReadByStaff": _l("Text that waits for a city room read by RIL"),
    "AdmissionPassedOn": _l("Person who waits passed on to a city"),
    "UserAdmitted": _l("Person admitted"),
    "UserRefused": _l("Person not admitted"),
    "AdmissionTakenBack": _l("Decision on a person who waits taken back"),
    "RoleGranted": _l("Role or city changed"),
    "UserSuspended": _l("Person suspended"),
    "UserRestored": _l("Suspension lifted"),
    "UserSilenced": _l("Person silenced"),
    "UserUnsilenced": _l("Silence lifted"),
    "MemberWarned": _l("Person warned"),
    "WarningWithdrawn": _l("Warning taken back"),
    "HeldPostReopened": _l("Rejection of a text taken back"),
    "StaffNoteAdded": _l("Note about a person written"),
    "StaffNoteRemoved": _l("Note about a person removed"),
    "WatchedWordAdded": _l("Watched word added"),
    "WatchedWordRemoved": _l("Watched word removed"),
    "HeldPostApproved": _l("Held post published"),
    "HeldPostRejected": _l("Held post rejected"),
    "FileRetained": _l("File kept back"),
    "FileReleased": _l("File that was kept back opened again"),
    "FileRejected": _l("File rejected"),
    "FileDecisionReopened": _l("Decision on a file taken back"),
    "AddressBlocked": _l("Address or domain blocked"),
    "AddressUnblocked": _l("Address or domain blocked no more"),
    "AccountsMerged": _l("Two accounts made one"),
    "AccountAnonymised": _l("Account anonymised"),
    "AccountWithdrawn": _l("Account anonymised and its posts deleted"),
    "InvitationCreated": _l("Invitation made"),
    "InvitationRevoked": _l("Invitation withdrawn"),
    "CityCreated": _l("City added"),
    "CityChanged": _l("City changed"),
    "CityStageSet": _l("Stage of a city set"),
    "ApplicationAnswered": _l("Application answered"),
    "ApplicationReopened": _l("Answer to an application taken back"),
    "StandardLoaded": _l("Standard loaded"),
    "PageChanged": _l("Page changed"),
    "NewsWritten": _l("News written"),
    "NewsChanged": _l("News changed"),
    "NewsPublished": _l("News published or scheduled"),
    "NewsRetracted": _l("News retracted"),
    "BannerPublished": _l("Banner published"),
    "BannerChanged": _l("Banner changed"),
    "BannerRetracted": _l("Banner taken away"),
    "PreparedReplyAdded": _l("Prepared reply added"),
    "PreparedReplyChanged": _l("Prepared reply changed"),
    "PreparedReplyRemoved": _l("Prepared reply removed"),
    "SettingChanged": _l("Setting changed"),
    "MailRetried": _l("Failed mail sent again"),
    "DeliveriesRetried": _l("Failed tasks tried again"),
}


#: Acts on a post that its author is told, with the reason.
TOLD_TO_AUTHORS: Final = (
    "PostHidden",
    "PostUnhidden",
    "PostDeleted",
    "PostRestored",
    "RemarkPut",
    "RemarkChanged",
    "RemarkRemoved",
)


def act_label(kind: str) -> Text:
    """Return what the log calls a kind of event."""
    return ACTS.get(kind) or _l("Another act")
