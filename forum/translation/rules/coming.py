"""What is still to come, mended behind the engine: *quando repitam a pesquisa* is *quando repetirem a pesquisa*.

`futures` says beforehand what it has in its table; here is whatever else the engine left as a present subjunctive.
"""

import re
from functools import lru_cache
from typing import Final

from forum.translation.inflection import words
from forum.translation.rules.regular import conjugated

_REGULAR: Final = words(
    """
    abandonar abordar acrescentar sancionar aplicar vencer acelerar acessar acompanhar acumular adaptar adequar adiar adjudicar administrar afetar agendar agregar ajudar ajustar alcançar
    alertar alimentar ampliar anexar anotar anular anunciar aparecer aperfeiçoar apontar aposentar apoiar apresentar aproveitar aproximar armazenar
    arquivar arrumar articular assistir atacar atrasar atingir atuar auditar automatizar avisar bloquear buscar cadastrar cair calcular cancelar capacitar
    capturar casar certificar citar classificar coletar colocar comentar comemorar compensar complicar comprar comprometer comunicar conceder concretizar
    conectar conhecer considerar construir consultar consumir convencer conversar coordenar cortar criar cuidar cumprimentar dedicar demorar denunciar
    depositar derrubar desaparecer desativar desbloquear descartar desenhar desenvolver desistir destinar devolver diagnosticar digitalizar digitar diminuir
    discutir distribuir dividir divulgar documentar economizar editar elaborar eliminar empenhar encaminhar encerrar enfrentar ensinar entender equipar
    errar esclarecer esquecer estabelecer estruturar estudar evoluir executar expandir explicar exportar expirar facilitar falar falhar fiscalizar formalizar
    formar formular fortalecer garantir gastar gerar gerenciar girar gostar governar gravar guardar habilitar identificar implementar implantar importar
    imprimir inaugurar incorporar indicar informar ingressar iniciar inspecionar integrar investigar jogar juntar justificar lançar lembrar levantar liberar
    licitar ligar limpar liquidar listar localizar lotar manifestar mapear marcar migrar ministrar monitorar montar morrer mostrar motivar multar negar
    negociar notar notificar numerar nascer oferecer operar ordenar organizar orientar padronizar parar passar perceber pesquisar planejar pontuar postar
    premiar preparar prestar priorizar processar programar prometer prorrogar proteger protocolar provar quebrar questionar reabrir reagir realocar recolher
    reclamar recomendar reconhecer recuperar redigir reduzir reformar registrar regulamentar remanejar remarcar renovar renunciar reparar representar reservar
    retirar retomar reutilizar romper sanar selecionar sentar separar simplificar sinalizar sistematizar sofrer solucionar somar sortear substituir
    suspender terminar testar tirar tocar tramitar transmitir tratar treinar trocar ultrapassar unir unificar utilizar vacinar validar vender verificar
    viajar vincular visitar viver votar incomodar engajar envolver escutar disponibilizar compreender defender correr comer beber aprender atender mover
    receber responder resolver acontecer permitir existir assumir anonimizar enganar equivocar
    """
)
#: Subjunctive of one person = infinitive, where they do not have the same stem.
_OTHERS: Final = dict(
    pair.split("=")
    for pair in """
    repita=repetir sinta=sentir prefira=preferir sugira=sugerir confira=conferir transfira=transferir adira=aderir reflita=refletir compita=competir
    invista=investir insira=inserir interfira=interferir durma=dormir sirva=servir siga=seguir consiga=conseguir persiga=perseguir peça=pedir meça=medir
    despeça=despedir impeça=impedir ouça=ouvir perca=perder saia=sair caia=cair leia=ler traduza=traduzir produza=produzir reduza=reduzir conduza=conduzir
    cubra=cobrir descubra=descobrir previna=prevenir reúna=reunir proíba=proibir inclua=incluir conclua=concluir contribua=contribuir corrija=corrigir
    exija=exigir dirija=dirigir fuja=fugir suba=subir valha=valer requeira=requerer
    """.strip().split()
)
#: Forms that are a present indicative of another verb as well, or nouns.
_NO_FORMS: Final = words("cobre cobrem sente sentem")
#: *Quando a equipe terminar*: with an article, nouns.
_NOUNS: Final = words(
    "equipe corte passe toque lance ajuste poste alcance monte conserte posse teste parte compra conta visita resposta proposta"
)
_ARTICLE: Final = re.compile(r"(?<!\w)[oa]s? $", re.IGNORECASE)
_BETWEEN: Final = r"(?: (?:não|já|se|me|nos|te|lhes?|[oa]s?|também|só|ainda))*"
_SUBJECT: Final = r"(?: (?:(?:[oa]s?|uma?|seus?|suas?|noss[oa]s?|algum|alguma|cada|outr[oa]s?|ess[ea]s?|est[ea]s?) [^\W\d_]+(?: d[eao]s? [^\W\d_]+)?|todos|tudo|alguém|ninguém|vocês?|el[ea]s?|eu|(?-i:[A-ZÁÉÍÓÚ][a-záéíóúçãõ]+(?: (?:e )?[A-ZÁÉÍÓÚ][a-záéíóúçãõ]+)?)))?"
_COMING: Final = re.compile(
    rf"(?<!\w)(?P<before>(?:quando|assim que|logo que|sempre que|cada vez que|toda vez que|uma vez que|à medida que|depois que|enquanto|quanto mais [^\W\d_]+|quanto menos [^\W\d_]+|no momento em que|no dia em que|os que|as que){_SUBJECT}{_BETWEEN} )"
    r"(?P<verb>[^\W\d_]+(?:e|em|emos|a|am|amos))(?!\w)",
    re.IGNORECASE,
)


def still_to_come(text: str) -> str:
    """Return a Portuguese text in which these verbs are in the future subjunctive."""
    return _COMING.sub(_to_come, text)


def _to_come(found: re.Match[str]) -> str:
    verb = found["verb"]
    if verb.lower() in _NOUNS and _ARTICLE.search(found["before"]):
        return found[0]
    return found["before"] + _forms().get(verb.lower(), verb)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    made: dict[str, str] = {}
    for verb in sorted(_REGULAR):
        if verb in _OTHERS.values():
            continue
        # Infinitive first, then four forms in each tense: the subjunctive is the sixth.
        made |= dict(zip(conjugated(verb, "pt")[21:24], _futures(verb), strict=True))
    for one, verb in _OTHERS.items():
        we = {"reúna": "reunamos", "proíba": "proibamos"}.get(one, one + "mos")
        made |= dict(zip((one, we, one + "m"), _futures(verb), strict=True))
    return {form: becomes for form, becomes in made.items() if form not in _NO_FORMS}


def _futures(verb: str) -> tuple[str, str, str]:
    # *Construírem, saírem*, but *seguirem*.
    many = verb[:-2] + "írem" if re.search(r"(?:a|(?<![gq])u)ir$", verb) else verb + "em"
    return verb, verb + "mos", many
