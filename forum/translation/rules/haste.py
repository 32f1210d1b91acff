"""Texts typed in haste, on a telephone: accents and tildes that are missing, and words cut short.

Only what is no other word is written out: *tambien, informacion, nao, voce*; not *publico* or *esta*, unless what stands beside tells.
"""

import re
from typing import Final

from forum.core.languages import Language

_FULL: Final[dict[Language, str]] = {
    "es": """
        tambien=también despues=después aqui=aquí asi=así ahi=ahí alli=allí alla=allá aca=acá segun=según ademas=además atras=atrás
        traves=través algun=algún ningun=ningún dia=día dias=días pagina=página paginas=páginas numero=número numeros=números
        rapido=rápido rapida=rápida rapidos=rápidos rapidas=rápidas facil=fácil faciles=fáciles dificil=difícil dificiles=difíciles
        util=útil utiles=útiles ultimo=último ultima=última ultimos=últimos ultimas=últimas proximo=próximo proxima=próxima
        proximos=próximos proximas=próximas publicos=públicos area=área areas=áreas linea=línea lineas=líneas estan=están
        telefono=teléfono codigo=código codigos=códigos credito=crédito politica=política politicas=políticas tecnico=técnico
        tecnica=técnica tecnicos=técnicos tecnicas=técnicas economico=económico economica=económica basico=básico basica=básica
        juridico=jurídico juridica=jurídica electronico=electrónico electronica=electrónica unico=único unica=única metodo=método
        articulo=artículo articulos=artículos titulo=título vehiculo=vehículo vehiculos=vehículos semaforo=semáforo
        semaforos=semáforos regimen=régimen jovenes=jóvenes gestion=gestión reunion=reunión region=región opinion=opinión
        camion=camión razon=razón jardin=jardín boletin=boletín quiza=quizá quizas=quizás ojala=ojalá pais=país paises=países
        raiz=raíz habia=había habian=habían tenia=tenía tenian=tenían podia=podía queria=quería debia=debía seria=sería
        serian=serían podria=podría podrian=podrían podriamos=podríamos deberia=debería deberian=deberían deberiamos=deberíamos
        tendria=tendría tendrian=tendrían haria=haría harian=harían gustaria=gustaría hacian=hacían
        teniamos=teníamos habiamos=habíamos pidio=pidió recibio=recibió decidio=decidió perdio=perdió salio=salió subio=subió
        cumplio=cumplió respondio=respondió ofrecio=ofreció cayo=cayó avisenme=avísenme diganme=díganme ayudenme=ayúdenme
        pasenme=pásenme mandenme=mándenme cuentenme=cuéntenme alcaldia=alcaldía tramites=trámites
        estadistica=estadística estadisticas=estadísticas diagnostico=diagnóstico indice=índice minimo=mínimo maximo=máximo
        informatica=informática logica=lógica analisis=análisis categoria=categoría
        categorias=categorías energia=energía auditoria=auditoría asesoria=asesoría contraloria=contraloría tesoreria=tesorería
        mayoria=mayoría todavia=todavía arbol=árbol arboles=árboles cesped=césped deficit=déficit
        ingles=inglés portugues=portugués interes=interés estres=estrés jamas=jamás demas=demás comun=común perdon=perdón
        rendicion=rendición buzon=buzón padron=padrón patron=patrón telefonos=teléfonos periodico=periódico catalogo=catálogo
        tmb=también tb=también tbn=también xq=porque pq=porque q=que k=que pa=para xfa=por_favor porfa=por_favor bn=bien msj=mensaje
        fué=fue fuí=fui dió=dio vió=vio dí=di ésto=esto éso=eso capitulo=capítulo camara=cámara increible=increíble union=unión
        empezo=empezó comenzo=comenzó vencio=venció ocurrio=ocurrió sucedio=sucedió aparecio=apareció nacio=nació consiguio=consiguió
        sirvio=sirvió siguio=siguió existio=existió eligio=eligió definio=definió permitio=permitió exigio=exigió prometio=prometió vivio=vivió
        corrigio=corrigió leyo=leyó creyo=creyó oyo=oyó
        decia=decía decian=decían existia=existía existian=existían parecia=parecía sabiamos=sabíamos caido=caído caida=caída leido=leído oido=oído
        traido=traído creido=creído muchisimas=muchísimas muchisimo=muchísimo muchisimos=muchísimos muchisima=muchísima
        grax=gracias muni=municipalidad uni=universidad finde=fin_de_semana compu=computadora dsp=después
    """,
    "pt": """
        nao=não voce=você voces=vocês ja=já ate=até sao=são entao=então tambem=também alguem=alguém ninguem=ninguém alem=além
        porem=porém apos=após numero=número numeros=números orgao=órgão orgaos=órgãos gestao=gestão municipio=município
        municipios=municípios
        duvida=dúvida duvidas=dúvidas reuniao=reunião reunioes=reuniões orcamento=orçamento
        servico=serviço servicos=serviços camara=câmara
        responsaveis=responsáveis dificil=difícil facil=fácil util=útil pagina=página paginas=páginas area=área areas=áreas
        ultimo=último ultima=última ultimos=últimos ultimas=últimas proximo=próximo proxima=próxima proximos=próximos
        proximas=próximas rapido=rápido rapida=rápida rapidos=rápidos rapidas=rápidas proprio=próprio propria=própria mes=mês tres=três minimo=mínimo maximo=máximo unico=único unica=única basico=básico basica=básica
        tecnico=técnico tecnica=técnica tecnicos=técnicos juridico=jurídico juridica=jurídica codigo=código indice=índice
        eletronico=eletrônico mudanca=mudança cobranca=cobrança seguranca=segurança lideranca=liderança crianca=criança
        criancas=crianças licenca=licença diferenca=diferença presenca=presença preco=preço precos=preços espaco=espaço
        endereco=endereço esforco=esforço vao=vão estao=estão serao=serão irao=irão havera=haverá amanha=amanhã manha=manhã
        convenio=convênio convenios=convênios criterio=critério criterios=critérios
        publicos=públicos politica=política politicas=políticas praticas=práticas
        varias=várias varios=vários onibus=ônibus transito=trânsito experiencia=experiência evidencia=evidência
        evidencias=evidências transparencia=transparência ciencia=ciência agencia=agência frequencia=frequência
        portugues=português sabado=sábado terca=terça edificio=edifício predio=prédio
        negocio=negócio historico=histórico diagnostico=diagnóstico estatistica=estatística analises=análises
        vc=você vcs=vocês diarias=diárias tb=também tbm=também pq=porque q=que qdo=quando qnd=quando hj=hoje msg=mensagem obg=obrigado vlw=valeu
        mto=muito mta=muita td=tudo eh=é tô=estou blz=beleza pfv=por_favor pfvr=por_favor
    """,
}
#: What only its neighbours tell, and endings. *Esta* before a masculine word is no pronoun; *esta medida* is one.
_BESIDE: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "es": (
        (r"([a-záéíóúñ]{2,})(c|s)ion", r"\1\2ión"),
        (r"esta(?= (?:[a-z]+[ai]do|bien|mal|listo|lleno|vacío|muy|pendiente|abierto)(?!\w))", "está"),
        (
            r"mas(?= (?:de|que|datos|tiempo|detalles|información|adelante|o menos|fácil|rápido|grande|claro)(?!\w))",
            "más",
        ),
        (r"a mi(?= (?:no |también |tampoco |nunca )?me )", "a mí"),
        (r"(nos|les?|me|te) paso(?= (?:lo mismo|algo|eso|esto|igual|exactamente|a ustedes)(?!\w)| ?\?)", r"\1 pasó"),
        (r"(?:qu[eé]|q) paso(?= (?:con|en|el|la|ayer|despu[eé]s)(?!\w)| ?[?.!]|$)", "qué pasó"),
        (r"escribanos(?= (?:al?|por|si|cuando|antes)(?!\w))", "escríbanos"),
        (
            r"no se(?= (?:si|qu[eé]|c[oó]mo|cu[aá]ndo|cu[aá]l|d[oó]nde|qui[eé]n|cu[aá]nt[oa]s?|por qu[eé])(?!\w))",
            "no sé",
        ),
        (r"x(?= (?:la|el|los|las|favor|su|tu|todo|eso|lo)(?!\w))", "por"),
        (r"(me|nos|les?|te) llego(?= (?:el|la|los|las|un|una|tu|su)(?!\w))", r"\1 llegó"),
        (r"((?:con|en) (?:el|la) que me) (registr|inscrib|anot)e", r"\1 \2é"),
        (
            r"(ayer|anoche|anteayer|hoy) (intent|envi|mand|llam|pregunt|revis|habl|prob|trat|us|entr|cargu|busqu|llegu|empec|publiqu)e",
            r"\1 \2é",
        ),
        (r"(ya(?: se)?|se|no|nos|les) cerro", r"\1 cerró"),
        # Of *yo* they would be said by nobody else.
        (
            r"(nadie|alguien|quien|qui[eé]n)((?: (?:no|ya|me|nos|les?|se|l[oa]s?))*) (contest|avis|llam|mand|envi|explic|ayud|entreg|pregunt|llev|pas|qued|lleg|us|dej|revis|carg|public|firm|aclar|coment|particip)o",
            r"\1\2 \3ó",
        ),
        (
            r"(?<!que )(?<!para que )(?<!cuando )(yo(?: ya| no| les?| l[oa]s?| la| me| tambi[eé]n)*) (intent|envi|complet|mand|llam|pregunt|revis|habl|prob|solicit|present|particip|trabaj|us|copi|adjunt|entr|qued|termin|logr|arm|firm|llen|baj|not|pas|trat|cargu|busqu|llegu|empec|publiqu|pagu|entregu|saqu|coloqu)e",
            r"\1 \2é",
        ),
        (r"(ya(?: les| le)?) (avis|envi|mand|llam|pregunt|revis|habl|cargu|busqu|intent|prob|solicit|sub)e", r"\1 \2é"),
    ),
    "pt": (
        (r"([a-záéíóúâêôãõç]{2,})cao", r"\1ção"),
        (r"([a-záéíóúâêôãõç]{2,})coes", r"\1ções"),
        (r"([a-záéíóúâêôãõç]{3,})ario(s?)", r"\1ário\2"),
        (r"([a-záéíóúâêôãõç]{3,})orio(s?)", r"\1ório\2"),
        (r"(?!cascavel)([a-záéíóúâêôãõç]{3,})avel", r"\1ável"),
        (r"([a-záéíóúâêôãõç]{2,})ivel", r"\1ível"),
        (r"([a-záéíóúâêôãõç]+[bdfglmnprstvxz])ao", r"\1ão"),
        (r"([a-záéíóúâêôãõç]+[bdfglmnprstvxz])oes", r"\1ões"),
        (r"esta(?= (?:[a-z]+[ai]do|bem|mal|pronto|cheio|vazio|muito|pendente|aberto|fora)(?!\w))", "está"),
        (r"so(?= (?:um|uma|o|a|os|as|para|falta|faltam|precisa|em|no|na|queria|depois)(?!\w))", "só"),
    ),
}
_WORD: Final = re.compile(r"(?<![\w@#/.-])[^\W\d_]+(?![\w@/-])")
#: *Escribanme, mandenlo*: no other Spanish word ends like that without an accent.
_TOLD: Final = re.compile(
    r"(?<!\w)([a-zñ]+?)([aeiou])((?:qu|gu|[^aeiou\W\d_áéíóú]|i(?=[ae]n))*[ae]n(?:me|nos|les?|l[oa]s?))(?!\w)",
    re.IGNORECASE,
)
_ACCENTS: Final = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_TABLES: Final = {
    language: {
        short: long.replace("_", " ")
        for short, _, long in (pair.partition("=") for pair in text.split())
        if short != long
    }
    for language, text in _FULL.items()
}
_PATTERNS: Final = {
    language: tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), becomes) for pattern, becomes in rows)
    for language, rows in _BESIDE.items()
}


def _stressed(found: re.Match[str]) -> str:
    return found[1] + found[2].translate(_ACCENTS) + found[3]


def written_out(text: str, source: Language) -> str:
    """Return a text with the accents of its language, and its short words long."""
    table = _TABLES[source]

    def replace(found: re.Match[str]) -> str:
        word = found[0]
        long = table.get(word.lower())
        if long is None or (word.isupper() and len(word) > 1):
            return word
        return long[:1].upper() + long[1:] if word[:1].isupper() else long

    for pattern, becomes in _PATTERNS[source]:
        text = pattern.sub(becomes, text)
    if source == "es":
        text = _TOLD.sub(_stressed, text)
    return _WORD.sub(replace, text)
