"""Forms of the cities: their data, their stage, a file of them."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import FloatField
from wtforms.validators import NumberRange
from wtforms.validators import Optional

from forum.cities.checking import ZONES
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import day
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.core.forms import upload

#: The countries of the community, as their own people write them.
COUNTRIES: Final = {
    "AR": "Argentina",
    "BO": "Bolivia",
    "BR": "Brasil",
    "CL": "Chile",
    "CO": "Colombia",
    "CR": "Costa Rica",
    "CU": "Cuba",
    "EC": "Ecuador",
    "SV": "El Salvador",
    "GT": "Guatemala",
    "HN": "Honduras",
    "MX": "México",
    "NI": "Nicaragua",
    "PA": "Panamá",
    "PY": "Paraguay",
    "PE": "Perú",
    "PR": "Puerto Rico",
    "DO": "República Dominicana",
    "UY": "Uruguay",
    "VE": "Venezuela",
}
_ZONES: Final = [(zone, zone) for zone in sorted(ZONES) if zone.startswith("America/")]


class CityForm(Form):
    """The data of a city."""

    name = line(_l("Name"), limit=120)
    official_name = line(_l("Official name"), limit=160, required=False)
    local_government = line(_l("Local government"), limit=200, required=False)
    head_title = line(
        _l("Title of the mayor"),
        limit=80,
        required=False,
        description=_l("As it is used there: intendente, alcaldesa, prefeito…"),
    )
    country_code = choice(_l("Country"), [(code, name) for code, name in COUNTRIES.items()])
    region = line(_l("State, province or department"), limit=120, required=False)
    population = number(_l("Inhabitants"), minimum=1, maximum=50_000_000, required=False)
    population_year = number(_l("Year of that figure"), minimum=1900, maximum=2100, required=False)
    latitude = FloatField(_l("Latitude"), validators=[Optional(), NumberRange(min=-90, max=90)])
    longitude = FloatField(_l("Longitude"), validators=[Optional(), NumberRange(min=-180, max=180)])
    time_zone = choice(_l("Time zone"), _ZONES)
    language = choice(_l("Language"), LANGUAGE_CHOICES)
    to_confirm = line(
        _l("To confirm"),
        limit=400,
        required=False,
        description=_l("What RIL must still check about this city. Only RIL reads it."),
    )
    archived = BooleanField(_l("Has left the programme: takes no new members and keeps its past"))


class DomainsForm(Form):
    """The verified e-mail domains of a city."""

    domains = paragraph(
        _l("Verified e-mail domains"),
        limit=8000,
        required=False,
        description=_l(
            "One per line, exactly what stands after the @. "
            "Whoever confirms an address there becomes a member of this city at once."
        ),
    )


class StageForm(Form):
    """Where a city stands, and since when."""

    stage = choice(_l("Stage"), [])
    since = day(_l("Since"))
    note = line(
        _l("Note"),
        limit=200,
        required=False,
        description=_l("One line under the stage, for whoever may see it."),
    )


class CityFileForm(Form):
    """A CSV file of cities."""

    file = upload(_l("CSV file"))


class CityPageQuery(QueryForm):
    """What a city's page takes from its address."""

    tab = choice("", [("topics", ""), ("room", "")], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
