"""What happens in topics concerns people."""

from forum.core.events import Event
from forum.core.events import subscribe
from forum.discussion.events import MoveUndone
from forum.discussion.events import PostCreated
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostEdited
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostsMoved
from forum.discussion.events import PostUnhidden
from forum.discussion.events import RemarkChanged
from forum.discussion.events import RemarkPut
from forum.discussion.events import RemarkRemoved
from forum.discussion.events import TopicCreated
from forum.discussion.events import TopicMerged
from forum.discussion.events import TopicSplit
from forum.moderation.events import ReportClosed
from forum.moderation.events import ReportReopened
from forum.notifications.commands.telling import notify_author
from forum.notifications.commands.telling import notify_of_asking
from forum.notifications.commands.telling import notify_of_care
from forum.notifications.commands.telling import notify_of_decision
from forum.notifications.commands.telling import notify_of_move
from forum.notifications.commands.telling import notify_of_new_mentions
from forum.notifications.commands.telling import notify_of_post
from forum.notifications.commands.telling import notify_of_reminder
from forum.notifications.commands.telling import notify_of_report
from forum.notifications.commands.telling import withdraw_care
from forum.notifications.commands.withdrawing import forget_move
from forum.notifications.commands.withdrawing import withdraw_decision
from forum.notifications.commands.withdrawing import withdraw_remark
from forum.notifications.commands.withdrawing import withdraw_report_outcome
from forum.promise.events import CareEnded
from forum.promise.events import HelpAsked
from forum.promise.events import TopicAssigned
from forum.timers.events import ReminderCame
from forum.translation.events import ProposalDeclined
from forum.translation.events import ProposalReopened
from forum.translation.events import TranslationProposed
from forum.translation.events import TranslationReviewed


def init_subscribers() -> None:
    """Listen."""
    subscribe(TopicCreated, on_post_created)
    subscribe(PostCreated, on_post_created)
    subscribe(PostEdited, on_post_edited)
    subscribe(PostHidden, on_post_hidden)
    subscribe(PostDeleted, on_post_deleted)
    subscribe(PostUnhidden, on_post_shown_again)
    subscribe(PostRestored, on_post_shown_again)
    subscribe(RemarkPut, on_remark_put)
    subscribe(RemarkChanged, on_remark_put)
    subscribe(RemarkRemoved, on_remark_removed)
    for moved in (TopicSplit, PostsMoved, TopicMerged):
        subscribe(moved, on_posts_moved)
    subscribe(MoveUndone, on_move_undone)
    subscribe(ReportClosed, on_report_closed)
    subscribe(ReportReopened, on_report_reopened)
    subscribe(TopicAssigned, on_topic_assigned)
    subscribe(CareEnded, on_care_ended)
    subscribe(HelpAsked, on_help_asked)
    subscribe(ReminderCame, on_reminder_came)
    subscribe(TranslationProposed, on_translation_proposed)
    subscribe(TranslationReviewed, on_translation_reviewed)
    subscribe(ProposalDeclined, on_proposal_declined)
    subscribe(ProposalReopened, on_proposal_reopened)


def on_post_created(event: Event) -> None:
    """Tell of a reply and of mentions."""
    notify_of_post(event, event.data["post_id"])


def on_post_edited(event: Event) -> None:
    """Tell of mentions that are new."""
    notify_of_new_mentions(event, event.data["post_id"])


def on_post_hidden(event: Event) -> None:
    """Tell the author that and why; reports alone hide a post only until somebody decides."""
    notify_author(event, event.data["post_id"], "withheld" if event.actor_id is None else "hidden")


def on_post_deleted(event: Event) -> None:
    """Tell the author that and why."""
    notify_author(event, event.data["post_id"], "deleted")


def on_post_shown_again(event: Event) -> None:
    """Tell the author that it is back."""
    notify_author(event, event.data["post_id"], "restored")


def on_remark_put(event: Event) -> None:
    """Tell the author what stands above their post now; what they have not read of an earlier one goes."""
    withdraw_remark(event.data["post_id"])
    notify_author(event, event.data["post_id"], "remarked")


def on_remark_removed(event: Event) -> None:
    """Take back what they have not read yet."""
    withdraw_remark(event.data["post_id"])


def on_posts_moved(event: Event) -> None:
    """Tell each author once where their posts are now."""
    notify_of_move(event, event.data["relocation_id"])


def on_move_undone(event: Event) -> None:
    """Take back what nobody has read yet."""
    forget_move(event.data["relocation_id"])


def on_report_closed(event: Event) -> None:
    """Tell who reported the post what became of it."""
    notify_of_report(event, event.data["report_id"])


def on_report_reopened(event: Event) -> None:
    """Take back what was told of the decision."""
    withdraw_report_outcome(event.data["report_id"])


def on_proposal_reopened(event: Event) -> None:
    """Take back what was told of the decision."""
    withdraw_decision(event.data["post_id"], event.data["correction_id"])


def on_translation_proposed(event: Event) -> None:
    """Tell the author, who decides."""
    notify_author(event, event.data["post_id"], "proposed")


def on_translation_reviewed(event: Event) -> None:
    """Tell the author what their post says in the other language now, and who proposed it that it was accepted."""
    notify_author(event, event.data["post_id"], "reviewed")
    notify_of_decision(event, event.data["correction_id"], "accepted")


def on_proposal_declined(event: Event) -> None:
    """Tell who proposed it."""
    notify_of_decision(event, event.data["correction_id"], "declined")


def on_topic_assigned(event: Event) -> None:
    """Tell whoever asked who looks after it."""
    notify_of_care(event, event.data["topic_id"], event.data["user_id"])


def on_care_ended(event: Event) -> None:
    """Take back what they have not read yet."""
    withdraw_care(event.data["topic_id"])


def on_help_asked(event: Event) -> None:
    """Tell who was asked."""
    notify_of_asking(event, event.data["topic_id"], event.data["user_id"])


def on_reminder_came(event: Event) -> None:
    """Tell who wanted to be reminded."""
    notify_of_reminder(event, event.data["topic_id"], event.data["user_id"])
