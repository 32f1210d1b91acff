"""Number and gender of nouns in both languages, as far as terms of a glossary need them."""

import re
from typing import Final
from typing import Literal

from forum.core.languages import Language

Gender = Literal["m", "f"]


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text."""
    return frozenset(text.split())


#: Words of one number, and words whose plural no rule gives.
_SAME: Final = {
    "es": words("brindis tesis crisis análisis lunes martes viernes ajustes impuestos web"),
    "pt": words("ônibus lápis pires atlas tênis bônus campus vírus"),
}
_IRREGULAR: Final = {
    "es": {
        "carácter": "caracteres",
        "régimen": "regímenes",
        "laptop": "laptops",
    },
    "pt": {
        "e-mail": "e-mails",
        "mão": "mãos",
        "cidadão": "cidadãos",
        "órgão": "órgãos",
        "bênção": "bênçãos",
        "pão": "pães",
        "artesão": "artesãos",
        "irmão": "irmãos",
        "grão": "grãos",
        "tabelião": "tabeliães",
        "escrivão": "escrivães",
        "capitão": "capitães",
        "alemão": "alemães",
        "país": "países",
        "gás": "gases",
        "mal": "males",
    },
}
_VOWELS: Final = "aeiouáéíóúâêôãõ"
_PLAIN: Final = str.maketrans("áéíóú", "aeiou")
_STRESSED: Final = str.maketrans("aeiou", "áéíóú")
#: What ends the head of a phrase: the words after it keep their number.
_HEAD_ENDS: Final = words(
    "de del do da dos das a al ao à en em por para con com sin sem sobre y e o ou u basado basada baseado baseada"
)
_FEMININE: Final = {
    "es": re.compile(r"(?:ción|sión|xión|dad|tad|tud|ez|eza|ía|ura|umbre|encia|ancia|a)$"),
    "pt": re.compile(r"(?:ção|são|xão|dade|tude|ez|eza|ia|ura|ência|ância|agem|a)$"),
}
_MASCULINE: Final = {
    "es": words("día mapa problema sistema programa tema trámite idioma diagrama lema dilema planeta"),
    "pt": words("dia mapa problema sistema programa tema idioma diagrama lema dilema planeta"),
}
#: *Cronograma, organigrama, teorema*: Greek words that end like those of women.
_GREEK: Final = re.compile(r"(?:grama|blema|stema|orema)$")
_FEMININE_ALL_THE_SAME: Final = {
    "es": words("red base clave parte gente mano foto orden ley sede fase serie tasa"),
    "pt": words("rede base chave parte gente mão foto ordem lei sede fase série equipe enquete"),
}


def plural(phrase: str, language: Language) -> str:
    """Return the plural of a noun or noun phrase: its head, and the adjectives that follow it."""
    words = phrase.split(" ")
    for number, word in enumerate(words):
        # *Sobre* is a noun too where it begins: an envelope.
        if (number and word.lower() in _HEAD_ENDS) or word.startswith("("):
            break
        words[number] = _plural_word(word, language)
    return " ".join(words)


def gender_of(phrase: str, language: Language) -> Gender:
    """Return the likely gender of a noun phrase, by the ending of its head."""
    head = phrase.split(" ")[0].lower()
    if head in _MASCULINE[language] or _GREEK.search(head):
        return "m"
    if head in _FEMININE_ALL_THE_SAME[language] or _FEMININE[language].search(head):
        return "f"
    return "m"


def _plural_word(word: str, language: Language) -> str:
    low = word.lower()
    # A letter by itself has no ending; people write rows of the glossary, and one must not stop all translations.
    if len(word) < 2 or low in _SAME[language] or word.isupper():
        return word
    if low in _IRREGULAR[language]:
        return _IRREGULAR[language][low]
    return _spanish(word) if language == "es" else _portuguese(word)


def _spanish(word: str) -> str:
    last = word[-1]
    if last in "aeoáéó" or (last in "iu" and len(word) > 1):
        return word + "s"
    if last in "íú":
        return word + "es"
    if last == "z":
        return word[:-1] + "ces"
    if last == "s":
        # Stress on the last syllable shows in its accent; other words in -s have one form.
        return word[:-2] + word[-2].translate(_PLAIN) + "ses" if word[-2] in "áéíóú" else word
    if re.search(r"[áéíóú][nr]$", word):
        return word[:-2] + word[-2].translate(_PLAIN) + word[-1] + "es"
    # *Dictamen, dictámenes*: the stress stays where it is, and has to be written then.
    if (stressed := re.fullmatch(r"(.*)([aeiou])([^aeiouáéíóú]+en)", word)) is not None and not re.search(
        "[áéíóú]", word
    ):
        return stressed[1] + stressed[2].translate(_STRESSED) + stressed[3] + "es"
    return word + "es"


def _portuguese(word: str) -> str:
    for ending, more in (
        ("ão", "ões"),
        ("al", "ais"),
        ("el", "éis"),
        ("ol", "óis"),
        ("ul", "uis"),
        ("ável", "áveis"),
        ("ível", "íveis"),
        ("m", "ns"),
        ("r", "res"),
        ("z", "zes"),
        ("n", "ns"),
    ):
        if ending in {"el", "ol"} and re.search(r"[áéíóúâêô]", word[:-2]):
            continue
        if word.endswith(ending):
            return word.removesuffix(ending) + more
    if word.endswith("vel"):
        return word.removesuffix("el") + "eis"
    if word.endswith("il"):
        return word.removesuffix("il") + ("eis" if re.search(r"[áéíóúâêô]", word[:-2]) else "is")
    if word.endswith("ês"):
        return word.removesuffix("ês") + "eses"
    if word.endswith("s"):
        return word
    return word + "s"
