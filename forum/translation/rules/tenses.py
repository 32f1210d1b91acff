"""Pasts: those of *we* that Portuguese does not tell from presents (*ontem perdemos* is *ayer perdimos*), and the compound past of the Andes and Mexico as the simple one: *han probado* is *testaram* in Brazil, not *têm testado*."""

import re
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words

_DONE: Final = r"(?:[^\W\d_]+(?:ado|ido|ído)|ido|[^\W\d_]*(?:hecho|satisfecho|dicho|visto|puesto|scrito|abierto|vuelto|suelto|cubierto)|muerto|roto)(?!\w)"
#: *Han diseñado, probado y publicado*: the helper is said once.
_COMPOUND: Final = re.compile(
    rf"(?<!\w)(he|ha|hemos|han) (?:(ya|no|también|solo|siempre|nunca) )?({_DONE})((?:(?:, {_DONE})* (?:y|e|o|ni) {_DONE})?)",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(_DONE, re.IGNORECASE)
#: *Han tenido que* is an obligation, *hemos logrado que* an act.
_OBLIGED: Final = frozenset({"tenido", "pasado"})
#: Ends of participles, and the stem that each has in the simple past: *obtenido* is *obtuvo*, *reducido* is *redujo*.
_STRONG: Final = dict(
    pair.split("=")
    for pair in [
        "hecho=hic",
        "satisfecho=satisfic",
        "tenido=tuv",
        "venido=vin",
        "puesto=pus",
        "dicho=dij",
        "ducido=duj",
        "traído=traj",
    ]
)
#: Those that are whole words: *podido*, but not *sacudido*.
_STRONG_WORDS: Final = dict(
    pair.split("=")
    for pair in ["estado=estuv", "andado=anduv", "podido=pud", "querido=quis", "sabido=sup", "cabido=cup"]
)
_WEAK: Final = dict(
    pair.split("=")
    for pair in [
        "scrito=scrib",
        "abierto=abr",
        "cubierto=cubr",
        "vuelto=volv",
        "suelto=solv",
        "muerto=mor",
        "roto=romp",
    ]
)
#: Stems whose *e* is an *i*, or whose *o* is a *u*, in the third persons alone: *pidió, consiguieron*.
_CHANGED: Final = words(
    """
    ped imped desped exped segu consegu persegu prosegu eleg reeleg correg reg serv compet repet invert convert advert divert revert sent consent
    resent disent requer med conceb rend vest invest revest ment desment her adher derret dorm suger diger refer prefer transfer difer confer infer interfer
    """
)
_LAST_VOWEL: Final = re.compile(r"[eo](?=[^aeio]*$)")
_WHO: Final = {"he": 0, "ha": 1, "hemos": 2, "han": 3}
_STRONG_ENDINGS: Final = ("e", "o", "imos", "ieron")
_AR: Final = ("é", "ó", "amos", "aron")
_ER: Final = ("í", "ió", "imos", "ieron")
_Y: Final = ("í", "yó", "ímos", "yeron")

#: Verbs in *-er* whose *we* is one form in Portuguese, and two in Spanish.
_WE: Final = re.compile(
    r"(?<!\w)(?P<stem>perd|respond|aprend|devolv|resolv|promet|atend|entend|conoc|reconoc|vend|recog|escog|venc|convenc|establec|ofrec|suspend|comprend|sorprend|emprend|romp|met|com|corr|"
    r"recorr|volv|le|extend|defend|encend|proced|conced|promov|mov|remov|fortalec|agradec|crec|compromet)emos(?!\w)",
    re.IGNORECASE,
)
_LONG_AGO: Final = re.compile(
    r"(?<!\w)(?:ayer|anoche|anteayer|anteanoche|pasad[oa]|antepasad[oa]|aquel|aquella|hace (?:un|una|dos|tres|varios|varias|algunos|unos)|en (?:19|20)\d\d|"
    r"[^\W\d_]{2,}(?:aron|ieron|ió)|[^\W\d_]{2,}ó|hicimos|tuvimos|fuimos|pusimos|pudimos|quisimos|dijimos|trajimos|vinimos|estuvimos|supimos|hubo|fue|tuvo|hizo|vino|dijo|pudo|puso|estuvo)(?!\w)"
    rf"|^en {ANY_MARK},? ",
    re.IGNORECASE,
)
_EVER: Final = re.compile(
    r"(?<!\w)(?:siempre|cada|tod[oa]s l[oa]s|hoy|ahora|normalmente|generalmente|mientras|cuando|si|nunca|no) (?:[^\s.;:?!]+ ){0,3}$",
    re.IGNORECASE,
)
_ALREADY: Final = re.compile(r"(?<!\w)ya (?:(?:les?|l[oa]s?|nos|se|te) ){0,2}$", re.IGNORECASE)


def in_past_of_we(text: str) -> str:
    """Return a Spanish text in which *we* did what a sentence says of the past."""
    return _WE.sub(_past_of_we, text)


def _past_of_we(found: re.Match[str]) -> str:
    whole = found.string
    start = max(whole.rfind(mark, 0, found.start()) for mark in ".?!\n") + 1
    ends = [place for mark in ".?!\n" if (place := whole.find(mark, found.end())) >= 0]
    start += len(whole[start:]) - len(whole[start:].lstrip(" ¿¡*-"))
    sentence = whole[start : min(ends, default=len(whole))]
    before = whole[start : found.start()]
    # *Ya respondimos*: what was done already.
    if not _ALREADY.search(before) and (not _LONG_AGO.search(sentence) or _EVER.search(before)):
        return found[0]
    return found["stem"] + ("ímos" if found["stem"].lower() == "le" else "imos")


def in_simple_past(text: str) -> str:
    """Return a Spanish text with its compound pasts as simple ones."""
    return _COMPOUND.sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    auxiliary, between, participle = found[1].lower(), found[2], found[3].lower()
    if participle in _OBLIGED and found.string.startswith(" que", found.end()):
        return found[0]
    if participle == "sido":
        return found[0]
    who = _WHO[auxiliary]
    made = _form(participle, who) + _FURTHER.sub(lambda one: _form(one[0].lower(), who), found[4])
    if between:
        made = f"{between} {made}"
    return made[:1].upper() + made[1:] if found[0][:1].isupper() else made


def _form(participle: str, who: int) -> str:
    if participle == "habido":
        return "hubo"
    if participle == "ido":
        return ("fui", "fue", "fuimos", "fueron")[who]
    stem = participle[:-3]
    if participle in {"visto", "previsto", "dado"}:
        stem = participle[:-4] if participle.endswith("isto") else "d"
        return stem + ("i", "ió" if stem == "prev" else "io", "imos", "ieron")[who]
    if strong := _stem(participle, _STRONG) or _STRONG_WORDS.get(participle, ""):
        if strong.endswith("j") and who == 3:
            return strong + "eron"
        return strong[:-1] + "zo" if strong.endswith("ic") and who == 1 else strong + _STRONG_ENDINGS[who]
    if weak := _stem(participle, _WEAK):
        return ("mur" if weak == "mor" and who in {1, 3} else weak) + _ER[who]
    if participle.endswith("ado"):
        return stem + _AR[who]
    if participle.endswith("ído") or (stem.endswith("u") and not stem.endswith(("gu", "qu"))):
        return stem + _Y[who]
    if who in {1, 3} and stem in _CHANGED:
        stem = _LAST_VOWEL.sub(lambda found: "i" if found[0] == "e" else "u", stem)
    return stem + _ER[who]


def _stem(participle: str, stems: dict[str, str]) -> str:
    for end in sorted(stems, key=len, reverse=True):
        if participle.endswith(end):
            return participle.removesuffix(end) + stems[end]
    return ""


#: Portuguese forms of *we* that are present or past, and the past in Spanish, which has two.
WE_DID: Final = dict(
    pair.split("=")
    for pair in [
        "aprendemos=aprendimos",
        "perdemos=perdimos",
        "vendemos=vendimos",
        "entendemos=entendimos",
        "atendemos=atendimos",
        "respondemos=respondimos",
        "resolvemos=resolvimos",
        "agradecemos=agradecimos",
        "conhecemos=conocimos",
        "reconhecemos=reconocimos",
        "oferecemos=ofrecimos",
        "estabelecemos=establecimos",
        "crescemos=crecimos",
        "corremos=corrimos",
        "defendemos=defendimos",
        "prometemos=prometimos",
        "vencemos=vencimos",
        "devolvemos=devolvimos",
        "movemos=movimos",
        "promovemos=promovimos",
        "concedemos=concedimos",
        "comprometemos=comprometimos",
        "suspendemos=suspendimos",
        "estendemos=extendimos",
    ]
)
