"""Turns of a verb and what goes with it, in all the forms of the verb: *pasaron por alto los atrasos* is *ignoraram os atrasos*.

Rows of a table would be thirty for each turn, and one row for several persons gives the wrong one of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from forum.core.languages import Language
from forum.translation.rules import regular

#: See the head of the file.
_LINES: Final = tuple(
    line
    for line in (Path(__file__).parent / "idioms.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
#: Verbs that follow no rule: present and past of *he, we, they, I*; subjunctive; gerund and participle; what its future begins
#: with; its imperfect, where that follows no rule either.
_IRREGULAR: Final[dict[Language, dict[str, str]]] = {
    "es": {
        "dar": "da damos dan doy|dio dimos dieron di|dé demos den|dando dado|dar",
        "hacer": "hace hacemos hacen hago|hizo hicimos hicieron hice|haga hagamos hagan|haciendo hecho|har",
        "poner": "pone ponemos ponen pongo|puso pusimos pusieron puse|ponga pongamos pongan|poniendo puesto|pondr",
        "tener": "tiene tenemos tienen tengo|tuvo tuvimos tuvieron tuve|tenga tengamos tengan|teniendo tenido|tendr",
        "estar": "está estamos están estoy|estuvo estuvimos estuvieron estuve|esté estemos estén|estando estado|estar",
        "caer": "cae caemos caen caigo|cayó caímos cayeron caí|caiga caigamos caigan|cayendo caído|caer",
        "salir": "sale salimos salen salgo|salió salimos salieron salí|salga salgamos salgan|saliendo salido|saldr",
        "valer": "vale valemos valen valgo|valió valimos valieron valí|valga valgamos valgan|valiendo valido|valdr",
        "rendir": "rinde rendimos rinden rindo|rindió rendimos rindieron rendí|rinda rindamos rindan|rindiendo rendido|rendir",
    },
    "pt": {
        "dar": "dá damos dão dou|deu demos deram dei|dê demos deem|dando dado|dar",
        "ter": "tem temos têm tenho|teve tivemos tiveram tive|tenha tenhamos tenham|tendo tido|ter|tinha tínhamos tinham",
        "fazer": "faz fazemos fazem faço|fez fizemos fizeram fiz|faça façamos façam|fazendo feito|far",
        "estar": "está estamos estão estou|esteve estivemos estiveram estive|esteja estejamos estejam|estando estado|estar",
        "sentir": "sente sentimos sentem sinto|sentiu sentimos sentiram senti|sinta sintamos sintam|sentindo sentido|sentir",
        "aderir": "adere aderimos aderem adiro|aderiu aderimos aderiram aderi|adira adiramos adiram|aderindo aderido|aderir",
        "perder": "perde perdemos perdem perco|perdeu perdemos perderam perdi|perca percamos percam|perdendo perdido|perder",
        "incluir": "inclui incluímos incluem incluo|incluiu incluímos incluíram incluí|inclua incluamos incluam|incluindo incluído|incluir|incluía incluíamos incluíam",
        "substituir": "substitui substituímos substituem substituo|substituiu substituímos substituíram substituí|substitua substituamos substituam|substituindo substituído|substituir|substituía substituíamos substituíam",
        "vir": "vem vimos vêm venho|veio viemos vieram vim|venha venhamos venham|vindo vindo|vir|vinha vínhamos vinham",
    },
}
#: Places of forms: after the infinitive four persons of seven tenses, then the gerund.
_SUBJUNCTIVE: Final = range(21, 25)
_PRESENT: Final = range(1, 5)
_I_NOW: Final = 4
_PAST: Final = range(5, 9)
_GERUND: Final = 29
_PRONOUNS: Final[dict[Language, tuple[str, ...]]] = {"es": ("se", "nos", "se", "me"), "pt": ("se", "nos", "se", "me")}
_IT: Final = {"lo": "o", "la": "a", "los": "os", "las": "as"}
#: *Lo echan de menos* is *sentem falta dele*.
_OF_IT: Final = {"lo": "dele", "la": "dela", "los": "deles", "las": "delas"}
_STRESSED: Final = str.maketrans("aeiou", "áéíóú")
#: What makes a subjunctive the tense of what is still to come, and a present after *si*.
_STILL_TO_COME: Final = re.compile(
    r"(?<!\w)(?:cuando|en cuanto|tan pronto como|quien(?:es)?|una vez que|mientras|a medida que|n[io] bien|(?:^|(?<=[.;:,] ))(?:el|la|los|las) [^\W\d_]+ que)(?: [^\s.,;:?!]+){0,3} $",
    re.IGNORECASE,
)
_IF: Final = re.compile(r"(?:^|[.,;:!?¿¡(] ?|(?<!\w)(?:y|pero|porque) )si(?: [^\s.,;:?!]+){0,3} $", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r" (a|de|en|con|por|para|sobre|que)$")
_NO_PRONOUN: Final = "".join(rf"(?<!\b{word} )" for word in ("se", "se⟧", "me", "te", "nos", "le", "les"))
#: *La puesta en marcha* is a noun, *se había dado cuenta* another turn.
_NO_PARTICIPLE: Final = re.compile(
    r"(?<!\w)(?:la|una|su|est[ea]|es[ea]|nuestra|otra|cada|primera|de|(?:se|nos|me) (?:ha|he|hemos|han|hab|hay|hub)[^\W\d_]*) $",
    re.IGNORECASE,
)
#: *Si no se tiene en cuenta*: without a subject, in Portuguese too.
_MAY_HAVE_SE: Final = "±"
#: *El escaneo, cada folio*: what takes a noun, never what *I* do.
_NOT_I: Final = re.compile(
    r"(?<!\w)(?:el|del|al|un|este|ese|cada|su|mi|tu|nuestro|otro|algún|ningún|cualquier|de|con|sin|por|para) $",
    re.IGNORECASE,
)
#: What must follow, and stays as it is.
_FOLLOWED_BY: Final = "+"


@dataclass(frozen=True, slots=True)
class _Form:
    """What a form of a turn becomes, and its place among the forms of a verb."""

    said: str
    place: int
    #: The same as what is still to come.
    to_come: str
    #: The preposition that goes behind it, if any.
    governs: str


def with_idioms(text: str) -> str:
    """Return a Spanish text in which such turns are translated."""
    small = text.lower()
    for needs, pattern, forms in _idioms():
        if needs not in small:
            continue
        made = pattern.sub(lambda found, forms=forms: _replace(found, forms), text)  # type: ignore[misc]
        if made != text:
            text, small = made, made.lower()
    return text


def _replace(found: re.Match[str], forms: dict[str, _Form]) -> str:
    form = forms[found["verb"].lower()]
    before = found.string[: found.start()]
    if form.place > _GERUND and (found.groupdict().get("it") or _NO_PARTICIPLE.search(before)):
        return found[0]
    if form.place == _I_NOW and _NOT_I.search(before):
        return found[0]
    said = form.said
    if (form.place in _SUBJUNCTIVE and _STILL_TO_COME.search(before)) or (
        form.place in _PRESENT and _IF.search(before)
    ):
        said = form.to_come
    it = (found.groupdict().get("it") or "").lower().strip()
    if it:
        said = f"{said} {_OF_IT[it]}" if said.endswith(" falta") else f"{_IT.get(it, it)} {said}"
    if found[0][0].isupper():
        said = said[:1].upper() + said[1:]
    governs, article = form.governs, found.groupdict().get("article") or ""
    contracted = [governs + article] if governs in {"a", "de"} else [governs, "el" if article else ""]
    return " ".join([f"⟦{said}⟧", *filter(None, contracted)])


@lru_cache(maxsize=1)
def _idioms() -> tuple[tuple[str, re.Pattern[str], dict[str, _Form]], ...]:
    """Return for each turn what a text must contain, how it is found, and what its verb becomes."""
    return tuple(_idiom(line) for line in _LINES)


def _idiom(line: str) -> tuple[str, re.Pattern[str], dict[str, _Form]]:
    spanish, portuguese = line.removeprefix(_MAY_HAVE_SE).split(" = ")
    spanish, _, following = spanish.partition(f" {_FOLLOWED_BY}")
    governed, governs = _PREPOSITION.search(spanish), _PREPOSITION.search(portuguese)
    spanish, portuguese = _PREPOSITION.sub("", spanish), _PREPOSITION.sub("", portuguese)
    verb, _, rest = spanish.partition(" ")
    forms = {
        written: _Form(said, place, to_come, governs[1] if governs else "")
        for written, said, place, to_come in _pairs(verb, portuguese)
    }
    forms |= _of_tu(forms, verb)
    tail = f" {rest}" if rest else ""
    whom = ""
    if governed is not None:
        article = "(?P<article>l?)" if governed[1] in {"a", "de"} else ""
        tail += f" {governed[1]}{article}" + ("" if following else "(?= )")
        whom = "(?:les? )?" if governed[1] == "a" else ""
        if governed[1] == "a" and not verb.endswith("se"):
            # *Para hacerles seguimiento a los reclamos*.
            forms |= {f"{verb}{them}": forms[verb] for them in ("le", "les")}
    tail += f"(?= {following})" if following else ""
    own, may_have_se = verb.endswith("se"), line.startswith(_MAY_HAVE_SE)
    it = "" if own else "(?P<it>se )?" if may_have_se else "(?:(?P<it>l[oa]s?) )?" if governed is None else ""
    guard = "" if own else r"(?<!\bse )(?<!\bse⟧ )" if following else _NO_PRONOUN
    written = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    needs = re.split(r"[(\[?|]", rest)[0].strip() or verb.removesuffix("se")[:3]
    return (
        needs,
        re.compile(rf"(?<!\w){guard}{whom}{it}(?P<verb>{written}){tail}(?!\w)(?![^⟦⟧]*⟧)", re.IGNORECASE),
        forms,
    )


def _of_tu(forms: dict[str, _Form], verb: str) -> dict[str, _Form]:
    """Return the forms of *tú*: what *he* does with an *s*, and a past of its own; `yourself` has said *se* for *te*."""
    made: dict[str, _Form] = {}
    own = verb.endswith("se")
    for written, form in forms.items():
        person = (form.place - 1) % 4
        if not 0 < form.place < _GERUND or (own and not written.startswith("se ")):
            continue
        said = written.replace("se ", "⟦se⟧ ", 1) if own else written
        if person == 0 and form.place not in _PAST:
            made.setdefault(f"{said}s", form)
    # The past of *he* says what *I* did but for its end: *hice, hiciste*.
    past = next((form for form in forms.values() if form.place == _PAST.start), None)
    mine = next((written for written, form in forms.items() if form.place == _PAST.start + 3), "")
    if past is not None and mine:
        stem = f"⟦se⟧ {mine.removeprefix('me ')}" if own else mine
        made.setdefault(stem[:-1] + ("aste" if stem.endswith("é") else "íste" if stem.endswith("aí") else "iste"), past)
    return {written: form for written, form in made.items() if written not in forms}


def _pairs(verb: str, portuguese: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield the forms of a verb with what they become: as they are, and still to come."""
    own = verb.endswith("se")
    wanted, _, after = portuguese.removeprefix("se ").partition(" ")
    after = f" {after}" if after else ""
    with_pronoun = portuguese.startswith("se ")
    spanish, target = _conjugated(verb.removesuffix("se"), "es"), _conjugated(wanted, "pt")
    come = _to_come(target)
    for place, (written, said) in enumerate(zip(spanish, target, strict=True)):
        if place > _GERUND:
            # *Los bienes dados de baja, ha puesto en marcha*.
            if not own:
                yield written, f"{said}{after}", place, ""
            continue
        person = (place - 1) % 4
        to_come = come[person] if 0 < place < _GERUND else said
        ours = f"{_PRONOUNS['pt'][person]} " if with_pronoun and 0 < place < _GERUND else "se " if with_pronoun else ""
        made = (f"{ours}{said}{after}", place, f"{ours}{to_come}{after}")
        if not own:
            yield written, *made
        elif 0 < place < _GERUND:
            yield f"{_PRONOUNS['es'][person]} {written}", *made
            if place in {21, 23}:
                yield f"{_under_stress(written)}se", *made
        elif place == 0:
            for pronoun in ("se", "nos", "me"):
                yield written + pronoun, f"{pronoun + ' ' if with_pronoun else ''}{said}{after}", place, said
    if not own:
        accented = wanted[:-2] + {"ar": "á", "er": "ê", "ir": "i"}.get(wanted[-2:], "") if wanted != "ter" else "tê"
        for pronoun in ("lo", "la", "los", "las"):
            yield verb + pronoun, f"{accented}-{pronoun}{after}", 0, ""


def _conjugated(verb: str, language: Language) -> list[str]:
    """Return the forms of a verb in the order of `regular.conjugated`, and *I* of its present."""
    irregular = _IRREGULAR[language].get(verb)
    if irregular is None:
        forms = regular.conjugated(verb, language)
        forms[4] = forms[1][:-1] + "o"
        return forms
    present, past, subjunctive, others, future, *imperfect = irregular.split("|")
    gerund, participle = others.split()
    stem, ar = verb[:-2], verb.endswith("ar")
    if not imperfect:
        endings = {("es", True): "aba ábamos aban", ("pt", True): "ava ávamos avam"}.get(
            (language, ar), "ía íamos ían" if language == "es" else "ia íamos iam"
        )
        imperfect = [" ".join(stem + ending for ending in endings.split())]
    root = past.split()[2].removesuffix("ron").removesuffix("ram")
    accented = root[:-1] + root[-1].translate(_STRESSED)
    past_subjunctive = (
        f"{root}ra {accented}ramos {root}ran" if language == "es" else f"{root}sse {accented}ssemos {root}ssem"
    )
    endings = "á emos án é" if language == "es" else "á emos ão ei"
    to_come = " ".join(future + ending for ending in endings.split())
    conditional = " ".join(
        future + ending for ending in ("ía íamos ían" if language == "es" else "ia íamos iam").split()
    )
    tenses = (present, past, *imperfect, to_come, conditional, subjunctive, past_subjunctive)
    forms = [verb]
    for tense in tenses:
        he, we, they, *me = tense.split()
        forms += [he, we, they, *(me or [he])]
    participles = [participle[:-1] + ending for ending in ("o", "a", "os", "as")]
    return [*forms, gerund, *participles]


def _to_come(forms: list[str]) -> tuple[str, str, str, str]:
    """Return the future subjunctive of *he, we, they, I*."""
    he = forms[7].removesuffix("am")
    return he, he + "mos", he + "em", he


def _under_stress(form: str) -> str:
    """Return a form as it is written with *se* behind: *pónganse*, but *dense*."""
    vowels = list(re.finditer("[aeiou]", form))
    if len(vowels) < 2:
        return form.replace("é", "e")
    place = vowels[-2].start()
    return form[:place] + form[place].translate(_STRESSED) + form[place + 1 :]
