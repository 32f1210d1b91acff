"""Who may see and do what in topics: the one place."""

from forum.discussion.policy.files import can_see_file
from forum.discussion.policy.files import can_see_use
from forum.discussion.policy.files import used_before
from forum.discussion.policy.files import visible_uses
from forum.discussion.policy.moving import can_move_between
from forum.discussion.policy.moving import can_move_posts
from forum.discussion.policy.moving import can_split
from forum.discussion.policy.moving import movable_to
from forum.discussion.policy.moving import opens_more
from forum.discussion.policy.posts import can_delete_post
from forum.discussion.policy.posts import can_edit_post
from forum.discussion.policy.posts import can_hide_post
from forum.discussion.policy.posts import can_remark
from forum.discussion.policy.posts import can_restore_post
from forum.discussion.policy.posts import can_see_history
from forum.discussion.policy.posts import is_withheld
from forum.discussion.policy.posts import keeps_own_text
from forum.discussion.policy.posts import sees_hidden_text
from forum.discussion.policy.subjects import PostLike
from forum.discussion.policy.subjects import TopicLike
from forum.discussion.policy.topics import addressed_topics
from forum.discussion.policy.topics import can_announce
from forum.discussion.policy.topics import can_change_audience
from forum.discussion.policy.topics import can_confirm_answer
from forum.discussion.policy.topics import can_create_topic
from forum.discussion.policy.topics import can_curate
from forum.discussion.policy.topics import can_edit_topic
from forum.discussion.policy.topics import can_end_guide
from forum.discussion.policy.topics import can_guide
from forum.discussion.policy.topics import can_keep_up
from forum.discussion.policy.topics import can_mark_answer
from forum.discussion.policy.topics import can_moderate
from forum.discussion.policy.topics import can_pin
from forum.discussion.policy.topics import can_prepare_replies
from forum.discussion.policy.topics import can_reply
from forum.discussion.policy.topics import can_see_topic
from forum.discussion.policy.topics import can_write
from forum.discussion.policy.topics import is_in_audience
from forum.discussion.policy.topics import is_still_told
from forum.discussion.policy.topics import keeps_pace
from forum.discussion.policy.topics import moderated_topics
from forum.discussion.policy.topics import visible_topics
from forum.discussion.policy.topics import visible_with_deleted
from forum.discussion.policy.topics import widens

__all__ = [
    "PostLike",
    "TopicLike",
    "addressed_topics",
    "can_announce",
    "can_change_audience",
    "can_confirm_answer",
    "can_create_topic",
    "can_curate",
    "can_delete_post",
    "can_edit_post",
    "can_edit_topic",
    "can_end_guide",
    "can_guide",
    "can_hide_post",
    "can_keep_up",
    "can_mark_answer",
    "can_moderate",
    "can_move_between",
    "can_move_posts",
    "can_pin",
    "can_prepare_replies",
    "can_remark",
    "can_reply",
    "can_restore_post",
    "can_see_file",
    "can_see_history",
    "can_see_topic",
    "can_see_use",
    "can_split",
    "can_write",
    "is_in_audience",
    "is_still_told",
    "is_withheld",
    "keeps_own_text",
    "keeps_pace",
    "moderated_topics",
    "movable_to",
    "opens_more",
    "sees_hidden_text",
    "used_before",
    "visible_topics",
    "visible_uses",
    "visible_with_deleted",
    "widens",
]
