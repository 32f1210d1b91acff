"""The *a* before a person that Spanish has and Portuguese has not: *saludé a los colegas*."""

import re
from typing import Final

#: Verbs that are done to persons; those before ; may also say what persons do (*ayudan los vecinos*): only infinitives, gerunds and *we*.
_STEMS: Final = (
    r"ayud|apoy|orient|salud|escuch|sorprend|convenc|convenz|invit|consult|convoc|busc|conoc|conozc|visit|entrevist|encuest|capacit|entren|involucr|design|nombr|"
    r"sensibiliz|motiv|preocup|asust|benefici|perjudic|afect|molest|favorec|protej|proteg|acompañ|despid|desped|reemplaz|sustitu|denunci|felicit|sancion|mult|"
    r"notific|demand|premi|castig|vacun|evacu|reubic|matricul|inscrib|censar|respet|cuid|acus|agred|amenaz|anim|confund|elig|eleg|elogi|evalu|"
    r"expuls|interrog|rescat|supervis|alfabetiz|asesor|contact|entusiasm|irrit|decepcion|tranquiliz|alberg|aloj|auxili|socorr|atend|atiend|obligu?|"
    r"aliment|transport|humill|ofend|marginaliz|exclu[iy]|jubil|represent|defend|defiend|contrat|vigil|traslad|enfad|enoj|distra|llev|encontr|encuentr"
)
_SHY: Final = r"llam|avis|present|recib|necesit|esper|segu|perd|ve|vi|o[ií]|dej|cambi|manten|pon|trat|pag|sum|llev|tra|ubic|reun|convers|contradec|conquist|fideliz|mand|envi|libera|destitu|nombr"
_FORMS: Final = (
    rf"(?:(?:{_STEMS})(?!(?:[^\W\d_]*[ai]d[oa]s?|a|as|o|os|e|es|ora?|oras|ores|ante|antes|iones?|or)(?!\w))[^\W\d_]+|(?:{_STEMS})(?:a|e|o)(?= )|"
    rf"(?:{_SHY})[^\W\d_]*(?:[aei]r|ndo|mos|[aeií]rl[oa]s))"
)
#: What stands before a verb whose subject may follow, and articles before nouns that look like one.
_NOT_AFTER: Final = r"(?<!\bse )(?<!\bcuando )(?<!\bcomo )(?<!\bdonde )(?<!\bsegún )(?<!\bque )(?<!\bla )(?<!\bel )(?<!\blos )(?<!\blas )(?<!\bde )(?<!\buna )(?<!\bun )"
_SURE: Final = r"(?:[^\W\d_]+(?:[aei]r|ndo|mos|é|í)(?!\w))"
_PERSON: Final = (
    r"(?:(?:vecin|ciudadan|emplead|funcionari|niñ|alumn|usuari|beneficiari|secretari|subsecretari|ministr|candidat|abogad|ingenier|arquitect|médic|enfermer|maestr|"
    r"compañer|propietari|dueñ|inquilin|herman|hij|amig|nuer|cuñad|abuel|ti|sobrin|obrer|conserj|técnic|encargad|delegad|interesad|moros|"
    r"entrevistad|encuestad|barrender|cociner|porter|mesoner|camarer|consejer|consultad|hereder|pasajer|chic|muchach|señor|novat|voluntari|escéptic|becari|adversari|bomber)[oa]s?"
    r"|(?:proveedor|director|coordinador|supervisor|profesor|contador|auditor|gestor|consultor|encuestador|recolector|trabajador|deudor|lector|elector|senador|gobernador|"
    r"inspector|evaluador|investigador|administrador|procurador|contralor|defensor|concejal|conductor|consumidor|morador|recaudador|cuidador|doctor|señor|pescador|vendedor)(?:es|as?)?"
    r"|(?:residente|habitante|docente|estudiante|paciente|joven|jóvene|comerciante|contribuyente|agente|representante|asistente|participante|contratista|pasante|practicante|"
    r"recepcionista|periodista|ciclista|turista|artista|líder|lídere|dirigente|referente|jef[ea]|colega|chofer|chofere|alcalde|alcaldesa|intendente|intendenta|mujer|mujere|hombre|"
    r"padre|madre|familia|persona|gente|población|ciudadanía|juventud|niñez|prensa|comunidad|comunidade|equipo(?!s)|vecindario|adulto|anciano|peatón|peatone|pobre|visitante|cliente|titulare|"
    r"regidor[ae]?|edile|juece|juez|policía|bombero|guardia|taxista|empresario|agricultor|agricultore|campesin[oa]|indígena|migrante|inmigrante|turista|víctima|delincuente|militante)s?)"
)
_QUALITY: Final = r"(?:(?:nuev|antigu|propi|mism|primer|buen|mal|vari|much|poc|poqu)[oa]s? |(?:demás|mejores|mayores|grandes|pequeñ[oa]s|dos|tres|cuatro|cinco|seis|diez|más|jóvenes|futuros|actuales) )?"
_DEFINITE: Final = r"(?:(?:tod[oa]s )?(?:los|las)|tod[oa] (?:el|la)|el|la|l[oa]s dos|mis?|sus?|nuestr[oa]s?|es[ea]|es[oa]s|est[ea]|est[oa]s|aquell[oa]s)"
_WHOM: Final = re.compile(
    rf"(?<!\w){_NOT_AFTER}(?P<verb>{_FORMS})(?P<even> (?:hasta|incluso|también|solo|primero|siempre|aún|todavía))? (?P<the>{_DEFINITE}) (?={_QUALITY}{_PERSON}(?!\w))",
    re.IGNORECASE,
)
#: *Que* and *cuando* say nothing before a form that has no subject behind.
_SURELY: Final = re.compile(
    rf"(?<!\w)(?<!\bse )(?P<verb>(?={_SURE})(?:{_STEMS}|{_SHY})[^\W\d_]*)(?P<even> (?:hasta|incluso|también|solo|primero|siempre))? (?P<the>{_DEFINITE}) (?={_QUALITY}{_PERSON}(?!\w))",
    re.IGNORECASE,
)
#: *Entrevistamos a doce jefas*, but *contratamos un consultor*: whom one seeks is nobody yet.
_SOME: Final = re.compile(
    rf"(?<!\w)(?<!\bse )(?P<verb>(?={_SURE})(?!contrat|busc|encontr|desped|llev)(?:{_STEMS})[^\W\d_]*) "
    rf"(?P<the>una?|otr[oa]s?|algun[oa]s|algún|vari[oa]s|dos|tres|cuatro|cinco|seis|siete|ocho|diez|doce|quince|veinte|treinta|cien) (?={_QUALITY}{_PERSON}(?!\w))",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    rf"(?<!\w)(?P<verb>(?:{_STEMS})[^\W\d_]+) (?=(?:todos|todas|todo el mundo|alguien|nadie)(?:[.,;:?!]| y | en | de | con | por |$))",
    re.IGNORECASE,
)


def with_a(text: str) -> str:
    """Return a Spanish text in which persons have it."""
    text = _SURELY.sub(_with_a, _WHOM.sub(_with_a, text))
    text = _SOME.sub(r"\g<verb> a \g<the> ", text)
    return _ALL.sub(_all, text)


def _with_a(found: re.Match[str]) -> str:
    the = found["the"]
    # *Ayudaron los vecinos* at a beginning tells who did it.
    if _begins(found) and not re.fullmatch(_SURE, found["verb"], re.IGNORECASE):
        return found[0]
    return f"{found['verb']}{found['even'] or ''} {'al' if the.lower() == 'el' else 'a ' + the} "


def _all(found: re.Match[str]) -> str:
    before = found.string[: found.start()].lower().rsplit(None, 1)
    if _begins(found) or (before and before[-1] in {"se", "que", "como", "cuando"}):
        return found[0]
    return f"{found['verb']} a "


def _begins(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(' ¿¡«"“(-*')
    return not before or before[-1] in ".:;!?…\n"
