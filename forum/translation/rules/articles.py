"""An article before something fixed goes past the engine along with it: *la LGPD obliga* is *a LGPD obriga*.

The engine sees a gap after the article and takes it for a pronoun of the next verb: *obriga-a*.
"""

import re
from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import ANY_MARK

#: Nouns that something numbered goes before: *la 14.ª sesión*.
_COUNTED: Final = (
    r"(?:(?!(?:recomienda|manda|demanda|era|genera|lidera|considera|espera|supera|coopera|opera|mejora|incorpora|elabora|colabora|asegura|procura|dura|"
    r"sería|debería|tendría|financia|inicia|denuncia|evidencia|anuncia)(?!\w))[^\W\d_]*(?:ión|dad|tad|ada|ura|ncia|nda|ería|era|ora)|vez|parte|etapa|ronda|vuelta|fase|fecha|semana|cuota|línea|fila|página|columna|"
    r"planta|muestra|encuesta|clase|mesa|meta|feria|cumbre|categoría|zona|hora|persona|familia|calle|escuela|sede|oficina|copia|cita|entrega)(?!\w)"
)
_SPANISH: Final = re.compile(
    rf"(?<![\w⟧])(?:(?P<one>(?P<before>de |en |por |a )?la)(?= {ANY_MARK}(?=[\s.,;:?!)])(?! {_COUNTED}))"
    rf"|(?P<many>los|las)(?= {ANY_MARK} (?:(?:no|se|ya|también|nos|les?|nunca|siempre|son|están|han|van) |[^\W\d_]{{2,}}n(?!\w))))(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: *La OCDE recomienda*: an acronym that no dictionary knows.
_ACRONYM: Final = re.compile(
    r"(?<![\w⟧])(?P<before>(?i:de|en|por|a) )?(?P<the>[Ll]a)(?= [A-Z]{2,6}(?!\w))(?=[^⟦⟧]*(?:⟦|$))"
)
#: *El ⟦campo⟧ ⟦fica⟧ gris*: between two gaps the engine takes it for either gender.
_TWO_GAPS: Final = re.compile(
    r"(?<![\w⟧])(?<!\bde )(?<!\ben )(?<!\bpor )(?<!\ba )(el) ⟦([^\W\d_]+)⟧(?= ⟦)", re.IGNORECASE
)
_PORTUGUESE: Final = re.compile(
    rf"(?:(?<=^)|(?<=[.,;:?!] )|(?<!\w)(?P<before>aqui|hoje|ontem|agora|então|assim|também|já|que|se|quando|mas|porque|como|enquanto|embora|pois|ou|só|nem|apenas|⟦si⟧|⟦qué⟧|⟦cuando⟧|⟦aunque⟧|⟦porque⟧|⟦pero⟧|⟦sino que⟧) )a(?= {ANY_MARK} [^\W\d_]+(?<!s)(?!\w))(?=[^⟦⟧]*(?:⟦|$))"
    rf"|(?<!\w)(?P<is>foi|é|era|será|seja|ser|usamos|escolhemos|adotamos) a(?= {ANY_MARK}(?:[.,;:?!]|$| (?:e|ou|que|mas|para|com|por|em|na|no)(?!\w)))(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: *A ⟦ganadora⟧ presentó*, where a sentence or clause begins: a noun that a row translated.
_NOUN: Final = re.compile(
    r"(?:(?<=^)|(?<=[.;:?!,] )|(?<=\be )|(?<=\bque )|(?<=\bmas )|(?<=\bse )|(?<=⟦si⟧ )|(?<=\bporque )|(?<=\bquando ))a(?P<many>s?)(?= ⟦[^\W\d_]+(?:[^e]a|ión|dad|tud|umbre)(?:s|es)?⟧ (?!de ⟦))",
    re.IGNORECASE,
)
#: *Um ⟦acuerdo⟧*: the engine takes it for the number alone, *uno*.
_ONE: Final = re.compile(
    r"(?<![\w⟧-])um(?= ⟦(?!(?:que|del?|y|e|a|en|por|con|para|es|son|no|se)[ ⟧])[^\W\d_])", re.IGNORECASE
)
#: *De 10 a 20, a 230 famílias*: no article.
_TO: Final = re.compile(
    rf"(?:(?<={ANY_MARK} )a(?= {ANY_MARK})|(?<![\w⟧-])a(?= {ANY_MARK} [^\W\d_]+s(?!\w)))(?=[^⟦⟧]*(?:⟦|$))",
    re.IGNORECASE,
)
#: *Quem a escreveu, todos a vejam*: a pronoun, which the engine takes for the preposition, and leaves.
_HER: Final = re.compile(
    r"(?<![\w⟧-])(?P<her>as?) (?=(?!(?:[^\W\d_]*[mst]eu|museu|céu|ateu|europeu|quem|nem|sem|cem|bem|em|também|além|aquém|ninguém|alguém|homem|jovem|nuvem|porém|"
    r"ordem|desordem|[^\W\d_]*gem|[^\W\d_]*classe|[^\W\d_]*interesse|esse|ontem|armazém|refém|item|par|trem|quê)(?!\w))"
    r"(?:[^\W\d_]{2,}(?:ou|aram|eram|iram|avam|iam|aram|ava|eu|iu|arão|erão|irão|ará|erá|irá|am|em|asse|esse|isse|[^\W\d_]gue|(?<!por)que|ariam|eriam|iriam|amos|emos|imos)"
    r"|tem|têm|faz|fez|quer|quis|põe|pôs|traz|trouxe|diz|disse|vê|viu|lê|leu|teve|dá|deu|tinha|vinha|fazem|veem|leem|leia|veja|faça|tenha|queira|possa|traga|descreva|escreva|receba|conheça|resolva|atenda|entenda|defenda|proteja|corrija|traduza|reduza|mantenha|ponha|cumpra|assuma|mantém|mantêm|obtém)(?!\w))(?=[^⟦⟧]*(?:⟦|$))"
    r"|(?<![\w⟧-])(?P<done>[oa]s?) (?=⟦[^\W\d_]+(?:aron|ieron|yeron|jeron|aban|ían|[^i]ó|rán|rían|[^ií]an|[^gdi]en|aran|ieran)[⟧ ])"
    r"|(?<=quem )(?P<whom>as?)(?= (?:usa|faz|tem|lê|vê|escreve|pede|recebe|publica|mantém|atualiza|assina|envia|quer|conhece|entende|paga|define|cria|fez|leva|critica|aprova|elogia|revisa)(?!\w)| [^\W\d_]{2,}[aez](?=[.,;:?!]|$| (?:em|na|no|de|para|com|e|melhor|mais|todos?|sempre)(?!\w)))"
    r"|(?:(?<=ninguém )|(?<=alguém )|(?<=vocês )|(?<=você )|(?<=todos )|(?<=eu )|(?<=nós ))(?P<person>as?)(?= [^\W\d_]{2,}[aezm](?=[.,;:?!]|$| (?:em|na|no|de|para|com|e|melhor|mais|sempre|aqui|todo)(?!\w)))",
    re.IGNORECASE,
)
#: *Los ⟦cortes⟧ vencen*: what a row translated is a gap to the engine as well; before a verb they are the same words in Portuguese.
_TRANSLATED: Final = re.compile(
    r"(?<![\w⟧-])(?<!(?i:\bse) )(?<!(?i:\bme) )(?<!(?i:\bte) )(?<!(?i:\bnos) )(?P<before>de |en |por |a )?(?P<the>la|los|las) ⟦(?=[^\W\d_]{2,}[^⟦⟧]*⟧)(?!(?:que|mais|menos|de|do|da|o|a|os|as|em|no|na)[ ⟧])",
    re.IGNORECASE,
)
_IN_PORTUGUESE: Final = {
    "la": "a",
    "de la": "da",
    "en la": "na",
    "por la": "pela",
    "a la": "à",
    "los": "os",
    "las": "as",
    "de los": "dos",
    "de las": "das",
    "en los": "nos",
    "en las": "nas",
    "por los": "pelos",
    "por las": "pelas",
    "a los": "aos",
    "a las": "às",
}


def with_what_is_fixed(text: str, source: Language) -> str:
    """Return a text in which such articles are translated already."""
    if source == "pt":
        text = _ONE.sub(lambda found: _written(found[0], "un"), text)
        text = _NOUN.sub(lambda found: _written(found[0], f"la{found['many']}"), text)
        return _TO.sub(lambda found: _written(found[0], "a"), _PORTUGUESE.sub(_la, _HER.sub(_her, text)))
    text = _TWO_GAPS.sub(lambda found: f"⟦{'O' if found[1][0] == 'E' else 'o'} {found[2]}⟧", text)
    text = _ACRONYM.sub(lambda found: _written(found[0], _IN_PORTUGUESE[found[0].lower()]), text)
    text = _SPANISH.sub(lambda found: _written(found[0], _IN_PORTUGUESE[found[0].lower()]), text)
    return _TRANSLATED.sub(_with_its_noun, text)


def _her(found: re.Match[str]) -> str:
    rest = found[0].removeprefix(found[0].split(" ")[0])
    it = found[0].split(" ")[0].lower()
    return _written(found[0], {"a": "la", "o": "lo"}.get(it, f"l{it}")) + rest


def _la(found: re.Match[str]) -> str:
    said = found["before"] or found["is"]
    before = f"{said} " if said else ""
    return before + _written(found[0][-1], "la")


def _with_its_noun(found: re.Match[str]) -> str:
    return _written(found[0], _IN_PORTUGUESE[found[0][:-2].lower()]).removesuffix("⟧") + " "


def _written(before: str, made: str) -> str:
    return f"⟦{made.capitalize() if before[:1].isupper() else made}⟧"
