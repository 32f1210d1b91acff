"""What is supposed: *si llegaba el dinero, pagarían* is *se chegasse o dinheiro, pagariam*, *tal vez entendí mal* is *talvez eu tenha entendido mal*, and *por si perdemos* is *caso percamos*.

Spanish is content with the indicative there, Portuguese is not.
"""

import re
from typing import Final

from forum.translation.rules.capitals import begun

#: Imperfects whose subjunctive has another stem.
_STRONG: Final = dict(
    pair.split("=")
    for pair in """
    ten=tuv pod=pud quer=quis hac=hic sab=sup ven=vin pon=pus hab=hub conven=convin manten=mantuv obten=obtuv propon=propus dispon=dispus
    ped=pid segu=sigu serv=sirv consegu=consigu eleg=elig prefer=prefir sent=sint repet=repit requer=requir correg=corrig suger=sugir invert=invirt
    dorm=durm mor=mur constru=construy inclu=incluy le=ley cre=crey ca=cay conclu=concluy contribu=contribuy o=oy v=v exced=exced
    """.strip().split()
)
_WITHOUT_I: Final = dict(
    pair.split("=") for pair in ["dec=dij", "tra=traj", "produc=produj", "reduc=reduj", "introduc=introduj"]
)
#: Those that end in neither *-aba* nor *-ía*, or whose subjunctive the engine takes for something else.
_OTHERS: Final = dict(
    pair.split("=")
    for pair in [
        "era=⟦fosse⟧",
        "eran=⟦fossem⟧",
        "iba=⟦fosse⟧",
        "iban=⟦fossem⟧",
        "estaba=estuviera",
        "estaban=estuvieran",
        "estábamos=estuviéramos",
        "daba=diera",
        "daban=dieran",
    ]
)
_IMPERFECT: Final = r"[^\W\d_]{2,}(?:aba|aban|ábamos|[^r\W\d_]ía|[^r\W\d_]ían|[^r\W\d_]íamos)|(?:quer|requer|prefer|corr|abr|cubr|mor|ocurr|sufr|cumpl|suger)ía(?:n|mos)?|era|eran|iban?|veían?|había"
_BEFORE: Final = r"(?: (?:no|ya|se|nos|l[oa]s?|les?|me|también|solo))*"
_WHO: Final = r"(?: (?:(?:el|la|los|las|un|una|su|sus|nuestr[oa]s?|algún|alguna|cada|otr[oa]s?) [^\W\d_]+(?: del? [^\W\d_]+)?|todos|todo|alguien|algo|nadie|ustedes|ell[oa]s))?"
#: A condition whose consequence says what would be: in the same sentence, with nothing between that ends it.
_IF: Final = re.compile(
    rf"(?<!\w)(?P<before>si{_WHO}{_BEFORE} )(?P<verb>{_IMPERFECT})(?!\w)(?=[^.;:!?¿]*?, [^.;:!?¿]*?[^\W\d_]+ría(?:n|mos|s)?(?!\w))",
    re.IGNORECASE,
)
#: *Por más que insistíamos*.
_HOWEVER: Final = re.compile(
    rf"(?<!\w)(?P<before>por (?:más|mucho) que{_WHO}{_BEFORE} )(?P<verb>{_IMPERFECT})(?!\w)", re.IGNORECASE
)
#: Of *nosotros*, where only the past has the form, or hardly anything else is meant.
_OURS: Final = dict(
    pair.split("=")
    for pair in """
    perdimos=perdido entendimos=entendido aprendimos=aprendido vendimos=vendido respondimos=respondido rompimos=rompido leímos=leído creímos=creído
    resolvimos=resuelto hicimos=hecho dijimos=dicho pusimos=puesto tuvimos=tenido fuimos=sido estuvimos=estado
    equivocamos=equivocado confundimos=confundido apuramos=apurado olvidamos=olvidado
    """.strip().split()
)
_PERHAPS: Final = re.compile(
    rf"(?<!\w)(?P<word>tal vez|quizás?|a lo mejor)(?P<between>{_BEFORE} )(?:(?P<stem>[^\W\d_]{{2,}})(?P<ending>é|í)|(?P<we>{'|'.join(_OURS)}))(?!\w)",
    re.IGNORECASE,
)
#: *Tal vez dejarían de oponerse*.
_WOULD_PERHAPS: Final = re.compile(
    rf"(?<!\w)(?P<before>(?:tal vez|quizás?|a lo mejor){_WHO}{_BEFORE} )(?P<stem>[^\W\d_]{{2,}}?)(?P<ending>[aei]?r)ía(?P<person>n|mos)?(?!\w)",
    re.IGNORECASE,
)
_WOULD_STRONG: Final = dict(
    pair.split("=")
    for pair in [
        "pod=pud",
        "tend=tuv",
        "ha=hic",
        "hab=hub",
        "se=fu",
        "esta=estuv",
        "quer=quis",
        "da=di",
        "ve=vi",
        "pond=pus",
        "vend=vin",
        "sald=sali",
        "sab=sup",
        "valdr=vali",
    ]
)
#: *Por si perdemos las elecciones*, *por si alguien la necesita*.
_IN_CASE: Final = re.compile(
    rf"(?<!\w)por si(?P<between>{_WHO}{_BEFORE} )(?P<verb>(?!acaso|las?|los|sol[oa]|mism[oa]|fuera|llegara|sirven?|interesan?|ocupan)[^\W\d_]{{2,}}(?:a|an|amos|e|en|emos|imos)|hay|es|son|está|están|va|van)(?!\w)",
    re.IGNORECASE,
)
#: Presents whose subjunctive has another stem.
_IN_CASE_STRONG: Final = dict(
    pair.split("=")
    for pair in """
    hay=haya es=sea son=sean está=esté están=estén va=vaya van=vayan vamos=vayamos tiene=tenga tienen=tengan tenemos=tengamos hace=haga hacen=hagan hacemos=hagamos
    viene=venga vienen=vengan sale=salga salen=salgan pone=ponga ponen=pongan dice=diga dicen=digan sabe=sepa saben=sepan trae=traiga traen=traigan
    cae=caiga caen=caigan oye=oiga conoce=conozca conocen=conozcan aparece=aparezca aparecen=aparezcan desaparece=desaparezca
    quiere=quiera quieren=quieran queremos=queramos puede=pueda pueden=puedan podemos=podamos pedimos=pidamos seguimos=sigamos sigue=siga siguen=sigan
    dormimos=durmamos ve=vea ven=vean da=dé dan=den produce=produzca ofrece=ofrezca reduce=reduzca vence=venza vencen=venzan convence=convenza exige=exija
    """.strip().split()
)
#: What the stem of the past has for its sake: *expliqué, cargué, empecé*.
_SOFT: Final = (("qu", "c"), ("gu", "g"), ("c", "z"))


def in_subjunctive(text: str) -> str:
    """Return a Spanish text in which what is supposed is in the subjunctive."""
    text = _HOWEVER.sub(_supposed, _IF.sub(_supposed, text))
    text = _WOULD_PERHAPS.sub(_would_perhaps, _PERHAPS.sub(_perhaps, text))
    return _IN_CASE.sub(_in_case, text)


def _supposed(found: re.Match[str]) -> str:
    return found["before"] + _subjunctive(found["verb"].lower())


def _subjunctive(imperfect: str) -> str:
    """Return *llegara* for *llegaba*, *tuviéramos* for *teníamos*."""
    if imperfect in _OTHERS:
        return _OTHERS[imperfect]
    for ending, becomes in (("aba", "ara"), ("aban", "aran"), ("ábamos", "áramos")):
        if imperfect.endswith(ending):
            return imperfect.removesuffix(ending) + becomes
    stem, _, person = imperfect.rpartition("ía")
    if stem in _WITHOUT_I:
        return _WITHOUT_I[stem] + ("éramos" if person == "mos" else f"era{person}")
    stem = _STRONG.get(stem, stem)
    vowel = "" if stem.endswith("y") else "i"
    return stem + vowel + ("éramos" if person == "mos" else f"era{person}")


def _perhaps(found: re.Match[str]) -> str:
    if found["we"]:
        return f"{found['word']}{found['between']}hayamos {_OURS[found['we'].lower()]}"
    stem = found["stem"].lower()
    if found["ending"].lower() == "é":
        soft = next((stem.removesuffix(end) + hard for end, hard in _SOFT if stem.endswith(end)), stem)
        participle = f"{soft}ado"
    else:
        participle = f"{stem}ido"
    return f"{found['word']}{found['between']}haya {participle}"


def _in_case(found: re.Match[str]) -> str:
    """Return *⟦caso⟧ perdamos*."""
    verb = found["verb"].lower()
    made = _IN_CASE_STRONG.get(verb) or _in_present_subjunctive(verb)
    return begun(found[0], f"⟦caso⟧{found['between']}{made}")


def _in_present_subjunctive(verb: str) -> str:
    """Return *perdamos* for *perdemos*, *busquen* for *buscan*; of verbs that follow a rule."""
    ending = next(end for end in ("amos", "emos", "imos", "an", "en", "a", "e") if verb.endswith(end))
    stem = verb.removesuffix(ending)
    if ending[0] == "a":
        stem = next((stem.removesuffix(hard) + soft for soft, hard in _SOFT if stem.endswith(hard)), stem)
        return stem + "e" + ending[1:]
    if stem.endswith("g"):
        stem = stem[:-1] + "j"
    return stem + "a" + ending[1:]


def _would_perhaps(found: re.Match[str]) -> str:
    """Return *tal vez dejaran*."""
    stem, ending, person = found["stem"].lower(), found["ending"].lower(), found["person"] or ""
    whole = stem + ending[:-1]
    strong = _WOULD_STRONG.get(whole) or _WOULD_STRONG.get(stem)
    if strong == "fu":
        made = "fuéramos" if person == "mos" else f"fuera{person}"
    elif strong is not None:
        made = strong.removesuffix("i") + ("iéramos" if person == "mos" else f"iera{person}")
    elif ending == "ar":
        made = stem + ("áramos" if person == "mos" else f"ara{person}")
    elif ending in {"er", "ir"}:
        made = stem + ("iéramos" if person == "mos" else f"iera{person}")
    else:
        return found[0]
    return found["before"] + made
