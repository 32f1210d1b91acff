"""What the pages of numbers take from their address."""

from flask_babel import lazy_gettext as _l

from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.insights.periods import PERIODS


class InsightsQuery(QueryForm):
    """Which days, and of which country."""

    period = choice(_l("Period"), [(period.code, period.label) for period in PERIODS], required=False)
    country = line(_l("Country"), limit=2, required=False)
