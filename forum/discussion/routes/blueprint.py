"""The blueprint that every module of the discussion's routes adds its views to."""

from flask import Blueprint

blueprint = Blueprint("discussion", __name__)
