"""The blueprint of all pages of people: signing in and up, invitations, settings, profiles."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
