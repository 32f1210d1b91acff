"""Nouns that are forms of verbs as well (*muestra, prueba, muda*), and what stands around them that tells which they are."""

import re
from typing import Final

from forum.core.languages import Language
from forum.translation.engines.protocol import ANY_MARK
from forum.translation.inflection import words

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
        "consigna consignas cubierta cubiertas muestra muestras avance gasto registro logro reto cita citas turno archivo multa enlace adjunto charla meta "
        "red taller fecha acta dato avances marco reclamo acuerdo apodo basura firma guía carga referente referentes "
        "encargo encargos rebaja rebajas brote brotes cotejo escaneo halago obsequio acierto trueque bombeo etiquetado auspicio apartado apartados destrozo "
        "recibo recibos pasto cobro siembra siembras alza alzas cosecha cosechas helada quiebra tope timbre boleta postulante "
        "juzgado juzgados recogida recogidas importe importes clausura custodia liga desagregado desagregados etiquetados primaria primarias "
        "secundaria secundarias mejora operativo operativos descarga descargas toma tomas promedio promedios directiva directivas "
        "ingreso retiro ruego apuesta apuestas escucha escuchas danza danzas recarga recargas tala talas cola colas"
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
        "encuesta informe informes metas patrulla patrullas prueba pruebas quiebras remate remates reporte reportes subasta subastas topes traba trabas "
        "zanja zanjas ayudas barras capturas casas causas condenas consultas copias cuentas culpas demandas denuncias diferencias dudas "
        "escalas faltas marchas notas obras ofertas plantas preguntas quejas referencias reformas renuncias rentas reservas sentencias "
        "visitas teja avería recorte solapa capa poda choque acuse desenlace mora alargue despegue albergue apunte puja tilde alerta monto "
        "adelanto paro respaldo recupero anticipo fracaso taladro acoso desalojo festejo quebranto adorno freno fomento reparto traslado "
        "esbozo arreglo descargo recargo relajo enojo arriendo remito maltrato aprecio reinicio reintegro relevo monitoreo desafío "
        "encuentro desempeño traspaso averías recortes solapas capas podas choques alertas acople acoples baile bailes contraste contrastes derrame "
        "derrames desembarque desembarques embarque embarques empuje empujes encaje encajes ensamble ensambles estanque estanques pase pases "
        "quiebre roce roces trasplante trasplantes amarre amarres tinte tintes retiros ruegos"
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
    r"(?:^|(?<=[,;:.] )|(?<=que )|(?<=si )|(?<=cuando )|(?<=donde )|(?<=porque )|(?<=y ))(?:EACH|el|la|un|una|cada|su|nuestr[oa]|es[ea]|est[ea]|ningún|ninguna|algún|alguna) "
    r"(?!(?:nuev|últim|primer|segund|tercer|gran|buen|mal|mism|otr|próxim|propi|únic|simpl|antigu|actual|mejor|peor|mayor|menor|verdader|pequeñ|larg|dich|cit|buena)[^\W\d_]{0,3} )"
    r"[^\W\d_]{3,} $".replace("EACH", ANY_MARK),
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


def is_noun_here(text: str, found: re.Match[str], source: Language) -> bool:
    """Tell whether what was found in a text is a noun there, and no form of a verb."""
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
