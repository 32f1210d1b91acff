"""Nouns that stand in for terms while an engine translates: known to it, with one translation, no forms of verbs, and rare here."""

from dataclasses import dataclass
from typing import Final

from forum.core.languages import Language
from forum.translation.inflection import Gender
from forum.translation.inflection import plural


@dataclass(frozen=True, slots=True)
class StandIn:
    """A noun in both languages: (as it goes in, as it comes out), in each number."""

    singular: tuple[str, str]
    plural: tuple[str, str]

    @property
    def words(self) -> frozenset[str]:
        """Return its forms: a text that has one of them itself needs another noun."""
        return frozenset((*self.singular, *self.plural))


#: Gender in Spanish and Portuguese → nouns: Spanish, Portuguese.
_NOUNS: Final[dict[tuple[Gender, Gender], str]] = {
    ("m", "m"): """
        camello=camelo caballo=cavalo zapato=sapato castillo=castelo dragón=dragão limón=limão tigre=tigre
        conejo=coelho lobo=lobo avión=avião león=leão
    """,
    ("f", "f"): """
        manzana=maçã oveja=ovelha paloma=pomba botella=garrafa naranja=laranja vaca=vaca isla=ilha nube=nuvem
        montaña=montanha luna=lua
    """,
    (
        "m",
        "f",
    ): "árbol=árvore puente=ponte paisaje=paisagem garaje=garagem equipaje=bagagem vértigo=vertigem linaje=linhagem",
    ("f", "m"): "nariz=nariz leche=leite legumbre=legume sonrisa=sorriso cárcel=cárcere señal=sinal",
}


def _pair(noun: str) -> StandIn:
    spanish, portuguese = noun.split("=")
    return StandIn((spanish, portuguese), (plural(spanish, "es"), plural(portuguese, "pt")))


def _turned(one: StandIn) -> StandIn:
    return StandIn((one.singular[1], one.singular[0]), (one.plural[1], one.plural[0]))


_SPANISH: Final = {genders: [_pair(noun) for noun in nouns.split()] for genders, nouns in _NOUNS.items()}
#: Source language → (gender in it, gender in the other) → nouns that may stand in.
STAND_INS: Final[dict[Language, dict[tuple[Gender, Gender], list[StandIn]]]] = {
    "es": _SPANISH,
    "pt": {(portuguese, spanish): [_turned(one) for one in pool] for (spanish, portuguese), pool in _SPANISH.items()},
}
