"""Nouns made small in talk: the engine does not know *plantillita* or *minutitos*, and Brazil writes *modelo* and *minutos*."""

import re
from typing import Final

from forum.translation.inflection import words

#: Those whose small form is no other word: a *carrito* is no small *carro*.
_MASCULINE: Final = words(
    """
    minuto archivo documento formato curso resumen párrafo gráfico trámite informe cuadro instructivo formulario correo mensaje
    audio video texto oficio decreto presupuesto proyecto reporte equipo permiso listado pedido aporte ajuste cambio detalle error
    tutorial folleto cartel camión mapa esquema taller convenio contrato recibo comentario consejo empujón jefe vecino municipio barrio
    parque dato tiempo número avance resultado encuentro grupo
    """
)
_FEMININE: Final = words(
    """
    plantilla jefa vecina charla encuesta consulta duda pregunta respuesta tabla ficha nota lista reunión propuesta carta foto página
    planilla guía obra plaza tarea revisada vuelta hoja letra captura aclaración minuta presentación
    """
)
_SOFT: Final = (("c", "qu"), ("g", "gu"), ("z", "c"))
_PLAIN: Final = str.maketrans("áéíóú", "aeiou")


def _forms() -> dict[str, str]:
    """Return what each small noun is a small one of."""
    made: dict[str, str] = {}
    for nouns, vowel in ((_MASCULINE, "o"), (_FEMININE, "a")):
        for noun in nouns:
            plain = noun.translate(_PLAIN)
            stem = plain.rstrip("aeo") if plain[-1] in "ao" else plain
            stem = next((stem.removesuffix(end) + soft for end, soft in _SOFT if stem.endswith(end)), stem)
            # *Cartelito, jefecito* or *jefito, errorcito*.
            smaller = {stem + ("it" if plain[-1] in "aol" else "cit")}
            if plain[-1] == "e":
                smaller.add(plain[:-1] + "it")
            for small in smaller:
                made[small + vowel] = noun
                made[f"{small}{vowel}s"] = noun + "s" if noun[-1] in "aeo" else plain + "es"
            if plain == "jefa":
                made["jefecita"], made["jefecitas"] = "jefa", "jefas"
    return made


_SMALL: Final = _forms()
_PATTERN: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_SMALL, key=lambda form: (-len(form), form)))})(?!\w)", re.IGNORECASE
)


def full_size(text: str) -> str:
    """Return a Spanish text in which such nouns have the size of others."""
    return _PATTERN.sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    noun = _SMALL[found[0].lower()]
    return noun.capitalize() if found[0][0].isupper() else noun
