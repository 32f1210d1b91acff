"""The nouns that a Portuguese text mentions, with the gender that stands before them."""

import re
from dataclasses import dataclass
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words
from forum.translation.rules.agreement import adjectives_of_portuguese
from forum.translation.rules.agreement import nouns_of_another_gender

_PREPOSITIONS: Final = words(
    "de em com por para sobre entre até sem desde contra segundo conforme durante mediante após a como sob perante há faz"
)
_PLAIN: Final = {
    "o": "o os um uns este estes esse esses aquele aqueles nosso nossos seu seus meu meus outro outros algum alguns nenhum todo todos muitos "
    "vários poucos cujo cujos ambos dois quantos tantos",
    "a": "a as uma umas esta estas essa essas aquela aquelas nossa nossas sua suas minha minhas outra outras alguma algumas nenhuma toda todas "
    "muitas várias poucas cuja cujas ambas duas quantas tantas",
}
#: With the prepositions that swallowed them.
_SWALLOWED: Final = {
    "o": "do dos no nos ao aos pelo pelos num deste destes desse desses daquele neste nestes nesse nesses",
    "a": "da das na nas à às pela pelas numa desta destas dessa dessas daquela nesta nestas nessa nessas",
}
_DETERMINERS: Final = {
    word: (gender, swallowed)
    for table, swallowed in ((_PLAIN, False), (_SWALLOWED, True))
    for gender, line in table.items()
    for word in line.split()
}
_TWO: Final = words("dois duas")
_SENTENCE_END: Final = re.compile(r"[.?!…\n]+(?=\s|$)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|" + ANY_MARK)
#: Between an article and its noun.
_BETWEEN: Final = re.compile(
    r"(?:(?:nov|primeir|segund|terceir|últim|própri|mesm|outr|noss|únic|antig|verdadeir|próxim|pequen|velh)[oa]s?|seus?|suas?|meus?|minhas?|bom|bons|boas?|"
    r"melhor(?:es)?|pior(?:es)?|maior(?:es)?|menor(?:es)?|grandes?|principal|principais|dois|duas|três|quatro|cinco|seis|dez|vinte)$"
)
_NO_NOUN: Final = re.compile(
    r"(?:que|qual|quais|de|d[oa]s?|se|não|partir|cada|quem|mim|vocês?|mais|ser|ter|[^\W\d_]{2,}(?<!últi)(?<!máxi)(?<!míni)(?<!próxi)(?<!mes)(?<!ra)(?<!ter)mos|[^\W\d_]+(?:aram|eram|iram|avam|iam))$"
)
#: What tells when is spoken of no further: *há dois anos*.
_TIMES: Final = words("ano anos mês meses dia dias semana semanas hora horas vez vezes momento manhã tarde lado fim")
#: Without an article, only what hardly is anything but a noun.
_BARE: Final = re.compile(r"(?:[^\W\d_]{2,}(?:ção|ções|são|sões|dades?|agem|agens|ências?|âncias?)|[^\W\d_]{3,}[oa]s)$")
_NOT_BARE: Final = re.compile(
    r"(?:[^\W\d_]+(?:mos|[ai]d[oa]s)|antes|depois|apenas|menos|tod[oa]s|outr[oa]s|vári[oa]s|muit[oa]s|amb[oa]s|noss[oa]s|suas|seus|poucas|poucos|nós)$"
)
#: Whatever agrees with a noun is none.
_ADJECTIVE: Final = re.compile(
    rf"(?:{adjectives_of_portuguese()}|sec|[^\W\d_]{{0,3}}vist|[^\W\d_]+(?:[^\W\d_]os|iv|ári)|[^\W\d_]*[áéíóúâêô][^\W\d_]{{1,3}}ic)[oa]s$"
)
#: Nouns in spite of their ending.
_PERSONS: Final = words(
    "funcionários funcionárias usuários usuárias secretários secretárias beneficiários beneficiárias proprietários proprietárias voluntários "
    "voluntárias empresários empresárias destinatários operários estagiários estagiárias bibliotecários bibliotecárias signatários universitários técnicos técnicas"
)
_ONE_IN_S: Final = words("ônibus lápis campus mês país gás vírus bônus atlas atraso interesses")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun in a text: `gender` is the ending that it asks for, *o* or *a*."""

    start: int
    gender: str
    many: bool
    #: In Spanish it has the other gender.
    changed: bool
    #: Behind a preposition: no subject.
    within: bool


def mentions(text: str) -> list[Mention]:
    """Return the nouns of a text of which the gender shows, in their order."""
    found = list(_WORD.finditer(text))
    made: list[Mention] = []
    for place, word in enumerate(found):
        low = word[0].lower()
        before = found[place - 1][0].lower() if place else ""
        if low in _DETERMINERS:
            noun = _noun_behind(text, found, place)
            if noun is not None:
                made += _mention(word.start(), low, before, noun)
        elif (
            before not in _DETERMINERS
            and (low in _PERSONS or not _ADJECTIVE.match(low))
            and _BARE.match(low)
            and not _NOT_BARE.match(low)
            and low not in _TIMES
        ):
            gender = "o" if low.endswith("os") else "a"
            made.append(
                Mention(word.start(), gender, many=low.endswith("s"), changed=False, within=before in _PREPOSITIONS)
            )
    return made


def _noun_behind(text: str, found: list[re.Match[str]], place: int) -> str | None:
    """Return the noun that belongs to the determiner at a place."""
    for behind, word in zip(found[place:], found[place + 1 : place + 4], strict=False):
        if text[behind.end() : word.start()].strip(' "“«(*_'):
            return None
        low = word[0].lower()
        if not _BETWEEN.match(low):
            return None if _NO_NOUN.match(low) else low
    return None


def _mention(start: int, determiner: str, before: str, noun: str) -> list[Mention]:
    gender, swallowed = _DETERMINERS[determiner]
    many = determiner.endswith("s") or determiner in _TWO
    plural = noun.endswith("s") and noun not in _ONE_IN_S
    # *Ninguém os rega* has a pronoun, *a outras cidades* a preposition.
    if noun in _TIMES or many != plural:
        return []
    changed = noun in nouns_of_another_gender("pt")
    return [Mention(start, gender, many, changed, swallowed or before in _PREPOSITIONS)]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and the nouns that it mentions."""

    text: str
    known: list[Mention]
    #: Where sentences begin.
    begins: list[int]

    def begins_before(self, place: int) -> int:
        """Return where the sentence of a place begins."""
        return max(begin for begin in self.begins if begin <= place)

    def before(self, place: int, *, sentences: int = 1) -> list[Mention]:
        """Return what is mentioned before a place, in so many sentences."""
        begins = [begin for begin in self.begins if begin <= place][-sentences:]
        return [one for one in self.known if begins[0] <= one.start < place]

    def together(self, place: int) -> str:
        """Return the ending that two subjects with *and* between ask for, of whom one changed its gender: *a ponte e a avenida*."""
        nouns = [one for one in self.before(place) if not one.within]
        if len(nouns) != 2 or any(one.many for one in nouns) or not any(one.changed for one in nouns):
            return ""
        if not self.text[: nouns[1].start].endswith((" e ", " nem ")):
            return ""
        return "a" if all(one.gender == "a" for one in nouns) else "o"

    def of_things(self, place: int) -> list[Mention]:
        """Return what a pronoun may stand for: where something is, hardly, if there is a subject: *o lixo se acumula na esquina*."""
        nouns = self.before(place, sentences=2)
        if any(one.changed and not one.within for one in nouns):
            return [
                one for one in nouns if not self.text[one.start :].lower().startswith(("no ", "na ", "nos ", "nas "))
            ]
        return nouns


def passage_of(text: str) -> Passage:
    """Return a text with the nouns that it mentions."""
    return Passage(text, mentions(text), [0, *(found.end() for found in _SENTENCE_END.finditer(text))])
