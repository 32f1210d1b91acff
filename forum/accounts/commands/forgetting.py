"""Forgetting what is over: the terms of accounts, each in small transactions."""

from datetime import datetime

from sqlalchemy import or_

from forum.accounts.models import AccountToken
from forum.accounts.models import AdmissionRequest
from forum.accounts.models import Blocked
from forum.accounts.models import Invitation
from forum.accounts.models import KnownDevice
from forum.accounts.models import SignInFailure
from forum.accounts.models import SignUp
from forum.accounts.models import UserSession
from forum.core.retention import empty_rows
from forum.core.retention import forget_rows


def forget_sessions(moment: datetime) -> int:
    """Remove sessions that ended before a moment."""
    return forget_rows(UserSession, or_(UserSession.expires_at < moment, UserSession.revoked_at < moment))


def forget_links(moment: datetime) -> int:
    """Remove links of letters that expired before a moment."""
    return forget_rows(AccountToken, AccountToken.expires_at < moment)


def forget_sign_ups(moment: datetime) -> int:
    """Remove sign-ups whose link expired before a moment."""
    return forget_rows(SignUp, SignUp.expires_at < moment)


def forget_failures(moment: datetime) -> int:
    """Remove counts of failed sign-ins whose last one was before a moment."""
    return forget_rows(SignInFailure, SignInFailure.last_at < moment)


def forget_devices(moment: datetime) -> int:
    """Remove the marks of devices that were given before a moment: their cookie is gone by then."""
    return forget_rows(KnownDevice, KnownDevice.created_at < moment)


def forget_invitations(moment: datetime) -> int:
    """Remove invitations that were over before a moment and that nobody used; of used ones, for whom they were."""
    over = or_(Invitation.expires_at < moment, Invitation.revoked_at < moment)
    said = or_(Invitation.email.is_not(None), Invitation.note != "")
    unused = forget_rows(Invitation, over & (Invitation.uses == 0))
    return unused + empty_rows(Invitation, over & said, {"email": None, "note": ""})


def forget_requests(moment: datetime) -> int:
    """Empty requests for admission that were decided before a moment."""
    said = or_(AdmissionRequest.reason != "", AdmissionRequest.city_text != "")
    return empty_rows(AdmissionRequest, said & (AdmissionRequest.decided_at < moment), {"reason": "", "city_text": ""})


def forget_blocked(moment: datetime) -> int:
    """Remove blocked addresses of people from before a moment; domains name nobody, and stay."""
    return forget_rows(Blocked, (Blocked.kind == "address") & (Blocked.created_at < moment))
