"""What is done where nobody is said to do it: Spanish with *ser*, as Brazil says it."""

import pytest

from forum.translation.rules.helped_passives import in_progress
from forum.translation.rules.helped_passives import with_helpers
from forum.translation.rules.impersonals import with_what_can_be_done
from forum.translation.rules.impersonals import without_doers
from forum.translation.rules.more_passives import in_passives


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("No se guardó nada", "Nada fue guardado"),
        ("Todavía no se decidió nada", "Todavía no fue decidido nada"),
        ("si una fila está mal, no se invita a nadie", "si una fila está mal, nadie es invitado"),
        ("Se avisa a quien lo escribió", "Es avisado quien lo escribió"),
        ("Se avisará a quienes votaron", "Serán avisados quienes votaron"),
        ("Esto ya se decidió", "Esto ya fue decidido"),
        ("Lo que escribiste se publicó", "Lo que escribiste,\u2060 fue publicado"),
        ("Eso no se hace", "Eso no ⟦é feito⟧"),
        ("Ya no se hace nada", "Ya no ⟦é feito⟧ nada"),
        ("Esto ya se había deshecho", "Esto ya había sido deshecho"),
        ("Hay calles que no se pavimentaron", "Hay calles que no fueron pavimentadas"),
        ("Doce temas se cambiaron después", "Doce temas fueron cambiados después"),
        ("Varias actas se firmaron tarde", "Varias actas fueron firmadas tarde"),
        ("Traducciones propuestas que no se aceptaron", "Traducciones propuestas que no fueron aceptadas"),
        ("La LOA se aprobó en diciembre", "La LOA fue aprobada en diciembre"),
        ("La CEPAL se registró ayer", "La CEPAL se registró ayer"),
        # Said alike, of persons, and of times.
        ("Lo que no se mide no se gestiona", "Lo que no se mide no se gestiona"),
        ("Lo que más se usa", "Lo que más se usa"),
        ("Varios vecinos se anotaron", "Varios vecinos se anotaron"),
        ("Tres meses se usaron mal", "Tres meses se usaron mal"),
    ],
)
def test_what_is_done_by_nobody_in_particular(text, becomes):
    assert without_doers(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Esto no se puede deshacer", "Esto no puede ser deshecho"),
        ("Tres correos no se pudieron enviar", "Tres correos no ⟦puderam⟧ ser enviados"),
        ("Hay datos que no se pudieron enviar", "Hay datos que no ⟦puderam⟧ ser enviados"),
        ("los textos que también se podrán leer", "los textos que también podrán ser leídos"),
        # Who can do it themselves, and what is done behind.
        ("Muchos vecinos se pueden anotar", "Muchos vecinos se pueden anotar"),
        ("las mesas en que se puede votar", "las mesas en que se puede votar"),
    ],
)
def test_what_can_be_done(text, becomes):
    assert with_what_can_be_done(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Los datos se están revisando", "Los datos están siendo revisados"),
        ("Todavía se están subiendo archivos", "Todavía están siendo enviados archivos"),
        ("Se está armando la lista", "Está siendo montada la lista"),
        ("La situación se está complicando", "La situación ⟦está se⟧ complicando"),
        ("El puente se está cayendo", "El puente está cayendo"),
        ("Los precios se están subiendo", "Los precios están subiendo"),
        ("Lo que escribiste deja de mostrarse", "Lo que escribiste deja de ser mostrado"),
        ("La gente se está yendo", "La gente ⟦está indo embora⟧"),
        ("El pago se vuelve a pedir", "El pago ⟦volta a⟧ ser pedido"),
        ("se volvió a medir la espera", "⟦voltou a⟧ ser medida la espera"),
        ("El aviso deja de mostrarse", "El aviso deja de ser mostrado"),
        ("Debe decidirse un caso", "Debe ser decidido un caso"),
        ("Aquí se pueden consultar las actas", "Aquí ⟦é possível⟧ consultar las actas"),
        # What could be done stands before.
        ("Los datos se pueden cargar dos veces", "Los datos se pueden cargar dos veces"),
        ("Los vecinos se están preparando", "Los vecinos ⟦estão se⟧ preparando"),
    ],
)
def test_what_is_being_done(text, becomes):
    assert in_progress(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("El acta se acaba de publicar", "El acta acaba de ser publicada"),
        ("Se tuvieron que repetir las pruebas", "Tuvieron que ser repetidas las pruebas"),
        ("La base se dejó de usar", "La base dejó de ser usada"),
        ("El equipo se tuvo que ir", "El equipo se tuvo que ir"),
        ("La comisión se debe reunir", "La comisión se debe reunir"),
    ],
)
def test_what_begins_and_ends(text, becomes):
    assert with_helpers(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("La nota sobre el tema se quitó", "La nota sobre el tema fue retirada"),
        ("Tu solicitud se aceptó", "Tu solicitud fue aceptada"),
        ("Los datos de esta ciudad no se comprobaron", "Los datos de esta ciudad no fueron comprobados"),
        ("La tarifa se cobra una sola vez", "La tarifa es cobrada una sola vez"),
        ("La ley se votó, se aprobó y se publicó", "La ley fue votada, aprobada y fue publicada"),
        ("una ciudad cuya solicitud se aceptó", "una ciudad cuya solicitud fue aceptada"),
        ("La reunión se llevó a cabo ayer", "La reunión fue realizada ayer"),
        ("Se acordó una fecha", "Fue combinada una fecha"),
        ("Los datos se guardan y se muestran después", "Los datos son guardados y mostrados después"),
        ("Una nota se escribe en papel y se publica tarde", "Una nota es escrita en papel y es publicada tarde"),
        ("No se sabe dónde se tomó la foto", "No se sabe dónde fue tomada la foto"),
        ("Se invitó a cinco empresas", "Fueron invitadas cinco empresas"),
        # They came, they were so, somebody is told.
        ("Se presentaron dos empresas", "Se presentaron dos empresas"),
        ("La ciudad se preparó para la visita", "La ciudad se preparó para la visita"),
        ("El municipio se registró ayer", "El municipio se registró ayer"),
        ("El reclamo se registró ayer", "El reclamo fue registrado ayer"),
        ("El director se mostró reacio", "El director se mostró reacio"),
        ("El plan se mostró insuficiente", "El plan se mostró insuficiente"),
        ("que se lo expliquen", "que se lo expliquen"),
    ],
)
def test_what_is_done_to_things(text, becomes):
    assert in_passives(text) == becomes
