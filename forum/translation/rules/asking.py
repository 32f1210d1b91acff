"""What asks within a Spanish sentence has its accent: *definimos quién*, *no sé por dónde comenzar*."""

import re
from typing import Final

#: Words that ask.
ACCENTS: Final = {
    "que": "qué", "quien": "quién", "quienes": "quiénes", "como": "cómo", "cual": "cuál", "cuales": "cuáles", "cuando": "cuándo",
    "donde": "dónde", "cuanto": "cuánto", "cuanta": "cuánta", "cuantos": "cuántos", "cuantas": "cuántas",
}  # fmt: skip
#: What asks within a sentence: *definimos quién*, *la duda es cómo*, *quedó escrito quién*.
_ASKS: Final = (
    r"(?:sab\w+|sé|sepan?|explic\w+|expl[ií]qu\w+|mostr\w+|mu[eé]str\w+|defin\w+|decid\w+|discut\w+|debat\w+|pregunt\w+|cuent[ae]n?|cuént\w+|contar\w*|decir\w*|decían?|dicen?|d[ií]gan?\w*|"
    r"entend\w+|entiend\w+|aclar\w+|indic\w+|recuerd[ae]n?|recordar|averigu\w+|determin\w+|establec\w+|acord(?:ar|amos|aron|ó)|especific\w+|detall\w+|describ\w+|"
    r"ver|vemos|vimos|revis\w+|verific\w+|analiz\w+|eleg\w+|elij\w+|escog\w+|pens\w+|descubr\w+|identific\w+|claro|claras?|definid[oa]|"
    r"lo que (?:más )?(?:interesa|importa|cuenta|falta|vale|queremos|necesitamos) es|"
    r"dudas?(?: (?:es|era|sobre|de))?|(?:pregunta|cuestión|problema|desafío|clave) (?:es|era|fue))"
)
#: What is put down may be a question as well, but *registramos donde dice* is none.
_PUT_DOWN: Final = r"(?:escrib\w+|escrit[oa]s?|anot\w+|anotad[oa]|registr\w+|document\w+|public\w+|acordad[oa]|decidid[oa]|documentad[oa])"
_WHERE_TO: Final = (
    r"(?: (?:bien|mejor|siempre|también|antes|ahora|aquí|allí|(?:en|por|con) (?:una? |el |la )?[^\W\d_]+))?"
)
_VERB: Final = r"(?:no|se|l[oa]s?|les?|nos|es|son|está|están|fue|fueron|era|va|van|puede|pueden|debe|deben|tiene|tienen|hace|hacen|usan?|funcionan?|decide|deciden|[^\W\d_]{2,}(?:aba|aban|ía|ían|ó|aron|ieron|ará|arán))"
_WITHIN: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?<!lo que )(?P<before>(?:{_ASKS}|(?!public){_PUT_DOWN}){_WHERE_TO} )(?P<word>quien(?:es)?|cual(?:es)?|cuant[oa]s?)(?= (?!(?:antes|más|menos|mayor|menor|mejor|a)(?!\w))[^\W\d_])",
        rf"(?<!\w)(?P<before>(?:{_ASKS}|{_PUT_DOWN}){_WHERE_TO} )(?P<word>como)(?= (?:se|ustedes|usted|ellos|ellas|[^\W\d_]+[aei]r|(?:el|la|los|las|cada|un|una|su|nuestr[oa]) [^\W\d_]+(?: de(?:l| la| los| las)? [^\W\d_]+)? {_VERB})(?:[ .,:;)]|$))",
        # *Cuenten en qué página fue*: a preposition right behind such a verb.
        rf"(?<!\w)(?P<before>(?!acord|claro|problema){_ASKS} (?:en|con|de|por|para|sobre|hasta) )(?P<word>que)(?= (?:página|etapa|área|ciudad|fecha|[^\W\d_]{{4,}} (?:se|[^\W\d_]{{2,}}[aeoó]n?)(?!\w)))",
        # *Tres reglas: quién decide, de dónde sale*.
        r"(?<=: )(?P<before>)(?P<word>quien)(?= [^.;:!?¿\n]{2,60}?(?:, | y )(?:(?:de|con|por|en|a) )?(?:dónde|donde|cuándo|cuando|qué|cómo|como|cuánto)(?!\w))",
        # *Las mismas preguntas: cómo conseguir apoyo*.
        r"(?<!\w)(?P<before>(?:preguntas?|dudas?|temas?|cosas): )(?P<word>como)(?= [^\W\d_]{2,}[aei]r(?!\w))",
        r"(?<!\w)(?P<before>(?:mostr|mu[eé]str|explic|expl[ií]qu|entend|entiend|sab|vemos|vimos|cu[eé]nt|aprend)[^\W\d_]*(?: (?:bien|mejor))? )(?P<word>como)"
        r"(?= (?:el|la|los|las|cada|un|una|su|nuestr[oa]|otr[oa]s?|algun[oa]s|vari[oa]s) [^\W\d_]+ (?!(?:de|que|entre|sobre|durante)(?!\w))[^\W\d_]{2,}[ae]n?(?!\w))",
        rf"(?<!\w)(?P<before>{_ASKS}{_WHERE_TO} (?:(?:de|por|en|a|desde|hasta) )?)(?P<word>donde)(?= [^\W\d_])",
        rf"(?<!\w)(?P<before>{_ASKS} (?:(?:a|de|en|con|por|para|desde|sobre) )?)(?P<word>que)(?= (?:indicador|dato|tipo|método|criterio|fecha|área|campo|medida|formato|sistema|nivel|plazo|"
        r"programa|proyecto|camino|parte|ciudad|año|servicio|obra|barrio|contrato|versión|herramienta|tema|opción|curso|[^\W\d_]{3,}(?<!todos)(?<!todas) ustedes|[^\W\d_]{3,}(?<!mo)(?<!ustede)(?<!ello)(?<!ella)(?<!nosotro)(?<!ante)s [^\W\d_]{2,}[aei]r)(?!\w))",
        # *Por dónde comenzar, qué hacer*: an infinitive after such a word asks wherever it stands.
        r"(?<!\w)(?P<before>(?<!\w )(?:por|de|desde|hacia) )(?P<word>donde)(?= [^\W\d_]{2,}[aei]r(?!\w))",
    )
]
#: One question and another: *quién publica, con qué frecuencia y cómo se pide*.
_AND_ASKS: Final = re.compile(
    r"(?P<before>(?<!\w)(?:qu[eé] frecuencia|por qué|qué|quién(?:es)?|cómo|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?)(?!\w)[^.;:!?¿\n]*?"
    r"(?: (?:y|o|e|ni) (?:(?:a|de|en|con|por|para|desde|hasta) )?|, (?:(?:a|de|en|con|por|para|desde|hasta) )?(?!como|cuando|lo que)))"
    r"(?P<word>lo que|quien(?:es)?|cual(?:es)?|cuant[oa]s?(?! (?:antes|más|menos|a)(?!\w))|donde|como(?= (?:se|la|el|los|las|cada|un|una|lo|[^\W\d_]+[aei]r)(?!\w))|cuando(?=[^,.;:!?]{0,60}(?:[.;!?]|$)))(?!\w)",
    re.IGNORECASE,
)
#: *Lo que hacer* is no Spanish.
_WHAT_TO_DO: Final = re.compile(r"(?<!\w)lo que(?= (?!ayer)[^\W\d_]{2,}[aei]r(?:l[oa]s?)?(?!\w))", re.IGNORECASE)
#: *Qué campos ustedes consideran, por dónde ustedes comenzaron*: who does it stands after the verb.
_WHO_LATER: Final = re.compile(
    r"(?<!\w)((?:qué|cuánt[oa]s?)(?: (?!ustede?s?(?!\w))(?:[^\W\d_]+(?<![ae]n)|plan|imagen|orden)(?!\w)){1,4}(?<!\bde)(?<!\bentre)(?<!\ba)(?<!\bcon)(?<!\bpara)(?<!\bque)(?<!\bsi)(?<!\by)|dónde|cuándo|cómo|por qué) (usted(?:es)?) "
    r"((?:(?:no|se|les?|l[oa]s?|nos|ya) )*(?!(?:cuando|para|en|con|de|como|que|al?|y|o|si|por|sin|del|el|un|una|que|mismos?)(?!\w))[^\W\d_]{3,}(?: a (?!partir)(?=[^\W\d_]+r(?!\w))[^\W\d_]+)?)(?=[^.!;¿]*\?)",
    re.IGNORECASE,
)
#: *Dónde ella queda*.
_WHO_NOT: Final = re.compile(
    r"(?<!\w)(dónde|cuándo|cómo|por qué) (?:él|ellas?|ellos) (?=(?:(?:no|se|l[oa]s?|ya) )*[^\W\d_]{3,})", re.IGNORECASE
)
#: *No decía cuándo ni cómo*: two such words beside each other ask.
_PAIR: Final = re.compile(
    r"(?<!\w)(como|cuando|donde|quien|cuanto) (y|o|ni) (como|cuando|donde|quien|cuanto|por qué)(?=[,.;:?!)]|$)",
    re.IGNORECASE,
)


def begins(text: str) -> str:
    """Return a text in which *lo que hacer* is *qué hacer*."""
    return _WHAT_TO_DO.sub(_what_to_do, text)


def with_accents(text: str) -> str:
    """Return a text in which what asks within its sentences has its accent."""
    text = _PAIR.sub(
        lambda found: f"{ACCENTS[found[1].lower()]} {found[2]} {ACCENTS.get(found[3].lower(), found[3])}", text
    )
    for pattern in _WITHIN:
        text = pattern.sub(_asking, text)
    # A third question is found once the second has its accent.
    for _ in range(3):
        text = _AND_ASKS.sub(_asking, text)
    return _WHO_NOT.sub(r"\1 ", text)


def with_persons_after(text: str) -> str:
    """Return a text in which who does it stands after the verb of a question."""
    return _WHO_LATER.sub(r"\1 \3 \2", text)


def _asking(found: re.Match[str]) -> str:
    word = found["word"].lower()
    return found["before"] + ("qué" if word == "lo que" else ACCENTS.get(word, found["word"]))


def _what_to_do(found: re.Match[str]) -> str:
    return "Qué" if found[0][0].isupper() else "qué"
