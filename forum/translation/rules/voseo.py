"""The forms of *vos*, which an engine of Castilian does not know, as those of *usted*: in Portuguese both are *você*."""

import re
from typing import Final

from forum.translation.inflection import words

_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words that look like such a form and are none.
_NO_FORMS: Final = words(
    """
    más además atrás detrás jamás quizás demás compás gas tras vas das estás has ras está acá allá ojalá quizá nomás mamá papá sofá mamás papás sofás
    bogotá panamá canadá paraná podrá será hará tendrá irá dará verá habrá querrá sabrá pondrá vendrá dirá saldrá valdrá
    después través revés interés mes inglés francés portugués japonés holandés cortés estrés exprés ciprés marqués pies tres
    comités cafés bebés carnés clichés tés papás mamás sofás veintitrés desinterés burgués milanés irlandés escocés finlandés danés
    tailandés libanés islandés aragonés cordobés montañés moisés satanás
    tomás nicolás matías andrés inés moisés es les pues país maíz parís anís así aquí allí ahí café bebé porqué qué también
    """
)
#: Stems of verbs whose forms end like those of the future.
_IN_R: Final = words(
    """
    mir compar prepar esper compr mostr entr borr registr integr lleg consider gener logr encontr cerr retir aclar mejor ahorr
    asegur captur declar demor depur elabor enter filtr incorpor ingres labor librar muestr numer oper orden valor zaf arrastr
    renombr nombr recuper configur estructur factur super reiter administr suministr centr concentr tir gir cobr corrobor
    """
)
#: Forms that follow no rule, or whose stem changes.
_FORMS: Final = dict(
    pair.split("=")
    for pair in [
        "sos=es",
        "estés=esté",
        "tenés=tiene",
        "tenes=tiene",
        "podes=puede",
        "queres=quiere",
        "podés=puede",
        "querés=quiere",
        "sabés=sabe",
        "hacés=hace",
        "ponés=pone",
        "venís=viene",
        "decís=dice",
        "entendés=entiende",
        "perdés=pierde",
        "volvés=vuelve",
        "resolvés=resuelve",
        "seguís=sigue",
        "pedís=pide",
        "elegís=elige",
        "preferís=prefiere",
        "sentís=siente",
        "conocés=conoce",
        "traés=trae",
        "leés=lee",
        "creés=cree",
        "ves=ve",
        "empezás=empieza",
        "pensás=piensa",
        "contás=cuenta",
        "encontrás=encuentra",
        "mostrás=muestra",
        "probás=prueba",
        "recordás=recuerda",
        "cerrás=cierra",
        "comenzás=comienza",
        "poné=ponga",
        "apurate=apúrese",
        "aguantame=aguánteme",
        "olvidate=olvídese",
        "bajate=bájese",
        "ponete=póngase",
        "hacete=hágase",
        "sumate=súmese",
        "inscribite=inscríbase",
        "unite=únase",
        "dirigite=diríjase",
        "reunite=reúnase",
        "animate=anímese",
        "contactate=contáctese",
        "comunicate=comuníquese",
        "conectate=conéctese",
        "pasalo=páselo",
        "dejalo=déjelo",
        "dejala=déjela",
        "borralo=bórrelo",
        "abrilo=ábralo",
        "cerralo=ciérrelo",
        "traelo=tráigalo",
        "probalo=pruébelo",
        "preguntale=pregúntele",
        "decile=dígale",
        "pedile=pídale",
        "avisale=avísele",
        "mandale=mándele",
        "escribile=escríbale",
        "prendé=prenda",
        "encendé=encienda",
        "mové=mueva",
        "atendé=atienda",
        "devolvé=devuelva",
        "vendé=venda",
        "hacé=haga",
        "tené=tenga",
        "vení=venga",
        "decí=diga",
        "andá=vaya",
        "leé=lea",
        "volvé=vuelva",
        "traé=traiga",
        "respondé=responda",
        "aprendé=aprenda",
        "resolvé=resuelva",
        "prometé=prometa",
        "poneme=póngame",
        "traeme=tráigame",
        "respondeme=respóndame",
        "mantené=mantenga",
        "proponé=proponga",
        "probá=pruebe",
        "contá=cuente",
        "mostrá=muestre",
        "encontrá=encuentre",
        "pensá=piense",
        "empezá=empiece",
        "cerrá=cierre",
        "recordá=recuerde",
        "comenzá=comience",
        "sentate=siéntese",
        "fijate=fíjese",
        "registrate=regístrese",
        "anotate=anótese",
        "acordate=recuerde",
        "quedate=quédese",
        "avisame=avíseme",
        "mandame=mándeme",
        "contame=cuénteme",
        "pasame=páseme",
        "decime=dígame",
        "escribime=escríbame",
        "ayudame=ayúdeme",
        "llamame=llámeme",
        "dejame=déjeme",
        "explicame=explíqueme",
        "enviame=envíeme",
        "mostrame=muéstreme",
        "subilo=súbalo",
        "subila=súbala",
        "mandalo=mándelo",
        "mandala=mándela",
        "hacelo=hágalo",
        "hacela=hágala",
        "ponelo=póngalo",
        "ponela=póngala",
        "guardalo=guárdelo",
        "guardala=guárdela",
        "revisalo=revíselo",
        "revisala=revísela",
        "usalo=úselo",
        "usala=úsela",
        "compartilo=compártalo",
        "compartila=compártala",
        "cargalo=cárguelo",
        "cargala=cárguela",
        "publicalo=publíquelo",
        "publicala=publíquela",
    ]
)
#: With a pronoun at its end: *avisale, pedile*. Stems of verbs in -ar, and what others become.
_WITH_PRONOUN: Final = re.compile(r"([^\W\d_]+[aei])(me|nos|les?|l[oa]s?)")
_STEMS: Final = words(
    """
    avis mand envi us carg public guard revis complet mir pas dej copi descarg consult pregunt agreg borr firm llen busc prepar arm
    sum anot registr contact llam ayud explic confirm adjunt tom llev present escuch invit conect compar actualiz arregl esper
    cambi quit sac entreg prest cobr pag regal compr plante solicit reclam inform notific recomend deleg asign marc habl reenvi
    dedic aument baj ajust orden limpi valid corrobor analiz repas resalt acompañ visit desactiv activ instal
    bloque elimin cancel aprovech program agend nombr design convoc consider
    archiv renombr peg arrastr aclar verific etiquet agreg copi edit traslad anex separ junt dupl gir
    """
)
_OTHERS: Final = dict(
    pair.split("=")
    for pair in """
    pedi=pida deci=diga pone=ponga hace=haga trae=traiga escribi=escriba responde=responda subi=suba comparti=comparta abri=abra lee=lea
    conta=cuente mostra=muestre proba=pruebe recorda=recuerde pensa=piense corregi=corrija elegi=elija repeti=repita imprimi=imprima
    resolve=resuelva devolve=devuelva defini=defina inclui=incluya medi=mida dividi=divida añadi=añada segui=siga describi=describa
    """.strip().split()
)
_STRESSED: Final = str.maketrans("aeiou", "áéíóú")
_VOS: Final = re.compile(r"(?<!\w)vos(?!\w)", re.IGNORECASE)


#: Orders of *vos* that are the past of *yo* as well: only beside another form of *vos* are they orders.
_ORDERS: Final = dict(
    pair.split("=")
    for pair in """
    seguí=siga pedí=pida abrí=abra subí=suba escribí=escriba compartí=comparta decidí=decida leé=lea corregí=corrija definí=defina
    incluí=incluya añadí=añada reuní=reúna dividí=divida medí=mida imprimí=imprima elegí=elija repetí=repita
    """.strip().split()
)
_ORDER: Final = re.compile(
    rf"(?<!\w)(?<!\byo )(?<!\brato )(?<!\bayer )(?<!\bhoy )(?<!\brecién )(?<!\bme )(?<!\bya )(?<!\ble )(?<!\bles )(?:{'|'.join(_ORDERS)})(?!\w)",
    re.IGNORECASE,
)
#: *Escribí el título y no uses abreviaturas*: what must not be done says that the rest is an order, too.
_FORBIDDEN: Final = re.compile(
    r"(?:y|pero|,) no (?:te |l[oa]s? |les? )?(?:pongas|uses|borres|cambies|dejes|olvides|toques|mandes|hagas|mezcles|repitas|escribas|agregues|modifiques|"
    r"cierres|subas|publiques|llenes|pases|esperes|marques|copies|pegues|confundas|incluyas|abras|cargues|respondas|contestes|compartas|elimines)(?!\w)",
    re.IGNORECASE,
)


def as_usted(text: str) -> str:
    """Return a Spanish text with the forms of *vos* replaced by those of *usted*."""
    made = _VOS.sub(lambda found: "Usted" if found[0][0] == "V" else "usted", _WORD.sub(_replace, text))
    return made if made == text and not _FORBIDDEN.search(text) else _ORDER.sub(_order, made)


def _order(found: re.Match[str]) -> str:
    made = _ORDERS[found[0].lower()]
    return made.capitalize() if found[0][0].isupper() else made


def _replace(found: re.Match[str]) -> str:
    word = found[0]
    made = _form(word.lower(), starts_upper=word[0].isupper(), at_start=_at_start(found))
    if made is None:
        return word
    return made[:1].upper() + made[1:] if word[:1].isupper() else made


def _form(word: str, *, starts_upper: bool, at_start: bool) -> str | None:
    if word in _FORMS:
        return _FORMS[word]
    # A capital within a sentence is that of a name.
    if word in _NO_FORMS or len(word) < 4 or (starts_upper and not at_start):
        return None
    joined = _WITH_PRONOUN.fullmatch(word)
    if joined is not None and (joined[1] in _OTHERS or (joined[1][-1] == "a" and joined[1][:-1] in _STEMS)):
        return _stressed(_OTHERS.get(joined[1]) or _subjunctive(joined[1][:-1])) + joined[2]
    stem, ending = word[:-1], word[-1]
    if ending == "á" and (not word.endswith("rá") or stem in _IN_R):
        return _subjunctive(stem)
    if word.endswith("ás") and (not word.endswith("rás") or word[:-2] in _IN_R):
        return word[:-2] + "a"
    if word.endswith("és") and len(word) > 4:
        return word[:-2] + "e"
    return None


def _stressed(form: str) -> str:
    """Return a form with the accent that it needs before a pronoun: *avise* in *avísele*, *envíe* in *envíelo*."""
    # The *u* of *publique* and *cargue* is no vowel.
    heard = re.sub(r"(?<=[qg])u(?=[ei])", "-", form)
    # The *i* of *cambie* is none that bears the stress, that of *envíe* is.
    if not form.startswith(("envi", "reenvi", "ampli")):
        heard = re.sub(r"i(?=e$)", "-", heard)
    place = max(number for number, letter in enumerate(heard[:-1]) if letter in "aeiou")
    return form[:place] + form[place].translate(_STRESSED) + form[place + 1 :]


def _subjunctive(stem: str) -> str:
    for end, becomes in (("c", "qu"), ("gu", "gü"), ("g", "gu"), ("z", "c")):
        if stem.endswith(end):
            return stem.removesuffix(end) + becomes + "e"
    return stem + "e"


def _at_start(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(' ¿¡«"“(')
    return not before or before[-1] in ".:!?…\n"
