"""What agrees with a noun that changed its gender, where the engine no longer sees the two together: *a mensagem do prefeito foi muito clara*."""

import re
from functools import lru_cache
from functools import partial
from typing import Final

from forum.core.languages import LANGUAGES
from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.inflection import gender_of
from forum.translation.inflection import plural
from forum.translation.inflection import words
from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows

#: Nouns whose gender is another in the other language, by the language in which they stand.
_NOUNS: Final[dict[Language, frozenset[str]]] = {
    "pt": words(
        """
        mensagem mensagens análise análises ponte pontes árvore árvores viagem viagens linguagem origem porcentagem paisagem homenagem
        equipe equipes prefeitura prefeituras câmara pontuação entrega entregas conquista conquistas despesa despesas escola receita receitas
        sinal sinais leite edital editais critério pregão pregões leilão órgão órgãos prontuário limite guia guias escritório sistema
        desempenho computador computadores questionário lixo salário rascunho relatório relatórios processo painel painéis anexo anexos
        ata atas pesquisa pesquisas lei planilha planilhas reclamação reclamações senha senhas resposta respostas conta contas contribuição contribuições
        agendamento agendamentos alvará alvarás atendimento balcão banco bancos creche creches dinheiro diretrizes escritórios esgoto estágio estágios
        governança guichê iluminação limpeza linha linhas lixos pauta pautas pontuações propina propinas protocolo quadro quadros repasse repasses
        roteiro roteiros teste testes transição ouvidoria distribuição queda quedas lotação contagem apuração
        concessão adequação piora chegada concessionária coleta transferência vencimento encerramento maquinário
        consórcio consórcios dilema arborização aplicativo aplicativos modelo modelos maquiagem juros sobrenome
        sobrenomes envelope envelopes cadastro cadastros diária diárias setor setores porcentual prazo prazos
        abordagem abordagens aproximação esclarecimento esclarecimentos vício vícios agrupamento agrupamentos alarme alarmes tapete tapetes alinhamento
        alinhamentos plataforma plataformas episódio episódios aparecimento aprendizagem aprendizagens arbitragem artesanato detenção detenções ascensão
        enfraquecimento bola bolas varredura bengala bengalas borda bordas fiação mudança mudanças troca trocas sino sinos açougue açougues cartaz
        cartazes isca iscas jantar jantares centena centenas decepção cobrança cobranças cor cores eleição eleições entendimento entendimentos
        acordo acordos congestionamento congestionamentos coragem costume costumes creme cremes criança crianças faca facas berço berços cota
        cotas cárcere cárceres grama desaparecimento inquietação descoberta descobertas desespero desistência desistências desordem demissão demissões
        deslocamento deslocamentos desvio desvios deterioração alvo alvos slide slides dor dores drenagem drenagens gravidez localização embreagem engrenagem
        engrenagens montagem montagens ensino embalagem embalagens bagagem bagagens engano enganos espessura estreia estreias falha falhas
        ferrovia ferrovias financiamento financiamentos fraude fraudes atrito ganho ganhos garagem garagens gestão grampo grampos luva
        luvas machado machados fome hectare hectares honra hormônio hormônios hospedagem hospedagens pousada pousadas fumaça envolvimento
        insônia investimento investimentos convite convites lavagem liderança lideranças livraria livrarias telefonema telefonemas listagem listagens
        elogio elogios manutenção margem margens massacre massacres melhoria melhorias mel modelagem monitoramento amostragem coxa nariz
        neurônio nomeação nomeações regulamento regulamentos oliveira órbita laranjeira laranjeiras documentação paradoxo paradoxos casal casais
        cola pele pedágio pedágios permissão permissões personagem personagens pesadelo pesadelos planejamento planejamentos dobra proposta propostas
        aprofundamento protesto protestos faixa faixas rejeição rejeições recuperação lembrança lembranças partilha revisão revisões
        reportagem reportagens ressonância irrigação riso joelho joelhos rompimento sal molho sangue distorção distorções
        sondagem sondagens sorriso sorrisos leilões tampa tampas cartão cartões terraço terraços encanamento encanamentos bandagem voltagem via
        site sites substituição substituições conserto consertos estacionamento estacionamentos visto vistos bancada assessoria abaixo-assinado economia vaga lista posto verba mutirão calçada
        lixeira tela exigência demora
        """
    ),
    "es": words(
        """
        mensaje mensajes análisis puente puentes árbol árboles viaje viajes lenguaje origen porcentaje paisaje homenaje equipo equipos
        ayuntamiento concejo puntaje entregable entregables logro logros gasto gastos ingreso ingresos señal señales leche pliego pliegos
        subasta dependencia dependencias guía guías oficina oficinas computadora computadoras capacitación capacitaciones licencia
        convocatoria reclamo reclamos resolución jornada jornadas transferencia transferencias aplicación
        aplicaciones adenda propuesta propuestas barrio informe informes expediente encuesta encuestas aporte aportes obra obras
        adendas alojamiento alumbrado base bases basura borrador borradores cita citas consejo consejos dirección direcciones fiscalía gestión
        hoja hojas lineamientos observación observaciones orden pasantía posteo posteos puntajes recorrido reparación respuesta respuestas
        certificado certificados permiso permisos acuerdo acuerdos grupo grupos mejora mejoras cumplimiento
        competencia cuadernillo cuadernillos servidor envío envíos alcance lista vehículo vehículos canasta ventana
        ventanas retraso retrasos presupuesto presupuestos niño niños soborno sobornos solicitud solicitudes subastas
        taller talleres ventanilla área áreas mantenimiento ahorro ahorros color colores costumbre costumbres
        protesta protestas aprendizaje aprendizajes reportaje descubrimiento cambio cambios cupo cupos intento
        intentos búsqueda búsquedas gente planta conversatorio conversatorios exigencia exigencias
        """
    ),
}


@lru_cache(maxsize=2)
def nouns_of_another_gender(language: Language) -> frozenset[str]:
    """Return the nouns of a language, or heads of phrases, that changed their gender on the way into it, in both numbers."""
    heads = {
        row.written(language).split(" ")[0].split("/")[0].lower()
        for row in (*lexicon(), *shipped_rows())
        if row.gender_es != row.gender_pt and row.steers_from(other(language))
    }
    nouns = _NOUNS[language]
    return (
        nouns
        | {plural(noun, language) for noun in nouns if not noun.endswith("s")}
        | heads
        | {plural(head, language) for head in heads}
    )


@lru_cache(maxsize=1)
def _feminine() -> frozenset[str]:
    """Return the feminine ones among them in Spanish, of which *mi, su* say nothing."""
    heads = {
        row.written("es").split(" ")[0].split("/")[0].lower()
        for row in lexicon()
        if row.gender_es == "f" and row.gender_pt == "m" and row.steers_from("pt")
    }
    return frozenset(heads | {plural(head, "es") for head in heads} | {"computadora", "computadoras"})


#: What says nothing of the gender.
_SILENT: Final[dict[Language, frozenset[str]]] = {"es": words("mi mis su sus tu tus"), "pt": words("cada")}
#: Their ending says nothing of it either.
_EITHER: Final = words("alerta guarda personagem")
_ARTICLES: Final[dict[Language, dict[str, str]]] = {
    "pt": {
        "m": "o os um nosso nossos seu seus meu meus este esse esses estes cujo cujos",
        "f": "a as uma nossa nossas sua suas minha minhas esta essa essas estas cuja cujas",
    },
    "es": {
        "m": "el los un nuestro nuestros este ese estos esos cuyo cuyos",
        "f": "la las una nuestra nuestras esta esa estas esas cuya cuyas",
    },
}
_BE: Final[dict[Language, str]] = {
    "pt": r"é|são|foi|foram|era|eram|será|serão|seja|sejam|está|estão|estava|estavam|esteve|estiveram|esteja|estejam|ficou|ficaram|fica|ficam|ficará|fique|fiquem|"
    r"parece|parecem|aparece|aparecem|apareceu|apareceram|vem|vêm|sai|saem|saía|saíam|saiu|saíram|resulta|resultou|continua|continuam|continuou|continuava|continuavam|"
    r"(?:pode|podem|deve|devem|vai|vão|precisa|precisam|tem que|têm que) (?:ser|estar|ficar)|foi sendo|tinha sido|havia sido",
    "es": r"es|son|fue|fueron|era|eran|será|serán|sea|sean|está|están|estaba|estaban|estuvo|estuvieron|esté|estén|quedó|quedaron|queda|quedan|quedará|quede|queden|se volvió|se volvieron|se vuelve|se puso|se pusieron|salió|llegó|llegaron|anda|andan|sigue|siguen|"
    r"parece|parecen|aparece|aparecen|apareció|aparecieron|viene|vienen|vino|vinieron|(?:puede|pueden|debe|deben|va a|van a|necesita|necesitan|tiene que|tienen que) (?:ser|estar|quedar)|había sido|ha sido|han sido",
}
#: Adjectives of two endings that are frequent after *to be*, by their stems; participles besides.
_ADJECTIVES: Final[dict[Language, str]] = {
    "pt": r"clar|nov|long|curt|lent|rápid|públic|abert|pequen|únic|mesm|cert|complet|corret|pront|list|car|barat|bonit|fei|text|sever|justa?|precis|extens|"
    r"útil|positiv|negativ|objetiv|históric|técnic|polític|jurídic|econômic|rigoros|complex|obrigatóri|necessári|voluntári|rica?|baix|alt|antig|própri|"
    r"escrit|feit|dit|vist|post|aceit|gast|pag|entreg|errad|barulhent|mist|exat|diret|indiret|mútu|intern|extern|modern|robust|vast|restrit|infinit|torn|tort|mort|cobert|divers|intens|extrem|madur|escur|pur|dur|concorrid|fals|vazi|atent|content|satisfeit|chei|segur|pront|preparad|velh|suj|limp|"
    r"ampl|confus|rar|nul|séri|fix|escass|estreit|larg|próxim|estranh|provisóri|imediat|óbvi|perfeit|tranquil|profund|mínim|máxim|prévi|contínu|modest|remot|anônim|supost|verdadeir|autônom|simultâne|aleatóri|invers|solt|pres|vermelh|amarel|branc|negr|fri|estrangeir|urban|human|ocult|express|supérflu|sensat|financeir|opost|descobert|dign|violent|paralel|honest|legítim|injust|imens|redond|dens|absurd|absolut|sucint|molest|bem-vind|interin|noturn|cômod|favorit|desert",
    "es": r"clar|nuev|larg|cort|lent|rápid|públic|abiert|pequeñ|únic|mism|ciert|complet|correct|incomplet|list|car|barat|bonit|fe|sever|precis|extens|buen|mal|"
    r"positiv|negativ|objetiv|históric|técnic|polític|jurídic|económic|riguros|complej|obligatori|necesari|voluntari|baj|alt|antigu|propi|"
    r"escrit|hech|dich|vist|puest|rot|roj|atent|content|satisfech|llen|segur|respetuos|molest|cansad|excesiv|decisiv|efectiv|intens|profund|significativ|confus|rigid|detallad|viej|suci|limpi|desiert",
}
#: With the prepositions that swallow an article: before a relative.
_CONTRACTED: Final[dict[Language, dict[str, str]]] = {
    "pt": {"m": "do dos no nos ao aos pelo pelos", "f": "da das na nas à às pela pelas"},
    "es": {"m": "del al", "f": ""},
}
#: Feminine, all the same: *el acta fue firmada*.
_WITH_EL: Final = words("acta área aula agua arma alma")
#: Prepositions, with the articles that they swallow.
_WITHIN: Final[dict[Language, str]] = {
    "pt": r"d[aeo]s?|n[oa]s?|[dn](?:est|ess|um)[ea]s?|por|sem|em|com|sobre|entre|para|contra|pel[oa]s?|aos?|às?",
    "es": r"del?|en|con|sobre|entre|para|contra|por|al?",
}
_HOW: Final = r"(?: (?:não|no|muito|muy|mais|más|tão|tan|bem|bastante|demasiado|pouco|poco|ainda|todavía|já|ya|também|também|quase|casi|sempre|siempre|bem mais|mucho más|muito mais|menos))*"
_NOT_ADJECTIVES: Final = words(
    "resultado estado mercado dado pedido partido sentido resultados dados pedidos conteúdo significado cuidado lado todo toda tudo nada cada ainda vida saída medida sábado"
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


def _genders(language: Language, *, contracted: bool) -> dict[str, str]:
    """Return the articles of a language, and the ending that each asks for."""
    tables = [_ARTICLES[language], *([_CONTRACTED[language]] if contracted else [])]
    return {
        word: "a" if gender == "f" else "o"
        for table in tables
        for gender, line in table.items()
        for word in line.split()
    }


def _pattern(language: Language, *, relative: bool, within: bool = False) -> re.Pattern[str]:
    articles = "|".join([*_genders(language, contracted=relative), *_SILENT[language]])
    nouns = "|".join(map(re.escape, sorted(nouns_of_another_gender(language), key=lambda noun: (-len(noun), noun))))
    adjective = rf"(?:[^\W\d_]{{2,}}(?:[aií]d)|{_ADJECTIVES[language]})"
    be = rf"(?:{_BE[language]}){_HOW} "
    head = rf"(?P<article>{articles})(?: (?!cada(?!\w))[^\W\d_]+)? (?P<noun>{nouns})(?: [^\W\d_]+(?<!que))?"
    if within:
        # *O debate na câmara foi curto*: the noun within is no subject, though the engine takes it for one.
        subject = rf"(?<!\w){_SUBJECT}(?P<article>{articles}) [^\W\d_]+ (?:{_WITHIN[language]})(?: (?:{articles}))? (?P<noun>{nouns})(?: [^\W\d_]+(?<!que))?"
    elif relative:
        # *A resposta da equipe, que está muito atenta*.
        subject = rf"(?<!\w){head},? que"
    else:
        of = r"(?: (?:d[aeo]s?|del) (?:(?:el|la|los|las|nuestr[oa]s?) )?[^\s.,;:?!]+(?: [^\W\d_]+(?:ar|al|es|a|o))?){0,2}"
        # *O sinal que demos ao mercado*: a relative without a subject of its own.
        that = r"(?: que (?!(?:o|a|os|as|el|la|los|las|un|una|um|uma|noss|nuestr|eles?|elas?|ell[oa]s?|é|es|são|son|foi|fue|está)(?!\w))[^\s.,;:?!]+(?: [^\s.,;:?!]+){0,5}?)?"
        subject = rf"(?<!\w){_SUBJECT}{head}{of}{that}"
    return re.compile(
        rf"(?P<before>{subject}(?: (?:no|não|se|já|ya|también|também|todavía|ainda))* {be})(?P<stem>{adjective})(?P<ending>[oa]s?)(?!\w)"
        rf"(?P<more>(?: (?:e|y|ou|o) (?:(?:muito|muy|bem) )*{adjective}[oa]s?(?!\w))*)"
        rf"(?:(?P<between>(?: (?!(?:e|y|mas|pero|que)(?!\w))[^\s.,;:?!]+){{0,6}},? (?:e|y|ou|mas|pero) {be})(?P<stem2>{adjective})(?P<ending2>[oa]s?)(?!\w))?",
        re.IGNORECASE,
    )


_PATTERNS: Final = [
    (language, _genders(language, contracted=relative), _pattern(language, relative=relative, within=within))
    for language in LANGUAGES
    for relative, within in ((False, False), (True, False), (False, True))
]
#: That something has to be done: before an infinitive, or what is to happen.
_IMPERSONAL: Final = re.compile(r"(?:precis|necessári|necesari)o(?!\w)", re.IGNORECASE)
_TO_DO: Final = re.compile(r" (?:que|[^\W\d_]+(?:(?:[aei]r|ôr)|[áêíi]-l[oa]s?))(?!\w)")
_LAST: Final = re.compile(r"(?<= )([^\W\d_]+)([oa])(s?)(?=$| (?:e|y|ou|o) )")


def adjectives_of_portuguese() -> str:
    """Return the stems of frequent adjectives of two endings, as a part of a pattern."""
    return _ADJECTIVES["pt"]


@lru_cache(maxsize=1)
def _how_many() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<how>[Qq]uant)[oa]s (?P<noun>{_changed()})(?!\w)")


@lru_cache(maxsize=1)
def _only_one() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<one>[Uu]m)a? únic[oa] (?P<noun>{_changed()})(?!\w)")


def _changed() -> str:
    return "|".join(map(re.escape, sorted(nouns_of_another_gender("pt"), key=lambda noun: (-len(noun), noun))))


def agree(text: str, language: Language) -> str:
    """Return a text in this language in which such adjectives have the gender of their noun, which its article shows."""
    if language == "pt":
        # *Cuántos talleres*: the engine leaves *quantos oficinas*.
        text = _how_many().sub(
            lambda found: (
                f"{found['how']}{'a' if gender_of(found['noun'].removesuffix('s'), 'pt') == 'f' else 'o'}s {found['noun']}"
            ),
            text,
        )
        # *Un solo taller*: what is translated before the engine does not follow the noun.
        text = _only_one().sub(
            lambda found: (
                f"{found['one']}a única {found['noun']}"
                if gender_of(found["noun"].removesuffix("s"), "pt") == "f"
                else f"{found['one']} único {found['noun']}"
            ),
            text,
        )
    for patterned, genders, pattern in _PATTERNS:
        if patterned == language:
            text = pattern.sub(partial(_agree, genders), text)
    return text


def _agree(genders: dict[str, str], found: re.Match[str]) -> str:
    if _is_impersonal(found, "stem"):
        return found[0]
    noun, article = found["noun"].lower(), found["article"].lower()
    if article in _SILENT["pt"]:
        # *Cada ponte, cada ordem*: the ending does not tell.
        if noun in _EITHER or (
            gender_of(noun, "pt") == "m" and not noun.endswith(("do", "ro", "to", "co", "so", "io"))
        ):
            return found[0]
        gender = "a" if gender_of(noun, "pt") == "f" else "o"
    elif article in _SILENT["es"]:
        gender = "a" if noun in _feminine() or gender_of(noun.removesuffix("s"), "es") == "f" else "o"
    else:
        gender = "a" if noun in _WITH_EL else genders[article]
    if (found["stem"] + found["ending"]).lower() in _NOT_ADJECTIVES:
        return found[0]
    more = _LAST.sub(lambda one: one[1] + gender + one[3], found["more"])
    second = ""
    if found["between"]:
        second = f"{gender}{found['ending2'][1:]}"
        # *Foi feita uma pesquisa e não foram publicados os dados*: something else.
        if _is_impersonal(found, "stem2") or found["ending"].endswith("s") != found["ending2"].endswith("s"):
            second = found["ending2"]
        second = f"{found['between']}{found['stem2']}{second}"
    return f"{found['before']}{found['stem']}{gender}{found['ending'][1:]}{more}{second}"


def _is_impersonal(found: re.Match[str], stem: str) -> bool:
    """Tell of *foi preciso desclassificá-lo*: that something had to be done agrees with nothing."""
    end = found.end(stem) + len("o")
    return bool(_IMPERSONAL.match(found.string, found.start(stem))) and bool(_TO_DO.match(found.string, end))
