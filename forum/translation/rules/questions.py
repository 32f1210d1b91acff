"""The marks that open questions and exclamations in Spanish, and the accents of the words that ask."""

import re
from typing import Final

#: From where a sentence begins to the mark that ends it.
_SENTENCE: Final = re.compile(
    r"(?P<before>(?:^|(?<=[.!?…;\n)]))[\s\"'«“(*_\-–—]*)(?P<text>[^.!?…;\n]*?[^\s.!?…;\n])(?P<mark>[?!]+)(?=\s|$|[)\"'»”*_])"
)
_ASKING: Final = re.compile(
    r"^(?:(?:a|de|en|con|por|para|desde|hasta|sobre) )?(?:qu[eé]|qui[eé]n(?:es)?|c[oó]mo|cu[aá]l(?:es)?|cu[aá]ndo|d[oó]nde|cu[aá]nt[oa]s?|ser[aá]|puede[ns]?|podr[íi]an?|alguien|algun[oa]s?|ustedes)(?!\w)",
    re.IGNORECASE,
)
_ACCENTS: Final = {
    "que": "qué", "quien": "quién", "quienes": "quiénes", "como": "cómo", "cual": "cuál", "cuales": "cuáles", "cuando": "cuándo",
    "donde": "dónde", "cuanto": "cuánto", "cuanta": "cuánta", "cuantos": "cuántos", "cuantas": "cuántas",
}  # fmt: skip
#: What goes before a question and is none: *si no llegamos, ¿perdemos el sello?*
_CONDITION: Final = re.compile(
    r"(?:(?:hola|buenos días|buenas tardes|buenas noches), (?:(?-i:[A-ZÁÉÍÓÚÑ])[^\W\d_]+|colegas|a todos|todos|todas), |(?:oiga|oye|perdón|disculpen?|colegas|si|cuando|en caso de que|como|ya que|aunque)(?!\w)[^,]*, )",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"^(?:no|verdad|cierto|sí|o no|vio|todo bien)(?: [^ ]+){0,3}$", re.IGNORECASE)
_FIRST: Final = re.compile(
    r"^((?:(?:a|de|en|con|por|para|desde|hasta|sobre) )?)(que|quien|quienes|como|cual|cuales|cuando|donde|cuant[oa]s?)(?!\w)",
    re.IGNORECASE,
)


#: *Quién* that asks nothing.
_WHOEVER: Final = re.compile(r"(^|[.!?…] )([Qq])uién(es)?(?= [^¿?.!]*(?:[.!]|$))")


def open_marks(text: str) -> str:
    """Return a Spanish text in which every question and exclamation is opened."""
    return _WHOEVER.sub(r"\1\2uien\3", _SENTENCE.sub(_open, text))


def _open(found: re.Match[str]) -> str:
    before, sentence, mark = found["before"], found["text"], found["mark"]
    if "¿" in sentence or "¡" in sentence or before.rstrip().endswith(("¿", "¡")):
        return found[0]
    opening = "¿" if "?" in mark else "¡"
    if opening == "¿":
        # What comes before the question itself stands outside of it: *En su municipio, ¿quién…?*
        places = [0, *(comma.end() for comma in re.finditer(r"[,:] (?:(?:pero|y|o|entonces) )?", sentence))]
        start = next((place for place in places if _ASKING.match(sentence[place:])), None)
        condition = _CONDITION.match(sentence, start or 0)
        if condition is not None:
            start = condition.end()
        if start is None:
            # *…, ¿no les parece?* and *…: ¿vale también?*
            last = sentence.rfind(", ") + 2
            start = (
                last
                if last > 1 and _TAG.match(sentence[last:])
                else max(0, sentence.rfind(": ") + 2 if ": " in sentence else 0)
            )
        rest = _FIRST.sub(_with_accent, sentence[start:])
        return f"{before}{sentence[:start]}{opening}{rest}{mark}"
    return f"{before}{opening}{sentence}{mark}"


def _with_accent(found: re.Match[str]) -> str:
    word = _ACCENTS.get(found[2].lower(), found[2])
    return found[1] + (word[:1].upper() + word[1:] if found[2][:1].isupper() else word)
