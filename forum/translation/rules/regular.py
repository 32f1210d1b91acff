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
        escanear=digitalizar archivar=arquivar diezmar=dizimar sesgar=enviesar arrugar=amassar abuchear=vaiar desayunar=tomar_café averiguar=verificar cenar=jantar merendar=lanchar desenchufar=desligar tronar=trovejar arrastrar=arrastar redondear=arredondar traspapelar=extraviar saltear=pular asesorar=assessorar botar=jogar_fora cosechar=colher costear=custear desbordar=transbordar descuidar
        embargar ensuciar=sujar entablar=iniciar indagar lastimar=machucar licitar lidiar=lidar postergar=adiar priorizar
        pronosticar=estimar rebajar=baixar remodelar=reformar chequear=verificar resetear=redefinir testear=testar
        bachear=tapar_buracos asfaltar adoquinar=pavimentar desmalezar=roçar fumigar=dedetizar vallar=cercar
        cartografiar=mapear mapear tercerizar=terceirizar georreferenciar socializar visibilizar agendar
        calendarizar=agendar masificar=massificar efectivizar=efetivar eficientar=otimizar empadronar=cadastrar
        censar=recensear tabular tipear=digitar cliquear=clicar tuitear=tuitar postear=postar zonificar=zonear
        rotular platicar=conversar charlar=conversar amonestar=repreender multar reasignar=realocar colapsar
        pavimentar talar=derrubar arborizar electrificar=eletrificar iluminar demarcar parquear=estacionar
        concesionar=conceder suscribir=assinar diligenciar=preencher timbrar=carimbar adeudar=dever condonar=perdoar
        refinanciar transparentar=tornar_transparente decomisar=apreender demoler=demolir expropiar=desapropriar
        escriturar alojar=hospedar racionar potabilizar=tratar encuestar=entrevistar muestrear=amostrar ponderar
        cotejar=comparar estandarizar=padronizar homologar cifrar=criptografar hackear=invadir acotar=delimitar
        encauzar=direcionar afianzar=consolidar empoderar consensuar=pactuar dialogar obstaculizar=dificultar
        destrabar=destravar desatorar=destravar congestionar subsidiar matricular graduar=formar alfabetizar
        vacunar=vacinar esterilizar=castrar castrar ensayar=ensaiar cesantear=demitir recontratar sindicalizar
        allanar=vistoriar imprimir subsanar=sanar galardonar=premiar parchar=remendar trasladar=transferir
        señalar=apontar desestimar=rejeitar derogar=revogar evadir=burlar desperdiciar=desperdiçar abonar=pagar
        solventar=resolver contrarrestar=combater prescindir recalcar=ressaltar resaltar=ressaltar remarcar=ressaltar
        evidenciar exhortar=exortar eximir=isentar sufragar=custear publicitar=divulgar reescribir=reescrever
        plasmar=registrar enmarcar=enquadrar caducar=vencer inhabilitar=inabilitar ejemplificar=exemplificar
        descalificar=desqualificar recopilar=coletar volcar=passar incautar=apreender rezagar=atrasar almacenar=armazenar
        ahondar=aprofundar omitir concretar=concretizar investigar conectar rechazar=rejeitar tapar rematar=leiloar
        fraccionar=fracionar endeudar=endividar denegar=indeferir arreglar=consertar enlazar=vincular
        discontinuar=descontinuar planificar=planejar peatonalizar=transformar_em_calçadão sortear desalojar=despejar
        exceptuar=isentar acceder=acessar acaparar=concentrar acercar=aproximar achicar=encolher acondicionar=adequar
        agrandar=ampliar alentar=incentivar apalancar=alavancar apuntalar=reforçar brindar=prestar
        desplegar=implantar devengar=liquidar emplazar=intimar encarrilar=colocar_nos_trilhos enderezar=endireitar
        entorpecer=dificultar explotar=explorar felicitar=parabenizar graficar=representar indemnizar=indenizar
        jerarquizar=hierarquizar mermar=encolher normar=regulamentar paliar=amenizar pilotear=testar
        potenciar=potencializar prorratear=ratear puntuar=pontuar radicar=protocolar readecuar=readequar
        reclasificar=reclassificar recortar=cortar redirigir=redirecionar reencauzar=redirecionar
        refrendar=referendar resarcir=ressarcir reportar=relatar sellar=carimbar sondear=sondar supeditar=subordinar
        tasar=avaliar tipificar transcribir=transcrever zanjar=resolver remitir=encaminhar erogar=gastar
        checar=verificar regresar=voltar aterrizar=concretizar tirar=jogar desanimar aflojar=afrouxar liberar filtrar
        turnar=revezar tramitar despegar=descolar traspasar=transferir arruinar=estragar llenar=preencher sacar=tirar
        contestar=responder molestar=incomodar armar=montar brindar=oferecer aclarar=esclarecer suceder=acontecer
        otorgar=conceder respaldar=apoiar tumbar=derrubar sobornar=subornar auspiciar=patrocinar acosar=assediar
        voltear=virar pisar concienciar=conscientizar estallar=estourar atrapar=prender padecer=sofrer eludir=evitar
        visibilizar=evidenciar obviar=ignorar cursar oficiar exprimir=espremer rendir=render atascar=emperrar firmar=assinar brincar=pular derivar=encaminhar actualizar=atualizar tachar=riscar numerar preseleccionar=pré-selecionar retrasar=atrasar enojar=irritar refaccionar=reformar entrevistar anonimizar seudonimizar=pseudonimizar rebalsar=transbordar externalizar=terceirizar improbar=rejeitar parchear=atualizar enganchar=engajar zanjear=escavar
    """,
    "pt": """
        agendar ajeitar=acomodar alagar=inundar aprimorar=mejorar arquivar=archivar arrumar=arreglar assessorar=asesorar
        bancar=costear barrar=frenar buscar capinar=desmalezar deletar=eliminar desapropriar=expropiar
        desmatar=deforestar despejar=desalojar economizar=ahorrar embasar=fundamentar engajar=involucrar entupir=tapar
        escanear exonerar=cesar homologar indeferir=rechazar deferir=aceptar largar=dejar licitar lidar=lidiar
        lotar=llenar mapear multar padronizar=estandarizar pavimentar priorizar protocolar=presentar
        recapear=repavimentar remanejar=reasignar roçar=desmalezar tapar terceirizar=tercerizar checar=verificar
        asfaltar emplacar=matricular dedetizar=fumigar georreferenciar socializar massificar=masificar efetivar=concretar
        recensear=censar tabular tuitar=tuitear postar=publicar zonear=zonificar desocupar colapsar arborizar
        demarcar quitar=saldar lacrar=sellar demolir=derribar escriturar racionar amostrar=muestrear ponderar
        cotejar criptografar=cifrar empoderar dialogar atrapalhar=dificultar destravar=destrabar congestionar
        subsidiar matricular alfabetizar vacinar=vacunar castrar=esterilizar ensaiar=ensayar recontratar
        embutir=incorporar embargar=paralizar autuar=sancionar cassar=revocar empossar=juramentar apensar=anexar
        despachar publicizar=divulgar elencar=enumerar frisar=subrayar ressalvar=aclarar grampear=engrapar
        carimbar=sellar rubricar rasurar=tachar logar=ingresar remarcar=reprogramar desmarcar=cancelar
        desentupir=destapar remendar=parchar reflorestar=reforestar adubar=abonar assorear=colmatar
        transbordar=desbordar atropelar=atropellar colidir=chocar alavancar=impulsar nortear=orientar
        pleitear=solicitar sediar=albergar baratear=abaratar emperrar=trabar grifar=subrayar ranquear=clasificar
        viralizar flexibilizar lotear batalhar=luchar bolar=idear descumprir=incumplir apontar=señalar
        enxugar=recortar pular=saltar encaminhar=enviar digitar oferecer=ofrecer pertencer=pertenecer
        envolver=involucrar esclarecer=aclarar interagir=interactuar indenizar=indemnizar conscientizar=concientizar
        desperdiçar=desperdiciar machucar=lastimar providenciar=gestionar comparecer=asistir estourar=superar
        recadastrar=reinscribir cadastrar=registrar credenciar=acreditar enquadrar=encuadrar sucatear=deteriorar
        monitorar=monitorear parcelar=fraccionar detalhar=detallar patrulhar=patrullar direcionar=orientar
        reagendar=reprogramar contingenciar=congelar desonerar=desgravar glosar=objetar aditar=ampliar
        estornar=anular consertar=reparar varrer=barrer customizar=personalizar formatar=formatear incomodar=molestar
        engavetar=archivar atrelar=vincular atestar=certificar zerar=eliminar turbinar=potenciar
        vistoriar=inspeccionar pontuar=puntuar otimizar=optimizar reavaliar=reevaluar aterrar=rellenar
        sobrecarregar=sobrecargar dedurar=delatar zelar=velar recuar=retroceder bagunçar=desordenar acionar=activar
        reparar abastecer restabelecer=restablecer estruturar=estructurar reestruturar=reestructurar
        salientar=destacar usufruir=disfrutar acarretar=ocasionar empenhar=comprometer trocar=cambiar
        desclassificar=descalificar assinalar=señalar picotar=triturar desbloquear enganar=engañar desanimar
        mutar=silenciar pegar=tomar enferrujar=oxidar treinar=capacitar angariar=recaudar redobrar=redoblar
        aguardar=esperar encorajar=animar viabilizar=posibilitar aproximar=acercar visar=buscar revogar=revocar
        auxiliar=ayudar destinar=destinar concretizar=concretar suplementar=ampliar derrubar=derribar espancar=golpear
        enfraquecer=debilitar abaixar=bajar adestrar=adiestrar agasalhar=abrigar agilizar alastrar=propagar
        alocar=asignar amolecer=ablandar atolar=atascar cochilar=dormitar coibir=evitar desengavetar=desempolvar
        desestimular=desincentivar desmembrar despoluir=descontaminar desqualificar=descalificar
        desrespeitar=incumplir dizimar=diezmar depredar=vandalizar arrombar=forzar assediar=acosar chefiar=encabezar
        desobstruir=despejar elogiar embalar=empacar encadernar=encuadernar encarar=enfrentar encomendar=encargar
        enfatizar enfiar=meter enriquecer enrolar=enredar entrelaçar=entrelazar erradicar esbanjar=derrochar
        escancarar=destapar extravasar=rebasar facultar franquear fraudar=defraudar furtar=hurtar grampear=engrapar
        hesitar=dudar hospedar=alojar inviabilizar=imposibilitar lesar=perjudicar liquidar minimizar
        obscurecer=oscurecer peneirar=tamizar poluir=contaminar rascunhar=bosquejar raspar rachar=agrietar rastrear
        reaproveitar=reutilizar rebocar=remolcar recepcionar=recibir requalificar=recalificar requisitar=solicitar
        ressarcir=resarcir retalhar=recortar revitalizar reivindicar sonegar=evadir sortear suplantar tachar tramitar
        vasculhar=registrar vedar=vetar vagar=quedar acenar=señalar aconchegar=acomodar superlotar=abarrotar
        superfaturar=inflar tumultuar=alborotar reescrever=reescribir enviesar=sesgar planejar=planificar
        punir=sancionar aferir=verificar amenizar=mitigar balizar=orientar contornar=sortear custear=costear delegar
        desburocratizar=simplificar desembolsar discriminar disseminar=difundir ensejar=motivar evidenciar explicitar
        fragilizar=debilitar idealizar=idear legitimar normatizar=normar ofertar onerar=gravar
        operacionalizar=implementar permear postergar potencializar=potenciar prescindir ratear=prorratear
        readequar=readecuar repactuar=renegociar subdimensionar=subestimar subutilizar transcrever=transcribir
        triplicar divergir=discrepar interligar=interconectar estagnar=estancar calibrar centralizar
        inabilitar=inhabilitar perceber=notar cogitar=considerar xingar=insultar apitar=pitar descer=bajar repassar=pasar topar=aceptar triar=clasificar
    """,
}
#: Forms that are nouns as often, or belong to other verbs.
_NO_VERBS: Final[dict[Language, frozenset[str]]] = {
    "es": words(
        "valle valles multa cifra cifras tala agenda desborde timbre charla rebaja bote bota encuesta asesora cosecha "
        "vacuna costea eficiente eficienten transparente transparenten licitado embarga matricula castra "
        "archiva gradúa demarca parche traslade trasladen abona abone abonen evidencia evidencias evidencie "
        "caduca resalte recalque tapa tapas tape remate remata enlace enlaces enlacen recorte reporte "
        "reporten tasa tase merma zanja norma norme cheque sondeo brinde recortado recortada "
        "recortados recortadas concreto concreta concretas concretos tira tiras acerca potencia potencias "
        "plasma solvente grafica exceptuando abonado abonada abonados abonadas enojo enojos tacha tachas "
        "deriva brinco brincos encuestado encuestada encuestados encuestadas arregla arregle transparentes "
        "obvia conciencia conciencias diligencia diligencias despegue despegues cena "
        "tumba tumbas piso pisos pise rendido curse oficio oficios estallido molesto molesta molestos molestas arma armas armado armada armados armadas brindo "
        "firma firmas firme firmes llena llenas saque saques radica radican radicado radicada recortes sesgo"
    ),
    "pt": words(
        "suplementar suplementares aguarde auxiliar auxiliares auxilio visto vista visado revogue "
        "multa agenda pauta rubrica posta poste postem roça tapa lida larga barra banca busca bola quita despacha vacina lote "
        "matricula economiza logo loga rasura reflora apensa checa entupido lotado cassa despeja bolada tapas lota regra atrapalha "
        "embuta arruma bancada bancadas parcela parcelas patrulha glosa detalhe detalhes fatura vistoria "
        "turbina turbinas reparo bagunça bagunças escritura troca atesta amostra amostras amostrado peneira "
        "peneiras lesados capina roçada roçadas atestado atestados vistorias treino treinos treina chefia "
        "chefias fraude encomenda encomendas cheque cheques grife grifes lacre lacres largada largadas "
        "ressalva ressalvas requisito grampo vaga vagas vago vagado vagada vede embala assedio elogio furto "
        "furta estorno lesado lesada parcelado recepciona raspa racha zela vela zera muta muda pegada "
        "pegadas pego pegue oferta repasse repasses tope topes assessora assessoras"
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
#: Stems whose *i* or *u* is stressed: *envía, puntúa*.
_STRESSED: Final = words("envi ampli fotografi interactu puntu reevalu")
_WORD: Final = re.compile(r"(?<![\w-])([^\W\d_]+)(-l[oa]s?)?(?![\w-])(?![^⟦⟧]*⟧)")
#: The engine draws an article over an infinitive that goes past it: *volver a tipear los números*.
_OVER_INFINITIVES: Final = re.compile(
    r"(?<!\w)((?:va|van|vamos|voy|iba|iban|íbamos) )?(a|de) ⟦([^⟦⟧ ]+[aeiê]r)⟧", re.IGNORECASE
)
_SOFT: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "es": (("z", "c"), ("c", "qu"), ("g", "gu")),
    "pt": (("ç", "c"), ("c", "qu"), ("g", "gu")),
}
#: Before *a*, in verbs in *-er* and *-ir*.
_HARD: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "es": (("ec", "ezc"), ("g", "j")),
    "pt": (("c", "ç"), ("g", "j")),
}


def with_regular_verbs(text: str, source: Language) -> str:
    """Return a text in which such verbs are translated."""
    forms = _forms(source)

    def replace(found: re.Match[str]) -> str:
        made = forms.get(found[0].lower())
        if made is None:
            return found[0]
        return "⟦" + (made[:1].upper() + made[1:] if found[0][:1].isupper() else made) + "⟧"

    text = _WORD.sub(replace, text)
    return _OVER_INFINITIVES.sub(_with_preposition, text) if source == "es" else text


def _with_preposition(found: re.Match[str]) -> str:
    goes, preposition, verb = found.groups()
    return f"{goes}⟦{verb}⟧" if goes and preposition.lower() == "a" else f"{goes or ''}⟦{preposition} {verb}⟧"


@lru_cache(maxsize=2)
def _forms(source: Language) -> dict[str, str]:
    target = other(source)
    made: dict[str, str] = {}
    for pair in _VERBS[source].split():
        verb, _, partner = pair.partition("=")
        partner, *rest = (partner or verb).split("_")
        after = "".join(f" {word}" for word in rest)
        for written, becomes in zip(conjugated(verb, source), conjugated(partner, target), strict=True):
            made.setdefault(written, becomes + after)
        made |= _with_pronouns(verb, partner, after, source)
    return {written: becomes for written, becomes in made.items() if written not in _NO_VERBS[source]}


def conjugated(verb: str, language: Language) -> list[str]:
    """Return the forms of a regular verb: infinitive; *he, we, they, I* in each tense; gerund and participles."""
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
        forms += [_joined(base, ending, language, kind) for ending in (he, we, they, *(me or [he]))]
    return forms + [_joined(stem, ending, language, kind) for ending in own["other"].split()]


def _joined(stem: str, ending: str, language: Language, kind: str) -> str:
    """Return a form as it is spelt: *realizar, realice*; *mapear, mapeia*; *oferecer, ofereça*."""
    if (kind == "ar" and ending[0] in "eéê") or (kind != "ar" and ending[0] in "aá"):
        for written, becomes in _SOFT[language] if kind == "ar" else _HARD[language]:
            if stem.endswith(written):
                stem = stem.removesuffix(written) + becomes
                break
    if language == "es" and stem in _STRESSED and ending in {"a", "an", "e", "en"}:
        stem = stem[:-1] + {"i": "í", "u": "ú"}[stem[-1]]
    if language == "pt" and stem.endswith("e") and ending in {"a", "am", "e", "em"}:
        stem += "i"
    return stem + ending


def _with_pronouns(verb: str, partner: str, after: str, source: Language) -> dict[str, str]:
    """Return the infinitive with a pronoun: *priorizarlos* is *priorizá-los*, *escanearse* is *se digitalizar*."""
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
    return made | {f"{verb}se": f"se {partner}{after}"}
