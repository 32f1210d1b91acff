"""What is supposed: *si llegaba el dinero, pagarían* is *se chegasse o dinheiro, pagariam*, *tal vez entendí mal* is *talvez eu tenha entendido mal*, and *por si perdemos* is *caso percamos*.

Spanish is content with the indicative there, Portuguese is not.
"""

import re
from typing import Final

from forum.translation.rules.capitals import begun
from forum.translation.rules.futures import SUBJUNCTIVES

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
#: Their past subjunctive, by what a conditional has before its *ría*.
_WOULD_STRONG: Final = dict(
    pair.split("=")
    for pair in """
    pod=pudiera tend=tuviera ha=hiciera hab=hubiera se=fuera esta=estuviera quer=quisiera da=diera ve=viera pond=pusiera vend=viniera sald=saliera
    sab=supiera di=dijera vald=valiera cab=cupiera
    """.strip().split()
)
#: *Por si perdemos las elecciones*, *por si alguien la necesita*.
_IN_CASE: Final = re.compile(
    rf"(?<!\w)por si(?P<between>{_WHO}{_BEFORE} )(?P<verb>(?!acaso|las?|los|sol[oa]|mism[oa]|fuera|llegara|sirven?|interesan?|ocupan)[^\W\d_]{{2,}}(?:a|an|amos|e|en|emos|imos)|hay|es|son|está|están|va|van)(?!\w)",
    re.IGNORECASE,
)
#: Presents whose subjunctive has another stem, besides those of `futures`.
_STRONG_PRESENTS: Final = dict(
    pair.split("=")
    for pair in """
    son=sean están=estén van=vayan dan=den oye=oiga aparece=aparezca desaparece=desaparezca pide=pida dormimos=durmamos produce=produzca
    vence=venza exige=exija cae=caiga conoce=conozca
    """.strip().split()
)
#: *De no haber acuerdo* is *se não houver acordo*; where the verb follows the rule, what is to come looks like the infinitive.
_IF_NOT: Final = re.compile(
    r"(?:(?<=^)|(?<=[.;:,(] )|(?<=\by )|(?<=\bque )|(?<=\bpero ))de no (?P<verb>[^\W\d_]+?[aeií]r)(?P<it>l[oa]s?|se|nos|me)?(?P<past> [^\W\d_]+(?:ado|ido|cho|to))?(?!\w)(?! ser )",
    re.IGNORECASE,
)
_STILL_TO_COME: Final = dict(
    pair.split("=")
    for pair in """
    haber=houver ser=for ir=for estar=estiver tener=tiver hacer=fizer poder=puder querer=quiser poner=puser decir=disser venir=vier ver=vir
    traer=trouxer saber=souber dar=der obtener=obtiver mantener=mantiver contener=contiver proponer=propuser convenir=convier intervenir=intervier
    """.strip().split()
)
_IT: Final = {"lo": "o ", "la": "a ", "los": "os ", "las": "as ", "se": "se ", "nos": "nos ", "me": "me "}
#: What the stem of the past has for its sake: *expliqué, cargué, empecé*.
_SOFT: Final = (("qu", "c"), ("gu", "g"), ("c", "z"))


def in_subjunctive(text: str) -> str:
    """Return a Spanish text in which what is supposed is in the subjunctive."""
    text = _HOWEVER.sub(_supposed, _IF.sub(_supposed, text))
    text = _IF_NOT.sub(_if_not, text)
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
        return _of(f"{_WITHOUT_I[stem]}era", person)
    stem = _STRONG.get(stem, stem)
    vowel = "" if stem.endswith("y") else "i"
    return _of(f"{stem}{vowel}era", person)


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
    return begun(found[0], f"⟦caso⟧{found['between']}{_in_present_subjunctive(verb)}")


def _in_present_subjunctive(verb: str) -> str:
    """Return *perdamos* for *perdemos*, *busquen* for *buscan*, *haya* for *hay*."""
    known = _STRONG_PRESENTS | SUBJUNCTIVES
    if verb in known or (verb.endswith("n") and verb[:-1] in known):
        return known.get(verb) or known[verb[:-1]] + "n"
    ending = next(end for end in ("amos", "emos", "imos", "an", "en", "a", "e") if verb.endswith(end))
    stem = verb.removesuffix(ending)
    if ending[0] == "a":
        stem = next((stem.removesuffix(hard) + soft for soft, hard in _SOFT if stem.endswith(hard)), stem)
        return stem + "e" + ending[1:]
    if stem.endswith("g"):
        stem = stem[:-1] + "j"
    return stem + "a" + ending[1:]


def _if_not(found: re.Match[str]) -> str:
    """Return *⟦se não o⟧ renovar*, *⟦se não houver⟧*."""
    verb = found["verb"].lower()
    it = _IT.get((found["it"] or "").lower(), "")
    if found["past"] and verb == "haber":
        was = "fosse" if found["past"].lower() == " sido" else f"tivesse⟧{found['past']}⟦"
        return begun(found[0], f"⟦se não {it}{was}⟧").removesuffix("⟦⟧")
    past = found["past"] or ""
    if verb in _STILL_TO_COME:
        return begun(found[0], f"⟦se não {it}{_STILL_TO_COME[verb]}⟧{past}")
    return begun(found[0], f"⟦se não {it}".rstrip() + f"⟧ {verb}{past}")


def _would_perhaps(found: re.Match[str]) -> str:
    """Return *tal vez dejaran*."""
    known = (found["stem"] + found["ending"]).lower().removesuffix("r")
    regular = known.removesuffix(known[-1]) + ("ara" if known.endswith("a") else "iera")
    return found["before"] + _of(_WOULD_STRONG.get(known, regular), found["person"] or "")


def _of(subjunctive: str, person: str) -> str:
    """Return a past subjunctive for *n* or *mos*: *dejaran, dejáramos*."""
    if person != "mos":
        return subjunctive + person
    return f"{subjunctive[:-3]}{'á' if subjunctive[-3] == 'a' else 'é'}ramos"
