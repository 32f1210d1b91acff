"""Forms of Spanish verbs with what they are in the passive: *publicó* is *fue publicado*."""

from typing import Final

#: Verbs whose things do nothing by themselves: *el informe se publicó*, but *la directora se retiró*.
_AR: Final = """
    actualiz adelant adjudic adjunt adopt ajust analiz anticip anul anunci aplaz aplic archiv arregl asign aument autoriz borr calcul cancel carg
    centraliz clasific cobr compil complet compr confirm contest contrat convoc copi declar deleg deposit deriv desarroll
    descart destin diseñ document ejecut elabor elimin entreg envi evalu examin export factur fij financi firm gast
    gestion grab guard habilit identific implement impuls inaugur inspeccion instal intercambi lanz licit limpi mencion
    modific negoci organiz otorg pag pint plane plant posterg prioriz proces program prorrog proyect public realiz reasign recolect recort
    rechaz redact reemplaz reform relev renov repar report resguard respald reutiliz revis sancion solicit subast tabul tom abon depur presupuest
    tramit traslad unific us utiliz valid verific visit agrup audit bloque coloc consolid detect
    digitaliz digit dibuj inventari marc notific registr retir seleccion simplific sorte traz ubic
    coordin rastre contabiliz certific consign sell cuantific detall justific
"""
#: More of them, which have no passive with somebody to whom it is done: *se les pide una firma, que se lo expliquen*.
_MORE_AR: Final = """
    acept agreg anot captur cit conserv cre cuestion descarg design edit enmend escane especific estim estudi formul fotografi garantiz
    gener impugn incorpor indic insert invalid investig liquid nombr numer ocult orden oficializ pod premi ratific reactiv rebaj recalcul recaud
    reclasific rectific reglament reorden replic reprogram resalt reserv restaur revoc rotul señal simul sistematiz
    socializ subray subsan subsidi tach tipific vigil vot escuch interpret prepar ampli analiz celebr condon confeccion control coste
    derog desestim desglos despach don embarg encuest explic explor expropi formaliz fumig homolog improvis indemniz lav legaliz mape
    monitore optimiz pact paviment plante privatiz promulg reembols rehabilit reiter rellen rescat respet reubic sald sane suministr urbaniz
    ventil valor financi activ desactiv intent combin compens incaut decomis desinfect dren enumer acredit
"""
_ER_IR: Final = "permit omit suprim remit debat transcrib repart compart admit suspend difund distribu defin constru inclu recib discut emit transmit atend vend resolv devolv divid exclu sustitu"
_SOFT: Final = (("c", "qu"), ("g", "gu"), ("z", "c"))


def _forms() -> dict[str, tuple[str, str]]:
    """Return, for each form of a verb, *to be* in its tense and the participle without its ending."""
    made: dict[str, tuple[str, str]] = {}
    for stem in (_AR + _MORE_AR).split():
        soft = next((stem.removesuffix(end) + becomes for end, becomes in _SOFT if stem.endswith(end)), stem)
        stressed = {"envi": "enví", "evalu": "evalú", "ampli": "amplí"}.get(stem, stem)
        soft = stressed if stressed != stem else soft
        _add(
            made,
            stem + "ad",
            f"{stem}ó {stem}aron {stressed}a {stressed}an {stem}aba {stem}aban {stem}ará {stem}arán {soft}e {soft}en "
            f"{stem}aría {stem}arían {stem}ara {stem}aran",
        )
    for stem in _ER_IR.split():
        vowel = stem.endswith("u")
        past = f"{stem}yó {stem}yeron" if vowel else f"{stem}ió {stem}ieron"
        present = {"atend": "atiend", "resolv": "resuelv", "devolv": "devuelv"}.get(stem, stem + "y" if vowel else stem)
        future = stem + ("er" if stem in {"suspend", "atend", "vend", "resolv", "devolv"} else "ir")
        _add(
            made,
            {"resolv": "resuelt", "devolv": "devuelt", "transcrib": "transcrit"}.get(stem, stem + "id"),
            f"{past} {present}e {present}en {stem}ía {stem}ían {future}á {future}án {present}a {present}an "
            f"{future}ía {future}ían {past.split(' ')[1].removesuffix('on')}a {past.split(' ')[1].removesuffix('on')}an",
        )
    _add(
        made,
        "enviad",
        "mandó mandaron manda mandan mandaba mandaban mandará mandarán mande manden mandaría mandarían mandara mandaran",
    )
    for line in _IRREGULAR.strip().splitlines():
        participle, forms = line.strip().split("=")
        _add(made, participle, forms)
    for turn in _TURNS.strip().splitlines():
        participle, forms = turn.strip().split("=")
        for be, form in zip(["fue", "fueron", "es", "son", "será", "serán"], forms.split(", "), strict=True):
            made.setdefault(form, (be, participle))
    for past in _PAST_ONLY:
        participle, one, many = past.split("=")
        made.setdefault(one, ("fue", participle))
        made.setdefault(many, ("fueron", participle))
    return made


_IRREGULAR: Final = """
    aprobad=aprobó aprobaron aprueba aprueban aprobaba aprobaban aprobará aprobarán apruebe aprueben aprobaría aprobarían aprobara aprobaran
    hech=hizo hicieron hace hacen hacía hacían hará harán haga hagan haría harían hiciera hicieran
    corregid=corrigió corrigieron corrige corrigen corregía corregían corregirá corregirán corrija corrijan corregiría corregirían corrigiera corrigieran
    descontad=descontó descontaron descuenta descuentan descontaba descontaban descontará descontarán descuente descuenten descontaría descontarían descontara descontaran
    medid=midió midieron mide miden medía medían medirá medirán mida midan mediría medirían midiera midieran
    escogid=eligió eligieron elige eligen elegía elegían elegirá elegirán elija elijan elegiría elegirían eligiera eligieran
    mostrad=mostró mostraron muestra muestran mostraba mostraban mostrará mostrarán muestre muestren mostraría mostrarían mostrara mostraran
    demostrad=demostró demostraron demuestra demuestran demostraba demostraban demostrará demostrarán demuestre demuestren demostraría demostrarían demostrara demostraran
    comprobad=comprobó comprobaron comprueba comprueban comprobaba comprobaban comprobará comprobarán compruebe comprueben comprobaría comprobarían comprobara comprobaran
    reforzad=reforzó reforzaron refuerza refuerzan reforzaba reforzaban reforzará reforzarán refuerce refuercen reforzaría reforzarían reforzara reforzaran
    retirad=quitó quitaron quita quitan quitaba quitaban quitará quitarán quite quiten quitaría quitarían quitara quitaran
    montad=armó armaron arma arman armaba armaban armará armarán arme armen armaría armarían armara armaran
    conocid=conoció conocieron conoce conocen conocía conocían conocerá conocerán conozca conozcan conocería conocerían conociera conocieran
    reconocid=reconoció reconocieron reconoce reconocen reconocía reconocían reconocerá reconocerán reconozca reconozcan reconocería reconocerían reconociera reconocieran
    establecid=estableció establecieron establece establecen establecía establecían establecerá establecerán establezca establezcan establecería establecerían estableciera establecieran
    respondid=respondió respondieron responde responden respondía respondían responderá responderán responda respondan respondería responderían respondiera respondieran
    decidid=decidió decidieron decide deciden decidía decidían decidirá decidirán decida decidan decidiría decidirían decidiera decidieran
    exigid=exigió exigieron exige exigen exigía exigían exigirá exigirán exija exijan exigiría exigirían exigiera exigieran
    prohibid=prohibió prohibieron prohíbe prohíben prohibía prohibían prohibirá prohibirán prohíba prohíban prohibiría prohibirían prohibiera prohibieran
    pedid=pidió pidieron pide piden pedía pedían pedirá pedirán pida pidan pediría pedirían pidiera pidieran
    adquirid=adquirió adquirieron adquiere adquieren adquiría adquirían adquirirá adquirirán adquiera adquieran adquiriría adquirirían adquiriera adquirieran
    promovid=promovió promovieron promueve promueven promovía promovían promoverá promoverán promueva promuevan promovería promoverían promoviera promovieran
    invertid=invirtió invirtieron invierte invierten invertía invertían invertirá invertirán invierta inviertan invertiría invertirían invirtiera invirtieran
    sugerid=sugirió sugirieron sugiere sugieren sugería sugerían sugerirá sugerirán sugiera sugieran sugeriría sugerirían sugiriera sugirieran
    rehech=rehizo rehicieron rehace rehacen rehacía rehacían rehará reharán rehaga rehagan reharía reharían rehiciera rehicieran
    deshech=deshizo deshicieron deshace deshacen deshacía deshacían deshará desharán deshaga deshagan desharía desharían deshiciera deshicieran
    propuest=propuso propusieron propone proponen proponía proponían propondrá propondrán proponga propongan propondría propondrían propusiera propusieran
    impuest=impuso impusieron impone imponen imponía imponían impondrá impondrán imponga impongan impondría impondrían impusiera impusieran
    leíd=leyó leyeron lee leen leía leían leerá leerán lea lean leería leerían leyera leyeran
    traducid=tradujo tradujeron traduce traducen traducía traducían traducirá traducirán traduzca traduzcan traduciría traducirían tradujera tradujeran
    impres=imprimió imprimieron imprime imprimen imprimía imprimían imprimirá imprimirán imprima impriman imprimiría imprimirían imprimiera imprimieran
    escrit=escribió escribieron escribe escriben escribía escribían escribirá escribirán escriba escriban escribiría escribirían escribiera escribieran
"""
#: In the present they do so by themselves, or it is done over and over: *el portal se abre, los precios se mueven*.
_PAST_ONLY: Final = [
    "abiert=abrió=abrieron",
    "cerrad=cerró=cerraron",
    "movid=movió=movieron",
    "cambiad=cambió=cambiaron",
    "mejorad=mejoró=mejoraron",
    "iniciad=inició=iniciaron",
    "extendid=extendió=extendieron",
    "reducid=redujo=redujeron",
    "presentad=presentó=presentaron",
    "combinad=acordó=acordaron",
    "comparad=comparó=compararon",
]
#: Turns of a verb with what goes with it.
_TURNS: Final = """
    realizad=llevó a cabo, llevaron a cabo, lleva a cabo, llevan a cabo, llevará a cabo, llevarán a cabo
    implementad=puso en marcha, pusieron en marcha, pone en marcha, ponen en marcha, pondrá en marcha, pondrán en marcha
    divulgad=dio a conocer, dieron a conocer, da a conocer, dan a conocer, dará a conocer, darán a conocer
    anulad=dejó sin efecto, dejaron sin efecto, deja sin efecto, dejan sin efecto, dejará sin efecto, dejarán sin efecto
    divulgad=hizo público, hicieron públicos, hace público, hacen públicos, hará público, harán públicos
    divulgad=hizo pública, hicieron públicas, hace pública, hacen públicas, hará pública, harán públicas
"""
BE: Final = [
    "fue",
    "fueron",
    "es",
    "son",
    "era",
    "eran",
    "será",
    "serán",
    "sea",
    "sean",
    "sería",
    "serían",
    "fuera",
    "fueran",
]
#: Those of more than one, by those of one.
MANY: Final = dict(zip(BE[::2], BE[1::2], strict=True))


def _add(made: dict[str, tuple[str, str]], participle: str, forms: str) -> None:
    for form, be in zip(forms.split(), BE, strict=True):
        made.setdefault(form, (be, participle))


FORMS: Final = _forms()
#: Forms of verbs whose passive may have somebody to whom it is done: *se les asignó un enlace*, but *se les pide una firma*.
DONE_TO_SOMEBODY: Final = [
    form
    for form, (_, participle) in FORMS.items()
    if participle.removesuffix("ad") not in _MORE_AR.split()
    and participle
    not in {
        "mostrad",
        "demostrad",
        "retirad",
        "exigid",
        "prohibid",
        "pedid",
        "sugerid",
        "propuest",
        "leíd",
        "respondid",
        "permitid",
        "remitid",
        "impuest",
    }
]
#: Their participles by their infinitives.
INFINITIVES: Final = {
    participle.removesuffix(ending) + vowel: participle
    for _, participle in FORMS.values()
    for ending, vowel in (("ad", "ar"), ("id", "ir"))
    if participle.endswith(ending)
} | dict(
    # As forms by themselves they may do something with themselves: *el portal se abrió*.
    pair.split("=")
    for pair in """
    abrir=abiert ver=vist leer=leíd quitar=retirad armar=montad deshacer=deshech rehacer=rehech proponer=propuest imponer=impuest exponer=expuest
    imprimir=impres conocer=conocid reconocer=reconocid establecer=establecid promover=promovid responder=respondid devolver=devuelt transcribir=transcrit
    mover=movid cambiar=cambiad mejorar=mejorad iniciar=iniciad extender=extendid reducir=reducid traducir=traducid presentar=presentad unir=unid
    obtener=obtenid mantener=mantenid vender=vendid atender=atendid suspender=suspendid aprovechar=aprovechad repetir=repetid poner=puest decir=dich
    encontrar=encontrad llenar=llenad contar=contad probar=probad explicar=explicad detener=detenid entender=entendid comprender=comprendid
    activar=activad defender=defendid proteger=protegid alcanzar=alcanzad lograr=lograd evitar=evitad reproducir=reproducid producir=producid comparar=comparad descargar=descargad recuperar=recuperad cruzar=cruzad subir=subid evitar=evitad resolver=resuelt
    terminar=terminad cerrar=cerrad medir=medid elegir=elegid escribir=escrit hacer=hech aprobar=aprobad completar=completad cubrir=cubiert comprimir=comprimid pedir=pedid tratar=tratad procesar=procesad consultar=consultad
    """.strip().split()
)


def one_of(noun: str) -> str:
    """Return the singular of a Spanish noun as far as its ending tells the gender."""
    if noun.endswith(("ciones", "siones")):
        return noun.removesuffix("ones") + "ón"
    return noun.removesuffix("es") if noun.endswith(("dades", "tudes", "tades")) else noun.removesuffix("s")
