"""What agrees with a noun that changed its gender, where the engine no longer sees the two together: *a mensagem do prefeito foi muito clara*."""

import re
from typing import Final

from forum.core.languages import Language
from forum.translation.inflection import words

#: Nouns whose gender is another in the other language, by the language in which they stand.
_NOUNS: Final[dict[Language, frozenset[str]]] = {
    "pt": words(
        """
        mensagem mensagens análise análises ponte pontes árvore árvores viagem viagens linguagem origem porcentagem paisagem homenagem
        equipe equipes prefeitura prefeituras câmara pontuação entrega entregas conquista conquistas despesa despesas escola receita receitas
        sinal sinais leite edital editais critério pregão pregões leilão órgão órgãos prontuário limite guia guias escritório sistema
        desempenho computador computadores questionário lixo salário rascunho relatório relatórios processo painel painéis anexo anexos
        ata atas pesquisa pesquisas lei planilha planilhas reclamação reclamações contribuição contribuições
        """
    ),
    "es": words(
        """
        mensaje mensajes análisis puente puentes árbol árboles viaje viajes lenguaje origen porcentaje paisaje homenaje equipo equipos
        ayuntamiento concejo puntaje entregable entregables logro logros gasto gastos ingreso ingresos señal señales leche pliego pliegos
        subasta dependencia dependencias guía guías oficina oficinas computadora computadoras capacitación capacitaciones licencia
        convocatoria reclamo reclamos resolución jornada jornadas transferencia transferencias aplicación
        aplicaciones adenda propuesta propuestas barrio informe informes expediente encuesta encuestas aporte aportes obra obras
        """
    ),
}
_ARTICLES: Final[dict[Language, dict[str, str]]] = {
    "pt": {
        "m": "o os um nosso nossos seu seus meu meus este esse esses estes cada",
        "f": "a as uma nossa nossas sua suas minha minhas esta essa essas estas",
    },
    "es": {
        "m": "el los un nuestro nuestros este ese estos esos",
        "f": "la las una nuestra nuestras esta esa estas esas",
    },
}
_BE: Final[dict[Language, str]] = {
    "pt": r"é|são|foi|foram|era|eram|será|serão|seja|sejam|está|estão|estava|estavam|esteve|estiveram|esteja|estejam|ficou|ficaram|fica|ficam|ficará|fique|fiquem|"
    r"parece|parecem|(?:pode|podem|deve|devem|vai|vão|precisa|precisam|tem que|têm que) (?:ser|estar|ficar)|foi sendo|tinha sido|havia sido",
    "es": r"es|son|fue|fueron|era|eran|será|serán|sea|sean|está|están|estaba|estaban|estuvo|estuvieron|esté|estén|quedó|quedaron|queda|quedan|quedará|quede|queden|"
    r"parece|parecen|(?:puede|pueden|debe|deben|va a|van a|necesita|necesitan|tiene que|tienen que) (?:ser|estar|quedar)|había sido|ha sido|han sido",
}
#: Adjectives of two endings that are frequent after *to be*, by their stems; participles besides.
_ADJECTIVES: Final[dict[Language, str]] = {
    "pt": r"clar|nov|long|curt|lent|rápid|públic|abert|pequen|únic|mesm|cert|complet|corret|pront|list|car|barat|bonit|fei|text|sever|justa?|precis|extens|"
    r"útil|positiv|negativ|objetiv|históric|técnic|polític|jurídic|econômic|rigoros|complex|obrigatóri|necessári|voluntári|rica?|baix|alt|antig|própri|"
    r"escrit|feit|dit|vist|post|aceit|gast|pag|entreg",
    "es": r"clar|nuev|larg|cort|lent|rápid|públic|abiert|pequeñ|únic|mism|ciert|complet|correct|list|car|barat|bonit|fe|sever|precis|extens|buen|mal|"
    r"positiv|negativ|objetiv|históric|técnic|polític|jurídic|económic|riguros|complej|obligatori|necesari|voluntari|baj|alt|antigu|propi|"
    r"escrit|hech|dich|vist|puest|rot|roj",
}
_HOW: Final = r"(?: (?:não|no|muito|muy|mais|más|tão|tan|bem|bastante|demasiado|pouco|poco|ainda|todavía|já|ya|também|também|quase|casi|sempre|siempre|bem mais|mucho más|muito mais|menos))*"
_NOT_ADJECTIVES: Final = words(
    "resultado estado mercado dado pedido partido sentido resultados dados pedidos conteúdo significado cuidado lado todo toda tudo nada cada ainda vida saída medida"
)
#: What stands after a preposition is no subject.
_SUBJECT: Final = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "de",
        "da",
        "do",
        "das",
        "dos",
        "del",
        "em",
        "en",
        "com",
        "con",
        "por",
        "para",
        "a",
        "à",
        "ao",
        "sobre",
        "entre",
        "sem",
        "sin",
        "até",
        "hasta",
        "desde",
    ]
)


def _pattern(language: Language) -> re.Pattern[str]:
    articles = "|".join("|".join(_ARTICLES[language][gender].split()) for gender in ("m", "f"))
    nouns = "|".join(sorted(_NOUNS[language], key=len, reverse=True))
    of = r"(?: (?:d[aeo]s?|del) (?:(?:el|la|los|las|nuestr[oa]s?) )?[^\s.,;:?!]+){0,2}"
    # *O sinal que demos ao mercado*: the relative has no subject of its own.
    relative = r"(?: que (?!(?:o|a|os|as|el|la|los|las|un|una|um|uma|noss|nuestr|eles?|elas?|ell[oa]s?|é|es|são|son|foi|fue|está)(?!\w))[^\s.,;:?!]+(?: [^\s.,;:?!]+){0,5}?)?"
    adjective = rf"(?:[^\W\d_]{{2,}}(?:[aií]d)|{_ADJECTIVES[language]})"
    return re.compile(
        rf"(?P<before>(?<!\w){_SUBJECT}(?P<article>{articles})(?: [^\W\d_]+)? (?:{nouns})(?: [^\W\d_]+(?<!que))?{of}{relative}"
        rf"(?: (?:no|não|se|já|ya|também|también|todavía|ainda))* (?:{_BE[language]}){_HOW} )(?P<stem>{adjective})(?P<ending>[oa]s?)(?!\w)"
        rf"(?P<more>(?: (?:e|y|ou|o) (?:(?:está|estão|é|são|es|son|están|muito|muy|bem) )*{adjective}[oa]s?(?!\w))*)",
        re.IGNORECASE,
    )


_PATTERNS: Final[dict[Language, re.Pattern[str]]] = {"es": _pattern("es"), "pt": _pattern("pt")}
_LAST: Final = re.compile(r"(?<= )([^\W\d_]+)([oa])(s?)(?=$| (?:e|y|ou|o) )")


def agree(text: str, language: Language) -> str:
    """Return a text in this language in which such adjectives have the gender of their noun, which its article shows."""
    return _PATTERNS[language].sub(lambda found: _agree(found, language), text)


def _agree(found: re.Match[str], language: Language) -> str:
    article = found["article"].lower()
    gender = "a" if article in _ARTICLES[language]["f"].split() else "o"
    if (found["stem"] + found["ending"]).lower() in _NOT_ADJECTIVES or article == "cada":
        return found[0]
    more = _LAST.sub(lambda one: one[1] + gender + one[3], found["more"])
    return f"{found['before']}{found['stem']}{gender}{found['ending'][1:]}{more}"
