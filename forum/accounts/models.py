"""People, their place and powers; their sessions, tokens, invitations and consents."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from forum.core.db import Base
from forum.core.db import Created
from forum.core.db import Id
from forum.core.db import Json
from forum.core.db import UtcDateTime


class User(Id, Created, Base):
    """A person. One person has one city, or is RIL."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("state IN ('pending','active','suspended','anonymised')", name="state"),
        CheckConstraint("site_role IN ('member','moderator','administrator')", name="site_role"),
        CheckConstraint("city_role IN ('member','lead')", name="city_role"),
    )

    #: As typed; mail goes here. Emptied on anonymisation.
    email: Mapped[str | None] = mapped_column(String(254))
    #: Lower case: the address to sign in with.
    email_folded: Mapped[str | None] = mapped_column(String(254), unique=True)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    handle: Mapped[str] = mapped_column(String(40))
    #: Equal for handles that look alike.
    handle_folded: Mapped[str] = mapped_column(String(40), unique=True)
    #: A member may change the handle once.
    handle_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(12), default="pending", index=True)
    site_role: Mapped[str] = mapped_column(String(16), default="member")
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    city_role: Mapped[str | None] = mapped_column(String(8))
    #: What the person does in the city's team.
    team_role: Mapped[str] = mapped_column(String(120), default="")
    bio: Mapped[str] = mapped_column(Text, default="")
    ui_language: Mapped[str] = mapped_column(String(2), default="es")
    reads_spanish: Mapped[bool] = mapped_column(default=True)
    reads_portuguese: Mapped[bool] = mapped_column(default=True)
    time_zone: Mapped[str] = mapped_column(String(60), default="America/Argentina/Buenos_Aires")
    #: `system`, `light` or `dark`.
    theme: Mapped[str] = mapped_column(String(8), default="system")
    #: `comfortable` or `compact`.
    density: Mapped[str] = mapped_column(String(12), default="comfortable")
    #: Language of the lists, as last chosen: `es`, `pt` or `all`.
    list_language: Mapped[str] = mapped_column(String(3), default="all")
    #: Kind and status of the lists, as last chosen; `all` for any.
    list_kind: Mapped[str] = mapped_column(String(14), default="all")
    list_status: Mapped[str] = mapped_column(String(10), default="all")
    #: Key of the uploaded picture in the store; None shows the city's mark.
    avatar_key: Mapped[str | None] = mapped_column(String(80))
    #: Agreed to be shown to members of other cities in the city's team and in mentions.
    shown_outside: Mapped[bool] = mapped_column(default=False)
    #: Agreed to be named to visitors on public topics (the city's lead must agree too).
    shown_publicly: Mapped[bool] = mapped_column(default=False)
    mail_replies: Mapped[bool] = mapped_column(default=True)
    mail_mentions: Mapped[bool] = mapped_column(default=True)
    #: RIL only: of questions that wait longer than was promised.
    mail_late: Mapped[bool] = mapped_column(default=True)
    suspended_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why: shown to the suspended person.
    suspended_reason: Mapped[str | None] = mapped_column(Text)
    #: Reads, and writes nothing for others, until then.
    silenced_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Why: shown to the person wherever they would write.
    silenced_reason: Mapped[str | None] = mapped_column(Text)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class ReservedHandle(Base):
    """A handle that nobody else may take: one that a member had before, or (as a hash) somebody who left."""

    __tablename__ = "reserved_handle"

    handle_folded: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)


class UserSession(Id, Created, Base):
    """A signed-in device. The token is in the cookie; only its hash is here."""

    __tablename__ = "user_session"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    #: Browser and system in a few words, for the list of devices.
    device: Mapped[str] = mapped_column(String(120), default="")
    #: Network prefix (/24 or /48), never the whole address.
    network: Mapped[str] = mapped_column(String(50), default="")
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class KnownDevice(Id, Created, Base):
    """A device on which a person signed in before: others' failures never lock it out."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("user_id", "token_hash"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64))


class SignInFailure(Base):
    """Failed sign-ins per account and network since the last success: what the growing delay is from."""

    __tablename__ = "sign_in_failure"

    #: Hash of the address as typed and the network (or the known device): exists for unknown addresses too.
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignUp(Id, Created, Base):
    """A wish to have an account, until its address is confirmed: then it becomes a `User`.

    It is written without looking whether the address has an account, so the answer cannot depend on
    it; the letter that follows does.
    """

    __tablename__ = "sign_up"

    email: Mapped[str] = mapped_column(String(254))
    email_folded: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(200))
    #: The city as the person wrote it.
    city_text: Mapped[str] = mapped_column(String(160), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2))
    terms_version: Mapped[int]
    privacy_version: Mapped[int]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id", ondelete="SET NULL"), index=True)
    #: Set when the letter is written; the token is only in the letter.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccountToken(Id, Created, Base):
    """A single-use token that was sent by mail."""

    __tablename__ = "account_token"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    #: `sign_in`, `reset` or `change_address`.
    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    #: The address that it proves.
    email: Mapped[str] = mapped_column(String(254))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Id, Created, Base):
    """A link that admits to a city, for a number of people and days."""

    __tablename__ = "invitation"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id", ondelete="CASCADE"), index=True)
    city_role: Mapped[str] = mapped_column(String(8), default="member")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    #: Only this address may use it.
    email: Mapped[str | None] = mapped_column(String(254))
    #: For whom or why: seen by those who manage invitations only.
    note: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(2), default="es")
    max_uses: Mapped[int] = mapped_column(default=1)
    uses: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class InvitationUse(Id, Created, Base):
    """Who came in by which invitation."""

    __tablename__ = "invitation_use"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)


class AdmissionRequest(Id, Created, Base):
    """A person with a confirmed address who waits for RIL or a lead."""

    __tablename__ = "admission_request"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    #: The city as the person wrote it.
    city_text: Mapped[str] = mapped_column(String(160))
    reason: Mapped[str] = mapped_column(Text, default="")
    #: The city that the address points to, if one: its leads see the request too.
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    #: `waiting`, `admitted` or `refused`.
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: What the person is told.
    answer: Mapped[str] = mapped_column(Text, default="")


class Consent(Id, Created, Base):
    """A record that somebody agreed to, or withdrew from, one purpose: the latest row counts."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_user_purpose", "user_id", "purpose", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    #: `terms`, `privacy`, `shown_outside`, `shown_publicly`.
    purpose: Mapped[str] = mapped_column(String(20))
    #: Version of the text that was shown, and its language.
    version: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    given: Mapped[bool]
    #: The words beside the tick; None for pages, whose versions are kept.
    text: Mapped[str | None] = mapped_column(Text)
    #: SHA-256 of the words that were shown, made at that moment.
    text_hash: Mapped[str | None] = mapped_column(String(64))


class Erasure(Id, Created, Base):
    """A closed account whose person is still being taken out of texts: how far that is. The row goes when it is done."""

    __tablename__ = "erasure"
    __table_args__ = (UniqueConstraint("user_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    #: Whether what they wrote goes too.
    with_posts: Mapped[bool]
    #: How the person is recognised in texts: the last that is known of them.
    person: Mapped[dict[str, Any]] = mapped_column(Json)
    #: The sweep that is under way ("" before the first), and the last row that it dealt with.
    sweep: Mapped[str] = mapped_column(String(60), default="")
    after: Mapped[int] = mapped_column(default=0)
    #: Whether everything is looked at for the second time.
    again: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Blocked(Id, Created, Base):
    """An address of mail, or a domain, from which no account may be made; or a domain whose links wait for RIL."""

    __tablename__ = "blocked"
    __table_args__ = (
        UniqueConstraint("kind", "value"),
        CheckConstraint("kind IN ('address','domain','link')", name="kind"),
    )

    #: `address`, `domain` (of mail) or `link`.
    kind: Mapped[str] = mapped_column(String(8))
    #: As it is compared; a domain counts with all below it.
    value: Mapped[str] = mapped_column(String(254))
    #: Why: for RIL.
    note: Mapped[str] = mapped_column(String(200), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
