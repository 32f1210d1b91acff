"""How the glossary steers an engine: a term goes in as another noun, which the engine knows, and comes out as its term.

The nouns that stand in were chosen so that the engine gives each exactly one translation, of the gender that the
wanted term has in the other language. So articles, contractions and adjectives agree with it: *del ayuntamiento*
goes in as *del árbol*, comes out as *da árvore*, and becomes *da prefeitura*.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from forum.core.languages import LANGUAGES
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import Gender
from forum.translation.inflection import plural
from forum.translation.inflection import words
from forum.translation.rows import Row
from forum.translation.standins import STAND_INS
from forum.translation.standins import StandIn
from forum.translation.terms import Term

_WORD: Final = re.compile(r"[^\W\d_]+")
#: What stands before a noun, never before a verb: *la muestra*, but not *lo muestra*.
_BEFORE_NOUNS: Final[dict[Language, re.Pattern[str]]] = {
    "es": re.compile(
        r"(?:\b(?:el|la|los|las|un|una|unos|unas|del|al|de|en|por|para|con|sin|sobre|como|cada|est[ea]|est[oa]s|es[ea]|es[oa]s|"
        r"su|sus|tu|tus|mi|mis|cuy[oa]s?|nuestr[oa]s?|otr[oa]s?|algun[oa]s?|algún|ningún|ninguna|much[oa]s|vari[oa]s|tod[oa]s|mism[oa]s?|"
        r"cualquier|aquel|aquell[oa]s?|ciert[oa]s?|dich[oa]s?|demasiad[oa]s?|tant[oa]s|poc[oa]s|cuánt[oa]s|amb[oa]s|entre|desde|contra|durante|mediante|propi[oa]s?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[^\W\d_]+|veint[^\W\d_]+|[^\W\d_]+[ei]nta|cien|[^\W\d_]+cient[oa]s|mil|primer|primera|segund[oa]|tercer|nuev[oa]s?|últim[oa]s?|próxim[oa]s?|gran|grandes|buen|buena|ese|qué|y|o|más|ser|es|son|fue|fueron|era|eran|será|sea|soy|siendo|hay|hubo|había|haya|"
        r"mayor|mayores|menor|mejor|mejores|peor|principal|principales|verdader[oa]|pequeñ[oa]s?|vuestr[oa]s?)|[,;:(«\"“]) *$",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"(?:\b(?:o|a|os|as|um|uma|uns|umas|do|da|dos|das|ao|à|aos|às|no|na|nos|nas|num|numa|pelo|pela|pelos|pelas|de|em|por|para|"
        r"com|sem|sobre|entre|após|contra|como|cada|est[ea]s?|ess[ea]s?|dest[ea]s?|dess[ea]s?|nest[ea]s?|ness[ea]s?|seu|sua|seus|suas|meu|minha|noss[oa]s?|"
        r"duas|dois|três|quatro|cinco|seis|dez|outr[oa]s?|algum|alguma|alguns|algumas|nenhum|nenhuma|muit[oa]s|vári[oa]s|tod[oa]s|mesm[oa]s?|primeir[oa]|segund[oa]|"
        r"nov[oa]s?|últim[oa]s?|próxim[oa]s?|grande|grandes|bom|boa|que|e|ou|mais|ser|é|são|foi|foram|era|eram|será|seja|sendo|há|houve|havia|haja|"
        r"maior|maiores|menor|melhor|melhores|pior|principal|principais|verdadeir[oa]|pequen[oa]s?|minhas|meus|dessas?|qualquer)|[,;:(«\"“]) *$",
        re.IGNORECASE,
    ),
}
_PLURAL_ARTICLE: Final = re.compile(r"(?<!\w)(?:los|las|os|as|nos|nas|dos|das|aos|às)\s*$", re.IGNORECASE)
#: Nouns that are also forms of verbs, of which the engine makes the better choice unless something says noun.
_ALSO_VERBS: Final[dict[Language, frozenset[str]]] = {
    "es": words(
        "consigna consignas cubierta cubiertas muestra muestras avance gasto registro logro reto cita citas turno archivo encuesta multa enlace adjunto charla meta "
        "red taller fecha acta dato avances marco reclamo acuerdo apodo basura firma guía carga referente referentes "
        "encargo encargos rebaja rebajas brote brotes cotejo escaneo halago obsequio acierto trueque bombeo etiquetado auspicio apartado apartados destrozo "
        "recibo recibos pasto cobro siembra siembras alza alzas cosecha cosechas helada quiebra tope timbre boleta postulante "
        "juzgado juzgados recogida recogidas importe importes clausura custodia liga desagregado desagregados etiquetados primaria primarias "
        "secundaria secundarias mejora operativo operativos descarga descargas toma tomas promedio promedios directiva directivas"
    ),
    "pt": words(
        "pesquisa registro gasto avanço marco entrega processo anexo meta encontro nota conversa apoio conquista dado "
        "dados data multa prazo pasta arquivo resposta taxa rascunho piloto selo retorno levantamento empenho convênio link auditoria engano "
        "guarda guardas vale vales falha muda mudas mato capina atestado atestados bota botas queimada queimadas demora demoras encomenda encomendas mata matas escuta escutas chamado chamados retorno retornos falha falhas poda podas surpresa surpresas aceite aceites"
    ),
}
#: Nouns that are forms of verbs as well, but hardly ever: only where something says verb. All terms that the engine's
#: dictionary also knows as a third person, or as what somebody is told to do, stand here or above.
_SELDOM_VERBS: Final[dict[Language, frozenset[str]]] = {
    "es": words(
        "aporte aportes bases cargas coma comas compra compras correos cruce cruces cupo derrumbe derrumbes desglose desgloses desmonte desmontes "
        "empalme empalmes enchufe enchufes enlaces etiqueta etiquetas expediente expedientes fechas firmas flota flotas grava gravas guías "
        "informe informes metas patrulla patrullas prueba pruebas quiebras remate remates reporte reportes subasta subastas topes traba trabas "
        "zanja zanjas ayudas barras capturas casas causas condenas consultas copias cuentas culpas demandas denuncias diferencias dudas "
        "escalas faltas marchas notas obras ofertas plantas preguntas quejas referencias reformas renuncias rentas reservas sentencias "
        "visitas teja avería recorte solapa capa poda choque acuse desenlace mora alargue despegue albergue apunte puja tilde alerta monto "
        "adelanto paro respaldo recupero anticipo fracaso taladro acoso desalojo festejo quebranto adorno freno fomento reparto traslado "
        "esbozo arreglo descargo recargo relajo enojo arriendo remito maltrato aprecio reinicio reintegro relevo monitoreo desafío "
        "encuentro desempeño traspaso averías recortes solapas capas podas choques alertas"
    ),
    "pt": words(
        "ata atas cancela cancelas colete coletes compra compras conquistas datas dispensa dispensas emenda emendas enfeite enfeites entregas "
        "etiqueta etiquetas guia guias metas pesquisas porte portes renda rendas repasse repasses seca secas tenda tendas teste testes "
        "vigia vigias vistoria vistorias"
    ),
}
#: What stands before a verb, hardly ever before a noun.
_BEFORE_VERBS: Final[dict[Language, re.Pattern[str]]] = {
    "es": re.compile(
        r"\b(?:no|nadie|alguien|yo|tú|se|le|les|nos|me|te|lo|que|quien|quién|quienes|ya|también|siempre|nunca|jamás|usted|ustedes|él|ella|ellos|ellas|donde|cuando)(?: ANY)? $".replace(
            "ANY", ANY_MARK
        ),
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:não|ninguém|alguém|se|lhe|lhes|me|quem|já|também|sempre|nunca|jamais|você|vocês|ele|ela|eles|elas|isso|onde|quando) $",
        re.IGNORECASE,
    ),
}
#: *Si la usas, cita la fuente*: where a clause begins, what has an object is a verb.
_CLAUSE_BEGINS: Final = re.compile(r"(?:^|[,;:.] |(?<!\w)(?:favor|y|o|luego|después) )$", re.IGNORECASE)
#: Nouns that never stand behind another, as *marco* and *guía* do; what belongs to them tells all the same.
_NEVER_APPOSED: Final = words("prueba informe aporte reporte subasta remate cruce desglose")
_PIECE: Final = re.compile(r" (?:de|del)(?!\w)|[.,;:]|$", re.IGNORECASE)
#: *Quiero que el área informe los casos*: two nouns side by side have no article after them.
_SUBJECT: Final = re.compile(
    r"(?:^|(?<=[,;:.] )|(?<=que )|(?<=si )|(?<=cuando )|(?<=donde )|(?<=porque )|(?<=y ))(?:el|la|un|una|cada|su|nuestr[oa]|es[ea]|est[ea]|ningún|ninguna|algún|alguna) "
    r"(?!(?:nuev|últim|primer|segund|tercer|gran|buen|mal|mism|otr|próxim|propi|únic|simpl|antigu|actual|mejor|peor|mayor|menor|verdader|pequeñ|larg|dich|cit|buena)[^\W\d_]{0,3} )"
    r"[^\W\d_]{3,} $",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(
    r" (?:el|la|los|las|un|una|unos|unas|su|sus|est[ea]|est[oa]s|es[ea]|es[oa]s|nuestr[oa]s?|tod[oa]s?) [^\W\d_]",
    re.IGNORECASE,
)
#: *O painel que muda*, but *em que data*, *saber que data*, *que data*.
_RELATIVE: Final = re.compile(
    r"(?<!\w)(?!(?:a|com|de|em|por|para|sob|sobre|até|e|ou|mas|mais|do|saber|sabe|sabem|ver|dizer|diz|definir|decidir|perguntar|pergunta) )"
    r"[^\W\d_]+ que $",
    re.IGNORECASE,
)


#: *Não sei como muda*, but *como prova*.
_SAYS_HOW: Final = re.compile(
    r"\b(?:sei|sab\w+|ver|vejam?|viu|entend\w+|explic\w+|mostr\w+|diz\w*|pergunt\w+) como $", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Steered:
    """A passage with nouns that stand in, and for each (as the engine will give it) what it becomes."""

    text: str
    #: (what comes out, the term that it stands for), lower case.
    owed: tuple[tuple[str, str], ...] = ()

    def finish(self, answer: str) -> str | None:
        """Return an answer with its terms, or None when the engine did something else with what stood in."""
        for stand_in, term in self.owed:
            # The engine may take an article before a noun for the neuter one.
            pattern = re.compile(rf"(?<!\w)(?:(l)o )?({re.escape(stand_in)})(?!\w)", re.IGNORECASE)
            if len(pattern.findall(answer)) != 1:
                return None
            answer = pattern.sub(lambda found, term=term: _with_term(found, term), answer)  # type: ignore[misc]
        return answer


@dataclass(frozen=True, slots=True)
class _Entry:
    term: Term
    partner: Term
    is_plural: bool
    #: The term of the other language in the same number.
    becomes: str


class Steering:
    """The terms of a glossary that steer, in both directions."""

    def __init__(self, rows: Iterable[Row], words: Iterable[Row] = ()) -> None:
        """Collect them; a term that several rows take to different words steers nothing.

        `words` are nouns that engines do not know; the glossary goes before them.
        """
        rows, words = list(rows), list(words)
        self._entries: dict[Language, dict[str, _Entry]] = {}
        self._patterns: dict[tuple[Language, bool], re.Pattern[str] | None] = {}
        for source in LANGUAGES:
            entries = _entries(words, source) | _entries(rows, source)
            self._entries[source] = entries
            for phrases in (True, False):
                self._patterns[source, phrases] = _pattern(text for text in entries if (" " in text) is phrases)

    def prepare(self, text: str, source: Language, *, phrases: bool, turn: int = 0) -> Steered:
        """Return a passage in which terms are replaced by nouns that stand in for them: phrases, or single words.

        Another `turn` takes other nouns, for when the engine did something else with the first.
        """
        pattern = self._patterns[source, phrases]
        if pattern is None:
            return Steered(text)
        present = {word.lower() for word in _WORD.findall(text)}
        free = {
            pair: _turned([one for one in pool if not present & one.words], turn)
            for pair, pool in STAND_INS[source].items()
        }
        out: list[str] = []
        owed: list[tuple[str, str]] = []
        end = 0
        for found in pattern.finditer(text):
            entry = self._entries[source].get(found[0].lower())
            # Some letters are found by others that are small in another way: İ.
            if entry is None:
                continue
            stand_ins = free.get((_gender(entry.term), _gender(entry.partner)), [])
            if not stand_ins or not _is_noun_here(text, found, source):
                continue
            stand_in: StandIn = stand_ins.pop(0)
            into, out_of = stand_in.plural if entry.is_plural else stand_in.singular
            out += [text[end : found.start()], _as_written(found[0], into)]
            owed.append((out_of, _as_term(found[0], entry.becomes)))
            end = found.end()
        out.append(text[end:])
        return Steered("".join(out), tuple(owed))


def _turned(pool: list[StandIn], turn: int) -> list[StandIn]:
    place = 3 * turn % len(pool) if pool else 0
    return pool[place:] + pool[:place]


def _pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    longest = sorted(texts, key=lambda text: (-len(text), text))
    if not longest:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def _entries(rows: Iterable[Row], source: Language) -> dict[str, _Entry]:
    """Return the terms that steer; a plural that has a row of its own is not what its singular would make of it."""
    own: dict[str, _Entry] = {}
    plurals: dict[str, _Entry] = {}
    torn: set[str] = set()
    for row in rows:
        if not row.steers_from(source):
            continue
        side = row.side(source)
        paired = len({term.variant for term in side.terms}) == len({t.variant for t in row.side(other(source)).terms})
        for term in side.terms:
            # On the Portuguese side later alternatives explain; only those with a partner of their own steer.
            if source == "pt" and term.variant and not paired:
                continue
            partner = row.partner(term)
            if partner is None:
                continue
            first, *others = _forms(term, partner)
            for found, (text, entry) in ((own, first), *((plurals, one) for one in others)):
                before = found.get(text)
                if before is not None and before.becomes.casefold() != entry.becomes.casefold():
                    torn.add(text)
                found.setdefault(text, entry)
    return {text: entry for text, entry in (plurals | own).items() if text not in torn}


def _forms(term: Term, partner: Term) -> list[tuple[str, _Entry]]:
    """Return singular and plural of a term with what they become; a term that is a plural has the one form."""
    if _is_plural(term.text):
        becomes = partner.text if _is_plural(partner.text) else plural(partner.text, partner.language)
        return [(term.text.lower(), _Entry(term, partner, True, becomes))]  # noqa: FBT003
    many, becomes = plural(term.text, term.language), plural(partner.text, partner.language)
    forms = [(term.text.lower(), _Entry(term, partner, False, partner.text))]  # noqa: FBT003
    if many.lower() != term.text.lower():
        forms.append((many.lower(), _Entry(term, partner, True, becomes)))  # noqa: FBT003
    return forms


#: Nouns of one that end like many.
_ONE: Final = words("ônibus brindis bônus campus vírus autobús ómnibus estrés interés tianguis")


def _is_plural(text: str) -> bool:
    head = text.split(" ")[0].lower()
    return len(head) > 4 and head not in _ONE and head.endswith("s") and plural(head.removesuffix("s"), "es") == head


def _gender(term: Term) -> Gender:
    return term.gender or "m"


def _is_noun_here(text: str, found: re.Match[str], source: Language) -> bool:
    word, before = found[0].lower(), text[: found.start()]
    is_both = word in _ALSO_VERBS[source] or word in _SELDOM_VERBS[source]
    begins = _CLAUSE_BEGINS.search(before) or _SUBJECT.search(before)
    if source == "es" and is_both and begins and _OBJECT.match(text, found.end()):
        return False
    # *El director prueba mañana la aplicación*.
    if source == "es" and word in _NEVER_APPOSED and _SUBJECT.search(before) and not _PIECE.match(text, found.end()):
        return False
    # *No las toma*: a pronoun, whatever the word is besides.
    if source == "es" and _PLURAL_ARTICLE.search(before) and not word.split(" ")[0].endswith("s"):
        return False
    if source == "pt" and _SAYS_HOW.search(before):
        return False
    is_relative = source == "pt" and bool(_RELATIVE.search(before))
    if word in _SELDOM_VERBS[source]:
        return not is_relative and not _BEFORE_VERBS[source].search(before)
    if word not in _ALSO_VERBS[source]:
        return True
    if is_relative or not _BEFORE_NOUNS[source].search(before):
        return False
    # *los muestra* is a pronoun and a verb.
    return not (_PLURAL_ARTICLE.search(before) and not found[0].lower().endswith("s"))


def _with_term(found: re.Match[str], term: str) -> str:
    article = "" if not found[1] else "El " if found[1] == "L" else "el "
    return article + _as_written(found[2], term)


def _as_written(written: str, text: str) -> str:
    """Return a text with a capital at its beginning where the written one has it."""
    return text[:1].upper() + text[1:] if written[:1].isupper() else text


def _as_term(written: str, becomes: str) -> str:
    """Return a term in capitals where it was written so, its last word too: *Secretaria da Fazenda*."""
    if written.isupper() and len(written) > 3:
        return becomes.upper()
    before, space, last = becomes.rpartition(" ")
    is_name = space and written.rpartition(" ")[2][:1].isupper() and " " in written
    return before + space + last[:1].upper() + last[1:] if is_name else becomes
