"""What refers to a noun that changed its gender from farther away: *as árvores estão secas porque ninguém as rega*.

The engine makes agree what stands beside a noun, `agreement` what is said of it within a clause. Here is the rest, in Portuguese:
pronouns, further predicates, what is set between commas. Something is changed only where no noun before it has the gender that it
shows, while one that changed its gender has the other.
"""

import re
from collections.abc import Sequence
from typing import Final

from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words
from forum.translation.rules.agreement import adjectives_of_portuguese
from forum.translation.rules.agreement import nouns_of_another_gender
from forum.translation.rules.mentions import Mention
from forum.translation.rules.mentions import Passage
from forum.translation.rules.mentions import passage_of

_BE: Final = (
    r"(?:é|são|foi|foram|era|eram|será|serão|seria|seriam|seja|sejam|fosse|fossem|for|forem|está|estão|estava|estavam|esteve|estiveram|estará|estarão|"
    r"esteja|estejam|estivesse|estivessem|estiver|estiverem|fic(?:ou|aram|a|am|ava|avam|ará|arão|aria|ariam|ue|uem|asse|assem|ar|arem)|"
    r"result(?:ou|aram|a|am)|continu(?:a|am|ou|aram|ava|avam)|permanec(?:e|em|eu|eram)|segu(?:e|em|iu|iram)|parec(?:e|em|eu|eram|ia|iam)|"
    r"ser|estar|ficar|sendo|sido|ficando|cheg(?:ou|aram|a|am|ar|arem)|sa(?:iu|íram|i|em)|ve(?:io|ieram|m)|vêm|vinham?|volt(?:ou|aram)|nasc(?:eu|eram)|and(?:a|am)|mant(?:ém|êm) (?:se )?|se mant(?:ém|êm|eve|iveram))"
)
_HOW: Final = r"(?:(?:muito|mais|tão|bem|bastante|pouco|ainda|já|também|quase|menos|totalmente|demasiado|completamente|realmente|demais|mal|só|sempre|nunca|não|melhor|praticamente|finalmente|igualmente) )*"
_ADJECTIVE: Final = (
    rf"(?:(?!(?:nad|cad|vid|dad|lad|tod)[oa]s?(?!\w))[^\W\d_]+(?:[aií]d|[^\W\d_]os|iv|ári)|[^\W\d_]*[áéíóúâêô][^\W\d_]{{1,3}}ic|{adjectives_of_portuguese()}|outr(?=[oa]s?(?! [^\W\d_]{{4,}}))|[^\W\d_]{{0,3}}vist|incomplet|inteir|vazi|gratuit|obsolet|concret|sec|"
    r"extint|sujeit|insert|isent|impress|aces|suspens|expost|compost|propost|dispers|ótim|péssim)(?P<ending>[oa]s?)(?!\w)"
)
_PREDICATE: Final = re.compile(
    rf"(?<!\w)(?P<that>que (?:não |já |ainda |também )*)?{_BE} {_HOW}{_ADJECTIVE}", re.IGNORECASE
)
#: *Foi atribuída uma equipe*: what it is said of stands behind.
_BEHIND: Final = re.compile(
    rf"(?<!\w){_BE} {_HOW}{_ADJECTIVE}(?= (?P<the>os?|as?|uma?|uns|umas|noss[oa]s?|ess[ea]s?|est[ea]s?) (?:(?:nov|primeir|segund|últim|outr|mesm)[oa]s? )?(?P<noun>[^\W\d_]+))",
    re.IGNORECASE,
)
#: *Rotas e mal localizadas*: behind an adjective that is mended or right.
_AND: Final = re.compile(
    rf"(?:(?<=[oa]s)|(?<=[oa]))(?: e|,| ou| nem| mas) (?!avenidas?(?!\w)){_HOW}{_ADJECTIVE}(?= [^\W\d_]{{1,4}} |[.,;:]|$)",
    re.IGNORECASE,
)
#: *É a mesma, foi a primeira que*.
_THE_ONE: Final = re.compile(
    rf"(?<!\w){_BE} {_HOW}(?P<ending>[oa]s?) (?P<which>(?:mais [^\W\d_]+|mesm|únic|primeir|segund|terceir|últim|indicad|adequad|corret|esperad|previst)[oa]s?)"
    r"(?=[.,;:?!]|$| (?:que|d[eao]s?|em|n[oa]s?|mas|e|para|por|quando|desde|há|com)(?!\w))",
    re.IGNORECASE,
)
#: Behind a noun or a comma: *, elaborada pela equipe*.
_PARTICIPLE: Final = re.compile(
    r"(?:(?<=[^\W\d_] )|(?<=, ))(?:[^\W\d_]{3,}(?:[aií]d)|feit|escrit|abert|previst|propost|compost|expost|impress)(?P<ending>[oa]s?)"
    r"(?= (?:por|pel[oa]s?|em|n[oa]s?|com|para|a|ao|à|aos|às|há|ontem|desde|entre|sem|antes|depois|durante|segundo|conforme|e [^\W\d_]+[aií]d[oa]s?)(?!\w))",
    re.IGNORECASE,
)
_NO_PARTICIPLES: Final = words(
    "resultado resultados estado estados mercado mercados dado dados pedido pedidos partido partidos sentido sentidos conteúdo significado cuidado cuidados "
    "lado lados vida vidas saída saídas medida medidas entrada entradas rodada rodadas partida partidas chamada chamadas jornada jornadas década décadas "
    "parada paradas tomada chegada segunda devido devida deputado deputada deputados advogado advogada advogados empregado empregados empregada cidade "
    "cadastrado obrigado obrigada obrigados queda quedas ajuda soldado soldados comunicado comunicados certificado certificados tratado tratados metade "
    "passado passada quadrado quadrados atestado atestados feriado feriados delegado delegada delegados gado usado apelido apelidos ouvido vereador "
    "comunidade qualidade quantidade unidade cidades unidades comunidades avenida avenidas "
    # Forms of verbs.
    "agrada degrada arrecada brada decida cuida convida valida divida duvida consolida liquida invalida lida revalida apelida elucida intimida"
)
#: *Tinha elaborado*, and what the patterns before have seen.
_HELPER: Final = re.compile(
    r"(?<!\w)(?:tinh|tenh|tiv|ter|tem|têm|temos|havi|haja|houv|tendo|haver|[oa]s?|um|uma|de|em|com|por|sem|para|é|são|foi|foram|era|eram|ser|est[áãa]|esteve|"
    r"sido|sendo|fic|seja|fosse|for|continu|parec|result|mais|mal|bem|muito)[^\W\d_]{0,5} (?:(?:muito|mais|não|já|mal|bem|ainda|também|e) )*$",
    re.IGNORECASE,
)
#: *Luminárias apagadas*: it agrees with the noun that it touches.
_TOUCHES: Final = re.compile(r"(?<!\w)[^\W\d_]{3,}(?<!em)(?<!am)(?<!om)(?<!tod)(?<!apen)as $", re.IGNORECASE)
_WAS_AND: Final = re.compile(rf"(?<!\w){_BE} {_HOW}[^\W\d_]+[aií]d[oa]s? [^.;:,]{{3,60}} e $", re.IGNORECASE)
#: That something was decided, or is clear, agrees with nothing.
_IMPERSONAL: Final = re.compile(
    r" (?:que|o que|se|como|quem|quando|onde|por que|quant[oa]s?|qual|quais|[^\W\d_]+(?:[aei]r|ôr)(?:-[^\W\d_]+)?|[^\W\d_]*[áêíi]-l[oa]s?)(?!\w)|:"
)
#: *A mensagem chegou, e foi corrigido o texto*: it is said of what stands behind.
_AGREES_BEHIND: Final = re.compile(
    r" (?:(?P<a>as?|umas?|nossas?|essas?|estas?)|os?|um|uns|nossos?|esses?|estes?) [^\W\d_]"
)
#: *O que for preciso, como estava previsto*: no noun.
_NEUTER: Final = re.compile(
    r"(?<!\w)(?:o que|como|quando|se|conforme|segundo|sempre que|isso|isto|tudo|nada|algo|onde|ninguém|alguém)(?: (?:não|já|ainda|também))* $|(?:^|[.;:,] |(?<!\w)(?:e|mas|que|se|quando) )(?:tudo )?o que [^.;:,]+ $",
    re.IGNORECASE,
)
#: *A equipe da cidade também pode*: from a subject to its verb.
_OWN_VERB: Final = re.compile(
    rf"[^\W\d_]+ (?:{ANY_MARK}|[^\W\d_-]+)(?: (?:d[eao]s?) (?:{ANY_MARK}|[^\W\d_-]+))*(?: (?:{ANY_MARK}|[^\W\d_]+(?:al|ar|or|vo|va|co|ca|do|da)))?"
    r"(?: (?:não|já|também|ainda|sempre|nunca|só|o|a|os|as))*(?: (?:vai|vão|pode|podem|deve|devem|quer|querem|tem que|têm que|precisa|precisam|ia|iam|podia|deveria|poderia|costuma|pretende|conseguiu|consegue|tentou|voltou a|começou a|deixou de|acabou de))?(?: (?:o|a|os|as))? $",
    re.IGNORECASE,
)
#: *Cada ato fica registrado*: a subject of its own, of which the gender does not show.
_SUBJECT_WITHOUT_GENDER: Final = re.compile(
    r"(?<!\w)(?:cada|qualquer|quem|isso|isto|aquilo|tudo|nada|algo|ninguém|alguém|você|eu|ele)(?!\w)", re.IGNORECASE
)
#: *Publicamos tudo, e o anunciamos*.
_EVERYTHING: Final = re.compile(r"(?<!\w)(?:tudo|isso|isto|aquilo|algo)(?!\w)", re.IGNORECASE)
_ENCLITIC: Final = re.compile(r"(?P<verb>[^\W\d_]+)-[ln]?(?P<ending>[oa]s?)(?![\w-])", re.IGNORECASE)
_VERB: Final = (
    r"(?:(?!(?:pri|extre|supre|ra|re|recla)mos(?!\w)|[^\W\d_]*[áéíóúâêô][^\W\d_]{0,3}[aei]mos(?!\w))[^\W\d_]{2,}(?:[aeií]mos|aram|eram|iram|avam|iam|ou|arão|erão|irão|ará|erá|irá|arem|erem|irem|asse|assem|"
    r"esse|essem|isse|issem|ariam|eriam|iriam)(?!\w)|(?!(?:museu|meu|seu|céu|pneu|[^\W\d_]*europeu|ateu)(?!\w))[^\W\d_]+[ei]u(?!\w))"
)
#: Verbs before which no noun stands with an article alone: *a área o põe*.
_SURE: Final = r"(?:traz|diz|quis|obtêm|mantêm|(?:ob|man|con|de|re)tém|(?:pro|re|con|tra|intro)duz|(?:pro|dis|im|ex|re|com)?põem?|(?:pre|re)?vê|lê)(?!\w)"
_PROCLITIC: Final = re.compile(
    r"(?:(?<!\w)(?:que|não|já|também|ninguém|quem|nunca|se|e|ainda|porque|como|quando|onde|depois|sempre|alguém|todos|todas|eles|elas|nós|vocês|só|mas|pois|embora|"
    rf"nem|agora|assim|hoje|ontem|amanhã|isso|isto|aqui|lá|(?=[^\W\d_]+ [oa]s? (?:[^\W\d_]+[aeií]mos(?!\w)|{_SURE}))[^\W\d_]{{3,}})|[,;:]) (?P<ending>[oa]s?) (?P<verb>{_VERB}|{_SURE}|(?<=s )(?![^\W\d_]+s(?!\w))[^\W\d_]+[aeiom](?!\w))",
    re.IGNORECASE,
)
#: *As mudamos todas*.
_ALL: Final = re.compile(rf"(?<!\w)[oa]s {_VERB} tod(?P<ending>[oa]s)(?=[.,;:?!]|$)", re.IGNORECASE)
#: *Ninguém a rega*: with one of these before, it is no article.
_PROCLITIC_ONE: Final = re.compile(
    r"(?<!\w)(?:não|ninguém|nunca|quem) (?P<ending>[oa]) (?P<verb>(?![^\W\d_]+(?:dade|agem|ção|são|ência|ância|ura)(?!\w))[^\W\d_]{2,}[aem])(?!\w)",
    re.IGNORECASE,
)
#: *Depende dela, com elas, nenhum deles*.
_STRONG: Final = re.compile(
    r"(?<!\w)(?P<one>(?:cada |nenh|algu?)?uma? )?(?P<before>d|n|com |por |para |sobre |sem |entre )el(?P<ending>es?|as?)(?!\w)",
    re.IGNORECASE,
)
#: *As deste ano e as do ano passado*.
_THOSE: Final = re.compile(
    r"(?<!\w)(?:e|que|como|quanto|nem|ou|entre|também|é|são|foi) (?P<ending>[oa]s?) (?=d(?:e|o|a|os|as|este|esta|estes|estas|esse|essa)(?!\w))",
    re.IGNORECASE,
)
#: *Melhores que as velhas*.
_SUCH: Final = re.compile(
    r"(?<!\w)(?:que|quanto|como|entre) (?P<ending>[oa]s?) (?P<which>(?:nov|velh|antig|primeir|segund|últim|outr|vencid|usad|própri|noss)[oa]s?)"
    r"(?=[.,;:!?]|$| (?:e|mas|já|não|são|é|foi|foram|que)(?!\w))",
    re.IGNORECASE,
)
#: *A mais difícil de todas*, whatever its number.
_MOST: Final = re.compile(r", (?P<ending>[oa]s?) (?=(?:mais|menos) [^\W\d_]+)", re.IGNORECASE)
_WHICH: Final = re.compile(r"(?<!\w)(?:d|n|pel|)(?P<ending>aos?|[oa]s?|às?) (?=quais|qual(?!\w))", re.IGNORECASE)
#: Whose object is somebody.
_PEOPLE: Final = re.compile(
    r"(?:convid|esper|ajud|acompanh|escut|ouv|inform|avis|saud|atend|apoi|contat|v[êeií]|chama|lembr|receb|entrevist)",
    re.IGNORECASE,
)
#: Whose object may be all that was said.
_SAID: Final = re.compile(
    r"(?:sab|soub|diz|diss|pergunt|faz|fiz|fez|imagin|explic|dig|é|sej|consegu|tent|coment|cont|permit|demonstr|recomend|merec|prev|exig|pedi|pens|consider)",
    re.IGNORECASE,
)
_OTHER: Final = {"o": "a", "a": "o", "os": "as", "as": "os", "à": "ao", "às": "aos", "ao": "à", "aos": "às"}
_HE_AND_SHE: Final = {"e": "a", "a": "e", "es": "as", "as": "es"}
_LAST: Final = re.compile(r"[oa]s?$", re.IGNORECASE)


def refer(text: str) -> str:
    """Return a Portuguese text in which what refers to such nouns has their gender."""
    whole = passage_of(text)
    if not any(one.changed for one in whole.known):
        return text
    edits: dict[tuple[int, int], str] = {}
    for pattern, is_wrong in _JUDGES:
        for found in pattern.finditer(text):
            if is_wrong(whole, found):
                edits |= _edits(found)
    for (start, end), made in sorted(edits.items(), reverse=True):
        text = text[:start] + made + text[end:]
    return text


def _edits(found: re.Match[str]) -> dict[tuple[int, int], str]:
    """Return the other endings, by where they stand."""
    groups = found.groupdict()
    other = _OTHER if groups.get("before") is None else _HE_AND_SHE
    made = {found.span("ending"): other[found["ending"].lower()]}
    if groups.get("which") and (last := _LAST.search(found["which"])) is not None:
        start = found.start("which") + last.start()
        made[start, found.end("which")] = _OTHER[last[0].lower()]
    if groups.get("one"):
        one = found["one"].rstrip()
        made[found.start("one"), found.start("one") + len(one)] = (
            one.removesuffix("a") if one.endswith("a") else f"{one}a"
        )
    return made


def _is_wrong(ending: str, nouns: Sequence[Mention]) -> bool:
    """Tell that no noun has the gender that an ending shows, and one that changed its gender has the other."""
    ending = ending.lower()
    gender = "a" if ending[0] in "aà" and ending not in {"ao", "aos"} else "o"
    same = [one for one in nouns if one.many == ending.endswith("s")]
    return any(one.changed for one in same) and all(one.gender != gender for one in same)


def _is_wrong_predicate(whole: Passage, found: re.Match[str]) -> bool:
    ending = found["ending"].lower()
    if ending == "o" and not found[0].lower().endswith("outro") and _IMPERSONAL.match(whole.text, found.end()):
        return False
    behind = _AGREES_BEHIND.match(whole.text, found.end())
    if behind is not None and (behind["a"] is not None) == ending.startswith("a"):
        return False
    if ending == "o" and _NEUTER.search(whole.text, 0, found.start() + len(found.groupdict().get("that") or "")):
        return False
    nouns = whole.before(found.start())
    if ending.endswith("s") and not found.groupdict().get("that") and (both := whole.together(found.start())):
        return both != ending[0]
    if not found.groupdict().get("that"):
        nouns = [one for one in nouns if not one.within]
    if not nouns and _SUBJECT_WITHOUT_GENDER.search(whole.text, whole.begins_before(found.start()), found.start()):
        return False
    return _is_wrong(found["ending"], nouns or whole.before(found.start(), sentences=2)[:1])


def _is_wrong_participle(whole: Passage, found: re.Match[str]) -> bool:
    if found[0].lower() in _NO_PARTICIPLES or _HELPER.search(whole.text, 0, found.start()):
        return False
    if found["ending"].lower() == "as" and _TOUCHES.search(whole.text, 0, found.start()):
        return False
    nouns = whole.before(found.start())
    # *Foi financiado pela província e executado*: another predicate of the same subject.
    if _WAS_AND.search(whole.text, 0, found.start()):
        nouns = [one for one in nouns if not one.within]
    return _is_wrong(found["ending"], nouns)


def _is_wrong_pronoun(whole: Passage, found: re.Match[str]) -> bool:
    verb = found["verb"].lower()
    if _PEOPLE.match(verb) or (found["ending"].lower() == "o" and _SAID.match(verb)):
        return False
    if found["ending"].lower() == "o" and _EVERYTHING.search(
        whole.text, whole.begins_before(found.start()), found.start()
    ):
        return False
    return _is_wrong(found["ending"], _not_itself(whole, found))


def _not_itself(whole: Passage, found: re.Match[str]) -> list[Mention]:
    """Return what a pronoun may stand for: not the subject of its own verb, as in *a equipe vai revisá-lo*."""
    verb = found.start("verb")
    nouns = whole.of_things(found.start())
    return [one for one in nouns if one.within or not _OWN_VERB.match(whole.text[one.start : verb])]


def _is_wrong_about_it(whole: Passage, found: re.Match[str]) -> bool:
    return _is_wrong(found["ending"], whole.before(found.start(), sentences=2))


def _is_wrong_most(whole: Passage, found: re.Match[str]) -> bool:
    gender = found["ending"][0].lower()
    nouns = whole.before(found.start())[-1:]
    return bool(nouns) and nouns[0].changed and nouns[0].gender != gender


def _is_wrong_which(whole: Passage, found: re.Match[str]) -> bool:
    return _is_wrong(found["ending"], whole.before(found.start())[-2:])


def _is_wrong_before(_whole: Passage, found: re.Match[str]) -> bool:
    the, ending = found["the"].lower().removesuffix("s"), found["ending"].lower()
    if found["noun"].lower() not in nouns_of_another_gender("pt"):
        return False
    return ending.endswith("s") == found["noun"].endswith("s") and ending.startswith("a") != the.endswith("a")


_JUDGES: Final = (
    (_BEHIND, _is_wrong_before),
    (_PREDICATE, _is_wrong_predicate),
    (_THE_ONE, _is_wrong_predicate),
    (_AND, _is_wrong_about_it),
    (_PARTICIPLE, _is_wrong_participle),
    (_ENCLITIC, _is_wrong_pronoun),
    (_PROCLITIC, _is_wrong_pronoun),
    (_PROCLITIC_ONE, _is_wrong_pronoun),
    (_ALL, _is_wrong_about_it),
    (_STRONG, _is_wrong_about_it),
    (_SUCH, _is_wrong_about_it),
    (_MOST, _is_wrong_most),
    (_THOSE, _is_wrong_about_it),
    (_WHICH, _is_wrong_which),
)
