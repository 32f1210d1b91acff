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
_ER_IR: Final = "repart compart admit suspend difund distribu defin constru inclu recib discut emit transmit atend vend resolv devolv divid exclu sustitu"
_SOFT: Final = (("c", "qu"), ("g", "gu"), ("z", "c"))


def _forms() -> dict[str, tuple[str, str]]:
    """Return, for each form of a verb, *to be* in its tense and the participle without its ending."""
    made: dict[str, tuple[str, str]] = {}
    for stem in _AR.split():
        soft = next((stem.removesuffix(end) + becomes for end, becomes in _SOFT if stem.endswith(end)), stem)
        stressed = {"envi": "enví", "evalu": "evalú"}.get(stem, stem)
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
            {"resolv": "resuelt", "devolv": "devuelt"}.get(stem, stem + "id"),
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
    return made


_IRREGULAR: Final = """
    aprobad=aprobó aprobaron aprueba aprueban aprobaba aprobaban aprobará aprobarán apruebe aprueben aprobaría aprobarían aprobara aprobaran
    hech=hizo hicieron hace hacen hacía hacían hará harán haga hagan haría harían hiciera hicieran
    corregid=corrigió corrigieron corrige corrigen corregía corregían corregirá corregirán corrija corrijan corregiría corregirían corrigiera corrigieran
    descontad=descontó descontaron descuenta descuentan descontaba descontaban descontará descontarán descuente descuenten descontaría descontarían descontara descontaran
    medid=midió midieron mide miden medía medían medirá medirán mida midan mediría medirían midiera midieran
    escogid=eligió eligieron elige eligen elegía elegían elegirá elegirán elija elijan elegiría elegirían eligiera eligieran
    escrit=escribió escribieron escribe escriben escribía escribían escribirá escribirán escriba escriban escribiría escribirían escribiera escribieran
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
    abrir=abiert ver=vist leer=leíd comparar=comparad descargar=descargad recuperar=recuperad cruzar=cruzad subir=subid evitar=evitad resolver=resuelt
    terminar=terminad cerrar=cerrad medir=medid elegir=elegid escribir=escrit hacer=hech aprobar=aprobad completar=completad cubrir=cubiert comprimir=comprimid pedir=pedid tratar=tratad procesar=procesad consultar=consultad
    """.strip().split()
)
