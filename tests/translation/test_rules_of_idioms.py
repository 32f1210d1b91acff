"""Turns of a verb and what goes with it, in all forms of the verb."""

import pytest

from forum.translation.rules import before
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.diminutives import full_size
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.idioms import with_idioms
from forum.translation.rules.objects import without_personal_a


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("pasaron por alto los atrasos", "⟦ignoraram⟧ los atrasos"),
        ("Dimos de baja el servicio", "⟦Desativamos⟧ el servicio"),
        ("dio de baja a dos usuarios", "⟦descadastrou⟧ dos usuarios"),
        ("dio de alta al usuario", "⟦cadastrou⟧ el usuario"),
        ("dieron traslado del expediente", "⟦encaminharam⟧ el expediente"),
        ("estábamos al tanto de los cambios", "⟦estávamos a par⟧ de los cambios"),
        ("asistirán al taller", "⟦participarão⟧ del taller"),
        ("eché un vistazo al borrador", "⟦dei uma olhada⟧ en el borrador"),
        ("los bienes dados de baja", "los bienes ⟦desativados⟧"),
        ("haber asistido a la charla", "haber ⟦participado⟧ de la charla"),
        ("hago hincapié en los plazos", "⟦enfatizo⟧ los plazos"),
        ("pongo en marcha y pondremos en marcha", "⟦implemento⟧ y ⟦implementaremos⟧"),
        ("que tuvieran en cuenta la inflación", "que ⟦levassem em conta⟧ la inflación"),
        ("diéramos a conocer", "⟦divulgássemos⟧"),
        ("le dimos seguimiento al plan", "⟦acompanhamos⟧ el plan"),
        ("lo dieron de baja", "⟦o desativaram⟧"),
        ("darlas de baja", "⟦desativá-las⟧"),
        ("no se tiene en cuenta", "no ⟦se leva em conta⟧"),
        ("la puesta en marcha del plan", "la puesta en marcha del plan"),
        ("los echaban de menos en el barrio", "⟦sentiam falta deles⟧ en el barrio"),
        ("echamos de menos una guía y a la directora", "⟦sentimos falta⟧ de una guía y a la directora"),
    ],
)
def test_turns_come_in_all_forms_of_their_verb(spanish, made):
    assert with_idioms(spanish) == made


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("se acogió al régimen", "⟦aderiu⟧ al régimen"),
        ("nos pusimos de acuerdo", "⟦entramos em acordo⟧"),
        ("Pónganse al día con los pagos", "⟦Coloquem em dia⟧ los pagos"),
        ("para ponernos al día con los pagos", "para ⟦colocar em dia⟧ los pagos"),
        ("se mudó al segundo piso", "⟦se mudou⟧ para el segundo piso"),
        ("me di a la tarea de revisar", "⟦me dediquei⟧ a revisar"),
        ("se dio cuenta de que faltaba", "⟦percebeu⟧ que faltaba"),
        ("ya se había dado cuenta de todo", "ya se había dado cuenta de todo"),
    ],
)
def test_a_pronoun_is_said_where_portuguese_has_one(spanish, made):
    assert with_idioms(spanish) == made


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("cuando pongan en marcha el plan", "cuando ⟦implementarem⟧ el plan"),
        ("quienes asistan a la feria", "quienes ⟦participarem⟧ de la feria"),
        ("Si ponemos en marcha el plan", "Si ⟦implementarmos⟧ el plan"),
        ("Los proveedores que se acojan al régimen", "Los proveedores que ⟦aderirem⟧ al régimen"),
        ("pidió que pongan en marcha el plan", "pidió que ⟦implementem⟧ el plan"),
    ],
)
def test_what_is_still_to_come_has_its_tense(spanish, made):
    assert with_idioms(spanish) == made


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("nos gira los fondos", "nos ⟦repassa⟧ los fondos"),
        ("el auto gira a la derecha", "el auto gira a la derecha"),
        ("dictaron un taller", "⟦ministraram⟧ un taller"),
        ("nos dimos cuenta del error", "⟦percebemos⟧ el error"),
        ("nos restó dos puntos", "nos ⟦tirou⟧ dos puntos"),
        ("llevaban el registro de visitas", "⟦faziam⟧ el registro de visitas"),
        ("llevaron los materiales", "llevaron los materiales"),
        ("llevaba el tablero", "⟦atualizava⟧ el tablero"),
        ("sacamos dos copias", "⟦tiramos⟧ dos copias"),
        ("cancelaron la primera cuota", "⟦quitaram⟧ la primera cuota"),
        ("cancelaron el evento", "cancelaron el evento"),
        ("dictaron sentencia", "dictaron sentencia"),
        ("derivó a los postulantes a un curso", "⟦encaminhou⟧ los postulantes a un curso"),
        ("derivó a la secretaría el caso", "derivó a la secretaría el caso"),
    ],
)
def test_what_must_follow_stays_and_anything_else_is_left_alone(spanish, made):
    assert with_idioms(spanish) == made


def test_what_is_registered_in_minutes_is_said_without_a_preposition():
    assert before("Deje constancia en el acta de que faltaron dos", "es") == "⟦Registre⟧ en la acta que faltaron dos"


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("quienes hayan ⟦participado⟧", "quienes ⟦tiverem⟧ ⟦participado⟧"),
        ("cuando haya dudas", "cuando ⟦houver⟧ dudas"),
        ("Si bien hubo avances", "⟦Embora⟧ ⟦tenha havido⟧ avances"),
        ("a lo mejor conviene esperar", "⟦talvez⟧ ⟦convenha⟧ esperar"),
    ],
)
def test_what_will_have_been_done_and_what_may_be(spanish, made):
    assert in_future_subjunctive(spanish) == made


def test_who_does_it_with_pleasure_is_not_said_twice():
    assert unclimbed("nos la vamos a leer") == "vamos a leer"
    assert unclimbed("nos lo va a mandar") != "va a mandar"


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("dos jefecitas y veinte minutitos", "dos jefas y veinte minutos"),
        ("la plantillita y un errorcito", "la plantilla y un error"),
        ("Charlita con los vecinitos", "Charla con los vecinos"),
        ("un carrito y un poquito", "un carrito y un poquito"),
    ],
)
def test_small_nouns_have_the_size_of_others(spanish, made):
    assert full_size(spanish) == made


def test_a_noun_that_is_what_i_do_as_well_stays_a_noun():
    assert with_idioms("perdieron el folio y otro escaneo") == "perdieron el folio y otro escaneo"
    assert with_idioms("yo escaneo el plano") == "yo ⟦digitalizo⟧ el plano"


def test_what_a_pronoun_stands_for_is_no_second_object():
    assert without_personal_a("las incorporamos al borrador") == "las incorporamos al borrador"
    assert without_personal_a("ayer convocamos al equipo") == "ayer convocamos el equipo"
