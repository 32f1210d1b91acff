"""Readings of Spanish words that their neighbours rule out, taken away before the tagger guesses among them.

The tagger knows two words at a time, and nothing of agreement: it takes *funciones* in *publican las funciones* for a
verb, *firma* in *yo no firmo nada* for a noun. What it is left with here is certain: an article and a noun that agree, a
pronoun and its verb. Where nothing is certain it goes on guessing.
"""

import re
from dataclasses import dataclass
from typing import Final

from forum.translation.inflection import words

_TOKEN: Final = re.compile(r"\^((?:[^/\\$]|\\.)*)/((?:[^\\$]|\\.)*)\$", re.DOTALL)
_FINITE: Final = re.compile(r"<vb\w+><(?:pri|prs|imp|ifi|pii|pis|fti|cni)>")
_VERB: Final = re.compile(r"<vb\w+><(?:inf|pri|prs|imp|ifi|pii|pis|fti|cni)>")
_BOUND: Final = re.compile(r"<vb\w+><(?:pri|prs|ifi)><p2>|<vb\w+><imp><p2><pl>")
_NOMINAL: Final = re.compile(r"^[^<]*<(?:n|adj)>")
_NOUN_OR_MINE: Final = re.compile(r"^[^<]*<(?:n|vb\w+><pri><p1><sg)>")
_NOUN: Final = re.compile(r"^[^<]*<n>")
#: Words that are something else besides are left to the tagger: *bajo, sobre, para, como*.
_ANOTHER: Final = re.compile(r"<(?:adv|pr|cnj\w*|det|prn|np|rel|num|preadv|predet|ij|pp|inf|ger)>")
_ADVERB: Final = re.compile("<adv>")
_END: Final = re.compile(r"<(?:sent|cm)>$|<rpar>")
_STAYING: Final = re.compile(r"^estar<")
_BEING: Final = re.compile("<vbser>")
_PRONOUN: Final = re.compile("<prn>")
_ARTICLE: Final = re.compile("<det>")
_ADJECTIVE: Final = re.compile("<adj>")
_PARTICIPLE: Final = re.compile("<pp>")
#: Nobody is told to be able.
_ORDER_TO_BE_ABLE: Final = re.compile(r"<vbmod><imp>")
_THIRD_PERSON: Final = re.compile(r"<vb\w+><(?:pri|ifi|pii|fti|cni)><p3>")
_PLURAL_NOUN: Final = re.compile(r"^[^<]*<n><(?:m|f|mf)><pl>")
_PLURAL_ADJECTIVE: Final = re.compile(r"<adj><(?:m|f|mf)><pl>")
_SEVERAL_DO: Final = re.compile(r"<p3><pl>")
_GENDER: Final = re.compile(r"<(m|f|mf|GD)><(sg|pl|sp|ND)>")

#: Determiners that are nothing else, with their gender (`x`: either) and number.
_DETERMINERS: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(["el", "del", "al", "un", "ningún", "algún", "nuestro"], ("m", "sg")),
    **dict.fromkeys(["nuestra"], ("f", "sg")),
    **dict.fromkeys(["nuestros", "algunos", "varios", "dichos"], ("m", "pl")),
    **dict.fromkeys(["nuestras", "algunas", "varias", "dichas"], ("f", "pl")),
    **dict.fromkeys(["su", "mi", "tu", "cada", "cualquier"], ("x", "sg")),
    **dict.fromkeys(["sus", "mis", "tus", "dos", "tres", "cuatro", "cinco", "seis"], ("x", "pl")),
    **dict.fromkeys(["una", "esta", "esa"], ("f", "sg")),
    **dict.fromkeys(["este", "ese"], ("m", "sg")),
    **dict.fromkeys(["estas", "esas", "unas", "otras", "muchas", "pocas", "ambas"], ("f", "pl")),
    **dict.fromkeys(["estos", "esos", "unos", "otros", "muchos", "pocos", "ambos"], ("m", "pl")),
}
#: Articles that are pronouns as well.
_ARTICLES: Final[dict[str, tuple[str, str]]] = {"la": ("f", "sg"), "los": ("m", "pl"), "las": ("f", "pl")}
_PREPOSITIONS: Final = words("de del con sin por en a al desde hasta contra hacia ante durante")
#: Before these nothing but a verb stands.
_CLITICS: Final = words("me te se le les nos")
#: Who does it, and as which person.
_PERSONS: Final[dict[str, str]] = {
    "yo": "<p1><sg>",
    "tú": "<p2><sg>",
    **dict.fromkeys(["nadie", "alguien", "quien", "quién", "usted", "ella", "él"], "<p3><sg>"),
    **dict.fromkeys(["ustedes", "ellos", "ellas", "quienes"], "<p3><pl>"),
}
#: What stands between somebody and a verb.
_BETWEEN: Final = words("no ya también tampoco siempre nunca jamás solo aún todavía lo")
#: Before these *you* do something: *si copias la lista*.
_BEFORE_YOU: Final = words("tú vos si no que cuando me te se lo le les nos como donde ya también qué y mientras")
_SURELY_YOU: Final = words("tú vos si no me te lo le les nos cuando")
#: Verbs that nobody uses in an office, or hardly in this form: always the noun.
_NEVER_VERBS: Final = words(
    "nada casa casas cosa cosas caso calle calles tema mano pueblo gobierno libro sitio libertad barra tienda coma "
    "deporte mora oso vela solapa pelo templo oro suelo pico"
)
#: Verbs that are hardly ever the noun: only behind an article, or what else takes a noun.
_SELDOM_NOUNS: Final = words("gana pasa llama cuesta quema")
#: Nouns that are adjectives as well, hardly ever behind an article.
_NOUNS_RATHER: Final = words("lista listas")
_BEFORE_LISTS: Final = {*_ARTICLES, *_DETERMINERS, *_PREPOSITIONS}
#: *El cambio vale cuando se confirma*: nobody is told to be worth or to fit.
_NEVER_ORDERS: Final = words("vale cabe")
_ORDER: Final = re.compile(r"<vb\w+><imp>")
#: What begins an object: only a verb stands before it.
_OBJECTS: Final = words(
    "el un una unos unas su sus mi mis tu tus este esta estos estas ese esa esos esas nuestro nuestra nuestros nuestras "
    "algunos algunas varios varias los las la"
)
#: *Limpia el cordón y carga los escombros*.
_JOINED: Final = words("favor y o e")
#: Nouns that follow another noun: *los datos base los cargamos*.
_APPOSED: Final = words("clave base límite pico piloto tipo modelo marco muestra guía reserva cuota sede meta")
_START: Final = re.compile(r"<(?:sent|cm)>$|<lpar>|<lquest>|<guio>")


@dataclass(slots=True)
class _Word:
    """A word with its readings; `apart` if something fixed, which the tagger does not see, stands before it."""

    surface: str
    readings: list[str]
    apart: bool

    @property
    def low(self) -> str:
        return self.surface.lower()

    def has(self, pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(reading) for reading in self.readings)

    def is_only(self, pattern: re.Pattern[str]) -> bool:
        return all(pattern.search(reading) for reading in self.readings)

    def drop(self, pattern: re.Pattern[str]) -> None:
        """Take readings away, but never all."""
        left = [reading for reading in self.readings if not pattern.search(reading)]
        self.readings = left or self.readings


def sifted(text: str) -> str:
    """Return what the dictionary says of a passage without the readings that cannot be meant."""
    found = list(_TOKEN.finditer(text))
    tokens: list[_Word] = []
    end = 0
    for one in found:
        tokens.append(_Word(one[1], one[2].split("/"), "[" in text[end : one.start()]))
        end = one.end()
    for place in range(len(tokens)):
        _sift(tokens, place)
    out: list[str] = []
    end = 0
    for one, token in zip(found, tokens, strict=True):
        out += [text[end : one.start()], "^", "/".join([token.surface, *token.readings]), "$"]
        end = one.end()
    return "".join([*out, text[end:]])


def _sift(tokens: list[_Word], place: int) -> None:
    word = tokens[place]
    # *No sé cuáles*, but *Sé amable*.
    if word.low == "sé" and place:
        word.drop(_BEING)
    word.drop(_ORDER_TO_BE_ABLE)
    if word.low in _NEVER_ORDERS:
        word.drop(_ORDER)
    if word.low in _NEVER_VERBS:
        word.drop(_FINITE)
    before = None if word.apart or not place else tokens[place - 1]
    after = _after(tokens, place)
    if before is not None:
        _sift_nominal(word, before, after)
    if word.low == "solo" and (place or word.apart):
        word.drop(_ADVERB if _is_alone(tokens, place) else _ADJECTIVE)
    if not (word.has(_NOMINAL) and word.has(_FINITE)) or word.has(_ANOTHER):
        return
    if _is_noun(tokens, place, before):
        word.drop(_FINITE)
        if before is not None and before.low in _ARTICLES:
            before.drop(_PRONOUN)
    elif word.low in _SELDOM_NOUNS or _is_verb(tokens, place, before):
        word.drop(_NOMINAL)
        if before is not None and before.low in _ARTICLES:
            before.drop(_ARTICLE)
    elif before is None or before.low not in _BEFORE_YOU:
        word.drop(_BOUND)


def _sift_nominal(word: _Word, before: _Word, after: _Word | None) -> None:
    """Take from an article that it be a pronoun, from a noun that it be a participle or an adjective."""
    # *Junto a los resultados*: behind a preposition, before a noun.
    if word.low in _ARTICLES and before.low in _PREPOSITIONS and after is not None and after.has(_NOUN):
        if _agrees(after, _ARTICLES[word.low]):
            word.drop(_PRONOUN)
        return
    # *Las listas pueden ser largas, hay listas de espera*, but *están listas*.
    if word.low in _NOUNS_RATHER and (
        before.low in _BEFORE_LISTS or (after is not None and after.low in {"de", "del"})
    ):
        word.drop(_ADJECTIVE)
    wanted = _DETERMINERS.get(before.low) or _ARTICLES.get(before.low)
    if wanted is None:
        return
    # *Los resultados ⟦x⟧ etapa*: the engine would make *etapa resultada* of it.
    if word.has(_NOUN) and word.has(_PARTICIPLE) and _agrees(word, wanted) and (after is None or not after.has(_NOUN)):
        word.drop(_PARTICIPLE)


def _is_noun(tokens: list[_Word], place: int, before: _Word | None) -> bool:
    word, after = tokens[place], _after(tokens, place)
    if before is None:
        # *De ⟦cada⟧ recibo sacamos copia*: what *I* do stands before no other verb.
        return word.apart and word.is_only(_NOUN_OR_MINE) and after is not None and after.is_only(_FINITE)
    # *Actividad y no cambio*: nobody does it.
    if before.low == "no" and place > 1 and tokens[place - 2].low in _JOINED and not word.has(_THIRD_PERSON):
        return after is None or after.has(_START)
    if before.low in _DETERMINERS:
        return _agrees(word, _DETERMINERS[before.low])
    if before.low in _PREPOSITIONS:
        return word.has(_NOUN)
    # *Los concejales no presentes*: what several do is no verb of one.
    if before.low == "no" and place > 1 and not before.apart:
        several = tokens[place - 2]
        return several.is_only(_PLURAL_NOUN) and word.has(_PLURAL_ADJECTIVE) and not word.has(_SEVERAL_DO)
    # *No sé qué cuenta usar*.
    if before.low == "qué" and after is not None:
        return after.is_only(_VERB)
    if before.low in _ARTICLES and _agrees(word, _ARTICLES[before.low]):
        if before.low != "la":
            return True
        first = None if before.apart or place < 2 else tokens[place - 2]
        if after is not None and after.low in _OBJECTS:
            return False
        return first is not None and (first.low in _PREPOSITIONS or first.is_only(_FINITE))
    return False


def _is_verb(tokens: list[_Word], place: int, before: _Word | None) -> bool:
    word = tokens[place]
    if before is not None:
        if before.low in _CLITICS or (before.low in {"lo", "no"} and not word.has(_ADJECTIVE)):
            return True
        # *Si los firmas*: an article would agree.
        if before.low in _ARTICLES and before.has(_PRONOUN) and not _agrees(word, _ARTICLES[before.low]):
            return True
        if before.low in _SURELY_YOU and word.has(_BOUND):
            return True
        number = place - 1
        while number >= 0 and tokens[number].low in _BETWEEN and not tokens[number].apart:
            number -= 1
        who = tokens[number].low if number >= 0 else ""
        if who in _PERSONS and not (number and tokens[number - 1].low in _PREPOSITIONS):
            return any(_PERSONS[who] in reading for reading in word.readings if _FINITE.search(reading))
    after = _after(tokens, place)
    if after is None:
        return False
    begins = place == 0 or (before is not None and (before.has(_START) or before.low in _JOINED))
    # *Firma por él la subdirectora*.
    if begins and after.low == "por" and _is_who(tokens, place + 2):
        return True
    if after.low not in _OBJECTS or word.low in _APPOSED:
        return False
    if begins:
        return not word.apart
    return before is not None and before.is_only(_NOUN) and _agrees_as_subject(word, before)


def _is_alone(tokens: list[_Word], place: int) -> bool:
    """Tell whether *solo* is somebody alone, or the only one (*un solo error*), rather than *only*."""
    before = None if tokens[place].apart else tokens[place - 1]
    if before is not None:
        if before.low in {"no", "tan", "sino", "ni", "uno"} or before.has(_START):
            return False
        if before.low in _DETERMINERS or before.low in {"sí", "muy"}:
            return True
    if place + 1 >= len(tokens):
        return True
    after = tokens[place + 1]
    if after.apart:
        return False
    # *Lo hizo solo, y bien*; *está solo en esto*, but *está solo disponible en línea*.
    is_staying = before is not None and before.has(_STAYING)
    return after.has(_END) or (is_staying and after.low in {"en", "con", "contra", "ante", "y"})


def _is_who(tokens: list[_Word], place: int) -> bool:
    return place < len(tokens) and tokens[place].low in _PERSONS | {"mí": "", "nosotros": ""}


def _after(tokens: list[_Word], place: int) -> _Word | None:
    if place + 1 >= len(tokens) or tokens[place + 1].apart:
        return None
    return tokens[place + 1]


def _agrees(word: _Word, wanted: tuple[str, str]) -> bool:
    """Tell whether a noun or adjective has the gender and number of what stands before it."""
    gender, number = wanted
    for reading in word.readings:
        shown = _GENDER.search(reading)
        if (
            _NOMINAL.search(reading)
            and shown is not None
            and (gender == "x" or shown[1] in {gender, "mf", "GD"})
            and shown[2] in {number, "sp", "ND"}
        ):
            return True
    return False


def _agrees_as_subject(word: _Word, subject: _Word) -> bool:
    number = "pl" if any("<pl>" in reading for reading in subject.readings) else "sg"
    return any(f"<p3><{number}>" in reading and "<pri>" in reading for reading in word.readings)
