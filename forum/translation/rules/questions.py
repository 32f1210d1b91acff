"""The marks that open questions and exclamations in Spanish, and the accents of the words that ask."""

import re
from typing import Final

from forum.translation.rules import asking
from forum.translation.rules.asking import ACCENTS

#: From where a sentence begins to the mark that ends it.
_SENTENCE: Final = re.compile(
    r"(?P<before>(?:^|(?<=[!?…;\n)])|(?<=\.)(?!\w))[\s\"'«“(*_\-–—]*)(?P<text>(?:[^.!?…;\n]|(?<=\w)\.(?=\w))*?[^\s.!?…;\n])(?P<mark>[?!]+)(?=\s|$|[)\"'»”*_])"
)
_ASKING: Final = re.compile(
    r"^(?:(?:a|de|en|con|por|para|desde|hasta|sobre) )?(?:qu[eé]|qui[eé]n(?:es)?|c[oó]mo|cu[aá]l(?:es)?|cu[aá]ndo|d[oó]nde|cu[aá]nt[oa]s?|ser[aá]|puede[ns]?|podr[íi]an?|alguien|algun[oa]s?|ustedes)(?!\w)",
    re.IGNORECASE,
)
#: What goes before a question and is none: *si no llegamos, ¿perdemos el sello?*
_CONDITION: Final = re.compile(
    r"(?:(?:hola|buenos días|buenas tardes|buenas noches), (?:(?-i:[A-ZÁÉÍÓÚÑ])[^\W\d_]+|colegas|a todos|todos|todas), |(?:oiga|oye|perdón|disculpen?|colegas|si|cuando|en caso de que|como|ya que|aunque)(?!\w)[^,]*, )",
    re.IGNORECASE,
)
#: *Cómo justifican, con la ley, una compra directa*: what is set between commas is a part of the question.
_ASIDE: Final = re.compile(
    r"(?:con|en|por|para|sin|según|de|desde|durante)(?!\w)[^,]*, (?:el|la|los|las|un|una|su|sus|es[ea]|est[ea]|al?)(?!\w)",
    re.IGNORECASE,
)
#: *Cuándo, en su opinión, conviene*.
_ALONE: Final = re.compile(r"(?:como|cuando|donde|quien|cuánto|qué), ", re.IGNORECASE)
_TAG: Final = re.compile(r"^(?:no|verdad|cierto|sí|o no|vio|todo bien|tá|ok)(?: [^ ]+){0,3}$", re.IGNORECASE)
_FIRST: Final = re.compile(
    r"^((?:(?:a|de|en|con|por|para|desde|hasta|sobre) )?)(que|quien|quienes|como|cual|cuales|cuando|donde|cuant[oa]s?)(?!\w)",
    re.IGNORECASE,
)


#: *Quién* that asks nothing.
_WHOEVER: Final = re.compile(r"(^|[.!?…;] )([Qq])uién(es)?(?= [^¿?.!]*(?:[.!]|$))")
#: *Quién* that nobody asks about: *gana quien separa la basura; quien no separa, no*.
_WHO: Final = re.compile(r"(?<!\w)quién(?:es)?(?!\w)")
_CLAUSE_ENDS: Final = re.compile(r"[.;:!?…\n]|(?<=\w), (?=(?:y|pero|porque|entonces|así que|quién)(?!\w))")
_KNOWING: Final = re.compile(
    r"(?<!\w)(?:sab|sé(?!\w)|sep|supo|supi|dic|dec|dig|dij|defin|decid|pregunt|consult|ver(?!\w)|ve(?!\w)|vemos|mira|muestr|mostr|explic|entend|entiend|"
    r"descubr|averigu|identific|indic|record|recuerd|olvid|avis|acord|acuerd|depend|discut|aclar|cuent|cont|inform|import|elig|eleg|duda|pens|piens|medir|"
    r"coment|confirm|anot|registr|señal|especific|establec|determin|revis|imagin|mencion|listar|detall|tener claro|clar|qué|cómo|dónde|cuándo|cuánt|hay (?:con|a|de|por)|(?:tien|ten)\w* (?:con|a|de|por|para))\w*(?= |$)",
    re.IGNORECASE,
)
#: *Que legal!* is no wish.
_HOW_GOOD: Final = re.compile(
    r"^Que (?!(?:l[aeo]s?|se|nos|me|te|no|viv|Dios|todo|tod[oa]s|vayan?|sea|sean|tengan?|siga|sigan|venga|vengan|pase|descans|haya|disfrut|sirva|gane)(?!\w))"
)


def open_marks(text: str) -> str:
    """Return a Spanish text in which every question and exclamation is opened, and what asks has its accent."""
    text = asking.with_persons_after(_SENTENCE.sub(_open, asking.begins(text)))
    return asking.with_accents(_WHO.sub(_who, _WHOEVER.sub(r"\1\2uien\3", text)))


def _who(found: re.Match[str]) -> str:
    before = _CLAUSE_ENDS.split(found.string[: found.start()])[-1]
    return found[0] if "¿" in before or _KNOWING.search(before) else found[0].replace("é", "e")


def _open(found: re.Match[str]) -> str:
    before, sentence, mark = found["before"], found["text"], found["mark"]
    if "¿" in sentence or "¡" in sentence or before.rstrip().endswith(("¿", "¡")):
        return found[0]
    opening = "¿" if "?" in mark else "¡"
    if opening == "¿":
        # What comes before the question itself stands outside of it: *En su municipio, ¿quién…?*
        places = [0, *(comma.end() for comma in re.finditer(r"[,:] (?:(?:pero|y|o|entonces) )?", sentence))]
        start = next(
            (
                place
                for place in places
                if _ASKING.match(sentence[place:]) or (place and sentence.startswith("lo que ", place))
            ),
            None,
        )
        condition = None if _ALONE.match(sentence) else _CONDITION.match(sentence, start or 0)
        if condition is not None and not _is_question(sentence, condition):
            start = condition.end()
        last = sentence.rfind(", ") + 2
        if condition is not None and last > (start or 0) and _TAG.match(sentence[last:]):
            start = last
        if start is None:
            # *…, ¿no les parece?* and *…: ¿vale también?*
            start = (
                last
                if last > 1 and _TAG.match(sentence[last:])
                else max(0, sentence.rfind(": ") + 2 if ": " in sentence else 0)
            )
        rest = _FIRST.sub(_with_accent, sentence[start:])
        if start and rest.startswith("lo que "):
            # *Si lo piden, ¿qué hacemos?*
            rest = "qué " + rest.removeprefix("lo que ")
        return f"{before}{sentence[:start]}{opening}{rest}{mark}"
    return f"{before}{opening}{_HOW_GOOD.sub('Qué ', sentence)}{mark}"


def _is_question(sentence: str, condition: re.Match[str]) -> bool:
    """Tell whether what looks like a condition asks: *cómo lo explican, si nadie mide*."""
    word, rest = condition[0].lower(), sentence[condition.end() :]
    if word.startswith("como") and rest.startswith("si "):
        return True
    return word.startswith(("como", "cuando")) and _ASIDE.match(rest) is not None


def _with_accent(found: re.Match[str]) -> str:
    word = ACCENTS.get(found[2].lower(), found[2])
    return found[1] + (word[:1].upper() + word[1:] if found[2][:1].isupper() else word)
