"""What a word may be, its neighbours tell: readings that they rule out never reach the tagger."""

import pytest

from forum.translation.engines.readings import sifted


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Ahora no sé cuáles eliminar", "Agora não sei quais eliminar"),
        ("Ya sé qué pasó", "Já sei o que aconteceu"),
        ("Sé amable", "Seja amável"),
        ("Las áreas publican las funciones cada año", "As áreas publicam as funções a cada ano"),
        ("Publicamos las condiciones cada trimestre", "Publicamos as condições a cada trimestre"),
        ("Quien firma el acta responde", "Quem assina a ata responde"),
        ("Nadie carga a tiempo los datos", "Ninguém carrega a tempo os dados"),
        ("Nadie denuncia nada", "Ninguém denuncia nada"),
        ("No firmes el acta sin leer", "Não assine a ata sem ler"),
        ("Firma por él la subdirectora", "Assina por ele a subdiretora"),
        ("Nadie renuncia y eso se nota", "Ninguém renuncia e isso se nota"),
        ("Las firmas y las cuentas no coinciden", "As assinaturas e as contas não coincidem"),
        ("Las listas pueden ser largas", "As listas podem ser longas"),
        ("Las planillas están listas", "As planilhas estão prontas"),
        ("El documento puede no ser accesible", "O documento pode não ser acessível"),
        ("Muestra actividad y no cambio", "Mostra atividade e não mudança"),
        ("Junto a los resultados `x` etapa", "Junto aos resultados `x` etapa"),
        ("Pedidos de RIL a integrantes", "Pedidos de RIL a integrantes"),
        ("Hacen contrastes nuevos", "Fazem contrastes novos"),
        ("Nadie apuesta ni escucha", "Ninguém aposta nem escuta"),
        ("Una dirección lleva solo minúsculas", "Uma direção leva só minúsculas"),
        ("El equipo solo respondió una vez", "A equipe só respondeu uma vez"),
        ("El sistema solo se abre con clave", "O sistema só se abre com senha"),
        ("Lo hizo solo, sin ayuda", "Fez isso sozinho, sem ajuda"),
        ("Trabaja sola en el área", "Trabalha sozinha na área"),
        ("Estamos solos en esto", "Estamos sozinhos nisto"),
        ("Una lista desactualizada no sirve", "Uma lista desatualizada não serve"),
        ("Te mandaron uno solo, vencido", "Te mandaram um só, vencido"),
        ("Los concejales no presentes votan después", "Os vereadores não presentes votam depois"),
        ("Quién cerró qué banner y cuándo", "Quem fechou que banner e quando"),
        ("La evidencia del DM4 no llegó", "A evidência do DM4 não chegou"),
        ("La lista ya está lista", "A lista já está pronta"),
    ],
)
def test_what_cannot_be_meant_is_not_chosen(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese


def test_an_article_takes_the_verb_from_a_noun_that_agrees_with_it():
    text = "^las/el<det><def><f><pl>/lo<prn><f><pl>$ ^firmas/firma<n><f><pl>/firmar<vblex><pri><p2><sg>$"
    assert sifted(text) == "^las/el<det><def><f><pl>$ ^firmas/firma<n><f><pl>$"


def test_a_pronoun_does_not_agree_with_what_follows():
    text = (
        "^si/si<cnjadv>$ ^los/el<det><def><m><pl>/lo<prn><m><pl>$ ^firmas/firma<n><f><pl>/firmar<vblex><pri><p2><sg>$"
    )
    assert sifted(text) == "^si/si<cnjadv>$ ^los/lo<prn><m><pl>$ ^firmas/firmar<vblex><pri><p2><sg>$"


def test_over_something_fixed_nothing_is_told():
    text = "^yo/yo<prn>$ [m0]^firma/firma<n><f><sg>/firmar<vblex><pri><p3><sg>$"
    assert sifted(text) == text


def test_what_is_escaped_stays_as_it_is():
    text = "\\^a\\$ ^x\\/y/*x\\/y$ [m1]"
    assert sifted(text) == text
