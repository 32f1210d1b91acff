"""Days of the week that are counted: *na última sexta do mês* is *el último viernes del mes*, and no sixth of anything."""

import re
from typing import Final

from forum.core.languages import Language


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_DAYS: Final = _pairs("segunda=lunes terça=martes quarta=miércoles quinta=jueves sexta=viernes")
_DIAS: Final = {spanish: portuguese for portuguese, spanish in _DAYS.items()}
_COUNTED: Final = _pairs(
    "primeira=primer segunda=segundo terceira=tercer quarta=cuarto última=último penúltima=penúltimo"
)
_COUNTED_ES: Final = _pairs(
    "primer=primeira segundo=segunda tercer=terceira cuarto=quarta último=última primeros=primeira segundos=segunda terceros=terceira últimos=última"
)
_BEFORE: Final = _pairs("na=el a=el da=del toda=cada cada=cada")
_DAY: Final = f"(?P<day>{'|'.join(_DAYS)})"
#: Without its *-feira* the word is a number as well: what follows must be no noun.
_ENDS: Final = r"(?:-feira(?!\w)|(?= d[eao]s?(?!\w)|[.,;:!?]|$| (?:às|à|e|em|para|porque|que|antes|depois)(?!\w)))"
_NTH: Final = re.compile(
    rf"(?<!\w)(?P<before>{'|'.join(_BEFORE)}) (?P<nth>{'|'.join(_COUNTED)}) {_DAY}{_ENDS}", re.IGNORECASE
)
_LAST_OR_NEXT: Final = re.compile(
    rf"(?:(?<=^)|(?<=[.,;!?] )|(?<=\bfoi )|(?<=\bé )|(?<=\bdesde )|(?<=\baté ))(?:a )?{_DAY}(?:-feira)? (?P<when>passada|que vem)(?!\w)",
    re.IGNORECASE,
)
_THAT: Final = re.compile(
    rf"(?<!\w)naquela {_DAY}(?:-feira(?!\w)|(?=[.,;:!?]|$| (?:em|não|o|a|ninguém|todos)(?!\w)))", re.IGNORECASE
)
_TWO: Final = re.compile(
    rf"(?<!\w)[aà]s {_DAY}s(?:-feiras)? e (?:[aà]s )?(?P<other>{'|'.join(_DAYS)})s(?:-feiras)?(?!\w)", re.IGNORECASE
)
_DIA: Final = f"(?P<day>{'|'.join(_DIAS)})"
_EVERY: Final = re.compile(rf"(?<!\w)todos los (?P<nth>primeros|segundos|terceros|últimos) {_DIA}(?!\w)", re.IGNORECASE)
_ES_EL: Final = re.compile(
    rf"(?<!\w)(?P<before>es|será|fue|era|cae|quedó para) el (?P<nth>primer|segundo|tercer|cuarto|último) {_DIA}(?!\w)",
    re.IGNORECASE,
)
_ENTRE: Final = re.compile(rf"(?<!\w)entre el {_DIA} y el (?P<other>{'|'.join(_DIAS)})(?!\w)", re.IGNORECASE)


def with_weekdays(text: str, source: Language) -> str:
    """Return a text in which such days are translated already."""
    if source == "es":
        text = _EVERY.sub(lambda found: _said(found, f"toda {_nth(found)}-feira"), text)
        text = _ES_EL.sub(lambda found: f"{found['before']} ⟦na {_nth(found)}-feira⟧", text)
        return _ENTRE.sub(
            lambda found: _said(found, f"entre {_DIAS[found['day'].lower()]} e {_DIAS[found['other'].lower()]}-feira"),
            text,
        )
    text = _NTH.sub(
        lambda found: _said(
            found,
            f"{_BEFORE[found['before'].lower()]} {_COUNTED[found['nth'].lower()]} {_DAYS[found['day'].lower()]}",
        ),
        text,
    )
    text = _LAST_OR_NEXT.sub(
        lambda found: _said(
            found, f"el {_DAYS[found['day'].lower()]} {'pasado' if found['when'].lower() == 'passada' else 'que viene'}"
        ),
        text,
    )
    text = _THAT.sub(lambda found: _said(found, f"aquel {_DAYS[found['day'].lower()]}"), text)
    return _TWO.sub(
        lambda found: _said(found, f"los {_DAYS[found['day'].lower()]} y {_DAYS[found['other'].lower()]}"), text
    )


def _nth(found: re.Match[str]) -> str:
    return f"{_COUNTED_ES[found['nth'].lower()]} {_DIAS[found['day'].lower()]}"


def _said(found: re.Match[str], made: str) -> str:
    return f"⟦{made[:1].upper() + made[1:] if found[0][0].isupper() else made}⟧"
