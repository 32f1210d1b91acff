"""What *you* do to yourself: *te quejas* is *você se queixa*, since in Brazil *tú* is *você*, whose pronoun is *se*."""

import re
from typing import Final

from forum.translation.rules.capitals import begun

#: Helpers of *tú* and *vos*, with what they are in Portuguese.
_HELPERS: Final = dict(
    pair.split("=")
    for pair in """
    vas+a=vai ibas+a=ia puedes=pode podés=pode podrías=poderia podías=podia pudiste=conseguiu quieres=quer querés=quer quisieras=gostaria+de querías=queria
    debes=deve debés=deve deberías=deveria tienes+que=tem+que tenés+que=tem+que tendrías+que=teria+que tuviste+que=teve+que tendrás+que=terá+que
    sueles=costuma acabas+de=acaba+de vuelves+a=volta+a volviste+a=voltou+a piensas=pensa+em prefieres=prefere preferís=prefere necesitas=precisa
    necesitás=precisa
    """.strip().split()
)
_SHALL: Final = "|".join(form.replace("+", " ") for form in _HELPERS)
_ADVERB: Final = r"(?P<adverb>(?:ya no|no|ya|también|tampoco|todavía|nunca|siempre|casi) )?"
#: Those that rows and turns know with their pronoun, and what is no verb.
_KNOWN: Final = (
    r"(?!(?:olvid[^\W\d_]+(?: de)? [^\W\d_]+[aei]r|preocupes|hagas problema|desanimes|ap[uú]r[ae]s|apurés|mejores|des una idea|fij[aá]s (?:en|bien)|"
    r"l[ae]s|es|más|dej[oe]s|moleste|guste|cueste|preste|conteste|reste|baste|asuste|[^\W\d_]*mente)(?!\w))"
)
#: *¿Te puedes conectar?*
_CLIMBED: Final = re.compile(
    rf"(?<!\w){_ADVERB}te (?P<shall>{_SHALL}) (?P<verb>(?:[^\W\d_]+[aeií]|i)r)(?P<said> (?:tú|vos|usted))?(?!\w)",
    re.IGNORECASE,
)
#: *¿Puedes conectarte?*
_JOINED: Final = re.compile(rf"(?<!\w)(?P<shall>{_SHALL}) (?P<verb>(?:[^\W\d_]+[aeií]|i)r)te(?!\w)", re.IGNORECASE)
_GERUND: Final = re.compile(
    rf"(?<!\w){_ADVERB}te (?P<be>est[áa]s|estabas|estuviste) (?P<verb>[^\W\d_]+ndo)(?!\w)", re.IGNORECASE
)
_BE: Final = {"estás": "está", "estas": "está", "estabas": "estava", "estuviste": "esteve"}
_DONE: Final = re.compile(
    rf"(?<!\w){_ADVERB}te {_KNOWN}(?P<verb>[^\W\d_]{{1,}}(?:[aáeéií]s|ste))(?P<cuenta> cuenta)?(?! cuenta)(?!\w)(?= (?P<done>[^\W\d_]+[aií]do)?|)",
    re.IGNORECASE,
)
#: Who does it is said already: *tú te quejas*.
_SAID: Final = re.compile(r"(?<!\w)(?:tú|vos|usted)(?: mism[oa])?(?: sí)? $", re.IGNORECASE)
#: *No te quejes* orders where a clause begins.
_BEGINS: Final = re.compile(r"(?:^|[.,;:!?¡(–—] ?|(?<!\w)(?:y|pero|mejor|entonces|así que) )$", re.IGNORECASE)
#: Verbs that Portuguese says without their pronoun.
_WITHOUT: Final = re.compile(
    r"(?:qued|enferm|tard|demor|atras|retras|cans|desmay|tropez|tropiez|merec|aguant|regres|llev|compr|imagin|baj|sub|desconect)[^\W\d_]+$",
    re.IGNORECASE,
)
#: Those that a row or the engine would take for something else.
_SAYS: Final = dict(
    pair.split("=")
    for pair in """
    quedas=fica quedás=fica quedaste=ficou quedes=fique quedabas=ficava quedarás=ficará quedarías=ficaria quedaras=ficasse fijaste=reparou fijas=repara
    fijás=repara fijes=repare acuerdas=lembra acordás=lembra acordaste=lembrou acuerdes=lembre acordés=lembre
    """.strip().split()
)
#: Forms of *vos*, which look like those of *vosotros*.
_OF_VOS: Final = {
    "referís": "refiere",
    "sentís": "siente",
    "arrepentís": "arrepiente",
    "despedís": "despide",
    "reunís": "reúne",
}
_GOES: Final = {"vas": "vai embora", "fuiste": "foi embora", "vayas": "vá embora", "ibas": "ia embora"}
_TO_WHERE: Final = re.compile(r" (?:de|al?|para|por|con)(?!\w)")
_NOTICES: Final = {"diste": "dio", "das": "da", "dabas": "daba", "diera": "diera", "des": "dé", "dieras": "diera"}


def as_you(text: str) -> str:
    """Return a Spanish text in which those pronouns are Portuguese already."""
    text = _GERUND.sub(_while_doing, _JOINED.sub(_joined, _CLIMBED.sub(_climbed, text)))
    return _DONE.sub(_done, text)


def _you(found: re.Match[str], said: str) -> str:
    """Return what is said with *você* before, and *no, ya* in between, unless it is an order or names who does it."""
    adverb = (found["adverb"] or "").lower()
    told = found.string[: found.start()]
    if _SAID.search(told) or (adverb.startswith("no") and _BEGINS.search(told)):
        return begun(found[0], f"{adverb}{said}")
    return begun(found[0], f"⟦você⟧ {adverb}{said}")


def _climbed(found: re.Match[str]) -> str:
    helper = _HELPERS[found["shall"].lower().replace(" ", "+")].replace("+", " ")
    if found["verb"].lower() == "ir":
        return _you(found, f"⟦{helper} ir embora⟧")
    return _you(found, f"⟦{helper}{'' if _WITHOUT.match(found['verb']) else ' se'}⟧ {found['verb']}")


def _joined(found: re.Match[str]) -> str:
    helper = _HELPERS[found["shall"].lower().replace(" ", "+")].replace("+", " ")
    if found["verb"].lower() == "ir":
        return begun(found[0], f"⟦{helper} ir embora⟧")
    return begun(found[0], f"⟦{helper}{'' if _WITHOUT.match(found['verb']) else ' se'}⟧ {found['verb']}")


def _while_doing(found: re.Match[str]) -> str:
    return _you(found, f"⟦{_BE[found['be'].lower()]} se⟧ {found['verb']}")


def _done(found: re.Match[str]) -> str:
    verb = found["verb"].lower()
    if found["cuenta"]:
        return begun(found[0], f"{found['adverb'] or ''}se {_NOTICES.get(verb, verb)} cuenta")
    if verb in _GOES:
        goes = _GOES[verb]
        # *Te vas de vacaciones, a Lima*.
        return _you(found, f"⟦{goes.removesuffix(' embora') if _TO_WHERE.match(found.string, found.end()) else goes}⟧")
    if verb in _SAYS:
        return _you(found, f"⟦{_SAYS[verb]}⟧")
    if _WITHOUT.match(verb) or (found["done"] and _WITHOUT.match(found["done"])):
        return _you(found, verb)
    # Beside *tú* the engine makes it a *tu*.
    verb = verb[:-1] if _SAID.search(found.string[: found.start()]) and verb.endswith(("as", "es")) else verb
    if verb.endswith("ís"):
        verb = _OF_VOS.get(verb, verb[:-2] + "e")
    return _you(found, f"⟦se⟧ {verb}")
