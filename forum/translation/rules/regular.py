"""Verbs that the engine does not know, or takes for others, in all the forms of regular conjugation: *priorizaron* is *priorizaram*.

Rows of a table would be thirty for each verb. What a row has translated already (⟦…⟧) stays as it is.
"""

import re
from functools import lru_cache
from typing import Final

from forum.core.languages import Language
from forum.core.languages import other
from forum.translation.inflection import words

#: By the language of the text: infinitive = infinitive in the other, with what follows it there; alone, it is the same in both.
_VERBS: Final[dict[Language, str]] = {
    "es": """
        archivar=arquivar asesorar=assessorar botar=jogar_fora cosechar=colher costear=custear desbordar=transbordar descuidar
        embargar ensuciar=sujar entablar=iniciar indagar lastimar=machucar licitar lidiar=lidar postergar=adiar priorizar
        pronosticar=estimar rebajar=baixar remodelar=reformar chequear=verificar resetear=redefinir testear=testar
        bachear=tapar_buracos asfaltar adoquinar=pavimentar desmalezar=roçar fumigar=dedetizar vallar=cercar
        cartografiar=mapear mapear tercerizar=terceirizar georreferenciar socializar visibilizar agendar calendarizar=agendar
        masificar=massificar efectivizar=efetivar eficientar=otimizar empadronar=cadastrar censar=recensear tabular
        tipear=digitar cliquear=clicar tuitear=tuitar postear=postar zonificar=zonear rotular platicar=conversar
        charlar=conversar amonestar=repreender multar reasignar=realocar colapsar pavimentar talar=derrubar arborizar
        electrificar=eletrificar iluminar demarcar parquear=estacionar concesionar=conceder suscribir=assinar
        diligenciar=preencher timbrar=carimbar adeudar=dever condonar=perdoar refinanciar
        transparentar=tornar_transparente decomisar=apreender demoler=demolir expropiar=desapropriar escriturar
        alojar=hospedar racionar potabilizar=tratar encuestar=entrevistar muestrear=amostrar ponderar cotejar=comparar
        estandarizar=padronizar homologar cifrar=criptografar hackear=invadir acotar=delimitar encauzar=direcionar
        afianzar=consolidar empoderar consensuar=pactuar dialogar obstaculizar=dificultar destrabar=destravar
        desatorar=destravar congestionar subsidiar matricular graduar=formar alfabetizar vacunar=vacinar
        esterilizar=castrar castrar ensayar=ensaiar cesantear=demitir recontratar sindicalizar allanar=vistoriar
        imprimir subsanar=sanar galardonar=premiar parchar=remendar trasladar=transferir
    """,
    "pt": """
        agendar ajeitar=acomodar alagar=inundar aprimorar=mejorar arquivar=archivar arrumar=arreglar assessorar=asesorar
        bancar=costear barrar=frenar buscar capinar=desmalezar deletar=eliminar desapropriar=expropiar
        desmatar=deforestar despejar=desalojar economizar=ahorrar embasar=fundamentar engajar=involucrar entupir=tapar
        escanear exonerar=cesar homologar indeferir=rechazar deferir=aceptar largar=dejar licitar lidar=lidiar
        lotar=llenar mapear multar padronizar=estandarizar pavimentar priorizar protocolar=presentar
        recapear=repavimentar remanejar=reasignar roçar=desmalezar tapar terceirizar=tercerizar checar=verificar
        asfaltar dedetizar=fumigar georreferenciar socializar massificar=masificar efetivar=concretar
        recensear=censar tabular tuitar=tuitear postar=publicar zonear=zonificar desocupar colapsar arborizar
        demarcar quitar=saldar lacrar=precintar demolir=derribar escriturar racionar amostrar=muestrear ponderar
        cotejar criptografar=cifrar empoderar dialogar atrapalhar=dificultar destravar=destrabar congestionar
        subsidiar matricular alfabetizar vacinar=vacunar castrar=esterilizar ensaiar=ensayar recontratar
        embutir=incorporar embargar=paralizar autuar=sancionar cassar=revocar empossar=juramentar apensar=anexar
        despachar publicizar=divulgar elencar=enumerar frisar=subrayar ressalvar=aclarar grampear=engrapar
        carimbar=sellar rubricar rasurar=tachar logar=ingresar remarcar=reprogramar desmarcar=cancelar
        desentupir=destapar remendar=parchar reflorestar=reforestar adubar=abonar assorear=colmatar
        transbordar=desbordar atropelar=atropellar colidir=chocar alavancar=impulsar nortear=orientar
        pleitear=solicitar sediar=albergar baratear=abaratar emperrar=trabar grifar=subrayar ranquear=clasificar
        viralizar flexibilizar lotear batalhar=luchar bolar=idear descumprir=incumplir apontar=señalar
        enxugar=recortar pular=saltar encaminhar=enviar digitar
    """,
}
#: Forms that are nouns as often, or belong to other verbs.
_NO_VERBS: Final[dict[Language, frozenset[str]]] = {
    "es": words(
        "multa cifra cifras tala agenda desborde timbre charla rebaja bote bota encuesta asesora cosecha vacuna costea "
        "licitado embarga matricula castra archiva gradúa demarca parche traslade trasladen"
    ),
    "pt": words(
        "multa agenda pauta rubrica posta poste postem roça tapa lida larga barra banca busca bola quita despacha vacina lote "
        "matricula economiza logo loga rasura reflora apensa checa entupido lotado cassa despeja bolada tapas lota regra atrapalha "
        "embuta arruma"
    ),
}
_PERSONS: Final = ("present", "past", "imperfect", "future", "conditional", "subjunctive", "past_subjunctive")
#: Endings of each tense after the stem (future and conditional: after the infinitive), for *he, we, they* and, where it differs, *I*.
_ENDINGS: Final[dict[Language, dict[str, dict[str, str]]]] = {
    "es": {
        "ar": {
            "present": "a amos an",
            "past": "ó amos aron é",
            "imperfect": "aba ábamos aban",
            "subjunctive": "e emos en",
            "past_subjunctive": "ara áramos aran",
            "other": "ando ado ada ados adas",
        },
        "er": {
            "present": "e emos en",
            "past": "ió imos ieron í",
            "imperfect": "ía íamos ían",
            "subjunctive": "a amos an",
            "past_subjunctive": "iera iéramos ieran",
            "other": "iendo ido ida idos idas",
        },
        "any": {"future": "á emos án é", "conditional": "ía íamos ían"},
    },
    "pt": {
        "ar": {
            "present": "a amos am",
            "past": "ou amos aram ei",
            "imperfect": "ava ávamos avam",
            "subjunctive": "e emos em",
            "past_subjunctive": "asse ássemos assem",
            "other": "ando ado ada ados adas",
        },
        "er": {
            "present": "e emos em",
            "past": "eu emos eram i",
            "imperfect": "ia íamos iam",
            "subjunctive": "a amos am",
            "past_subjunctive": "esse êssemos essem",
            "other": "endo ido ida idos idas",
        },
        "any": {"future": "á emos ão ei", "conditional": "ia íamos iam"},
    },
}
#: Stems whose *i* is stressed: *envía*.
_STRESSED: Final = words("envi ampli fotografi")
_WORD: Final = re.compile(r"(?<![\w-])([^\W\d_]+)(-l[oa]s?)?(?![\w-])(?![^⟦⟧]*⟧)")
_SOFT: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "es": (("z", "c"), ("c", "qu"), ("g", "gu")),
    "pt": (("ç", "c"), ("c", "qu"), ("g", "gu")),
}


def with_regular_verbs(text: str, source: Language) -> str:
    """Return a text in which such verbs are translated."""
    forms = _forms(source)

    def replace(found: re.Match[str]) -> str:
        made = forms.get(found[0].lower())
        if made is None:
            return found[0]
        return "⟦" + (made[:1].upper() + made[1:] if found[0][:1].isupper() else made) + "⟧"

    return _WORD.sub(replace, text)


@lru_cache(maxsize=2)
def _forms(source: Language) -> dict[str, str]:
    target = other(source)
    made: dict[str, str] = {}
    for pair in _VERBS[source].split():
        verb, _, partner = pair.partition("=")
        partner, *rest = (partner or verb).split("_")
        after = "".join(f" {word}" for word in rest)
        for written, becomes in zip(_conjugated(verb, source), _conjugated(partner, target), strict=True):
            made.setdefault(written, becomes + after)
        made |= _with_pronouns(verb, partner, after, source)
    return {written: becomes for written, becomes in made.items() if written not in _NO_VERBS[source]}


def _conjugated(verb: str, language: Language) -> list[str]:
    stem, kind = verb[:-2], verb[-2:]
    tables = _ENDINGS[language]
    own = dict(tables["ar" if kind == "ar" else "er"])
    if kind == "ir":
        own["present"] = own["present"].replace("emos", "imos")
        if language == "pt":
            own["past"] = "iu imos iram i"
            own["past_subjunctive"] = "isse íssemos issem"
            own["other"] = own["other"].replace("endo", "indo")
    forms = [verb]
    for tense in _PERSONS:
        endings = tables["any"].get(tense) or own[tense]
        he, we, they, *me = endings.split()
        base = verb if tense in tables["any"] else stem
        forms += [_joined(base, ending, language) for ending in (he, we, they, *(me or [he]))]
    return forms + [_joined(stem, ending, language) for ending in own["other"].split()]


def _joined(stem: str, ending: str, language: Language) -> str:
    """Return a form as it is spelt: *realizar, realice*; *mapear, mapeia*."""
    if ending[0] in "eéê" and not stem.endswith("r"):
        for hard, soft in _SOFT[language]:
            if stem.endswith(hard):
                stem = stem.removesuffix(hard) + soft
                break
    if language == "es" and stem in _STRESSED and ending in {"a", "an", "e", "en"}:
        stem = stem[:-1] + "í"
    if language == "pt" and stem.endswith("e") and ending in {"a", "am", "e", "em"}:
        stem += "i"
    return stem + ending


def _with_pronouns(verb: str, partner: str, after: str, source: Language) -> dict[str, str]:
    """Return the infinitive with a pronoun for a thing: *priorizarlos* is *priorizá-los*."""
    spanish, portuguese = (verb, partner) if source == "es" else (partner, verb)
    accented = portuguese[:-2] + {"ar": "á", "er": "ê", "ir": "i"}[portuguese[-2:]]
    made = {}
    for pronoun in ("lo", "la", "los", "las"):
        pair = (spanish + pronoun, f"{accented}-{pronoun}")
        written, becomes = pair if source == "es" else pair[::-1]
        made[written] = becomes + after
    if source == "pt":
        # Infinitives with persons: *para priorizarmos*.
        return made | dict.fromkeys((f"{verb}mos", f"{verb}em"), partner + after)
    return made
