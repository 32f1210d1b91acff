"""What stands around a verb: pronouns, passives, the names of who did it."""

import pytest

from forum.translation.engines.protocol import mark
from forum.translation.rules.agreement import agree
from forum.translation.rules.governing import with_what_governs
from forum.translation.rules.losing import without_pronouns
from forum.translation.rules.more_passives import in_passives
from forum.translation.rules.names import with_names
from forum.translation.rules.objects import without_personal_a
from forum.translation.rules.passives import with_what_will_be_done


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Nos ⟦encaminharam⟧ el expediente", "⟦Nos encaminharam⟧ el expediente"),
        ("no les ⟦relataram⟧ nada", "no ⟦lhes relataram⟧ nada"),
        ("se ⟦ainda⟧ falta", "se ⟦ainda⟧ falta"),
        ("la ⟦maestria⟧", "la ⟦maestria⟧"),
        ("Vamos a ⟦priorizar⟧ la obra", "Vamos ⟦priorizar⟧ la obra"),
        ("antes de ⟦mapear⟧ los datos", "antes ⟦de mapear⟧ los datos"),
    ],
)
def test_a_pronoun_goes_past_the_engine_with_its_verb(text, becomes):
    assert with_what_governs(text, "es") == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Los datos se usaron ayer", "Los datos fueron usados ayer"),
        ("El acta ya se publicó", "El acta ya fue publicada"),
        ("Cada reclamo se registra", "Cada reclamo se registra"),
        ("Cada queja se registra", "Cada queja es registrada"),
        ("Cada reclamo se pierde", "Cada reclamo se pierde"),
        ("las decisiones que se adoptaron", "las decisiones que fueron adoptadas"),
        ("los datos que se usan", "los datos que se usan"),
        ("En la reunión se aprobó el acta", "En la reunión fue aprobada el acta"),
        ("Este año se instalaron veinte", "Este año se instalaron veinte"),
        ("la directora se retiró", "la directora se retiró"),
        ("que los jefes se hagan cargo", "que los jefes se hagan cargo"),
        ("Ningún indicador debería publicarse", "Ningún indicador debería ser publicado"),
        ("el director puede retirarse", "el director puede retirarse"),
        ("se va a arreglar el techo", "va a ser arreglado el techo"),
    ],
)
def test_what_is_done_to_things_is_a_passive(text, becomes):
    assert in_passives(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Hola, soy Lucía, de Rosario", "Hola, soy ⟦Lucía⟧, de Rosario"),
        ("Soledad Prado firmó", "⟦Soledad Prado⟧ firmó"),
        ("el señor Puente y la doctora Luna", "el señor ⟦Puente⟧ y la doctora ⟦Luna⟧"),
        ("el director General y la Plaza Mayor", "el director General y la Plaza Mayor"),
        ("Bueno, así quedó", "Bueno, así quedó"),
        ("hablé con Ana y Juan", "hablé con Ana y Juan"),
    ],
)
def test_names_of_people_go_past_the_engine(text, becomes):
    assert with_names(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Vimos a los vecinos", "Vimos los vecinos"),
        ("reprobó a tres alumnos", "reprobó tres alumnos"),
        ("Encontramos al responsable", "Encontramos el responsable"),
        ("Recibimos a las áreas y a los vecinos a las nueve", "Recibimos las áreas y los vecinos a las nueve"),
        ("Se convocó a los jefes y al alcalde", "Se convocó los jefes y el alcalde"),
        ("Invitamos a la audiencia a todos", "Invitamos a la audiencia a todos"),
        ("Cali se sumó a los demás", "Cali se sumó a los demás"),
        ("la ayuda a los vecinos", "la ayuda a los vecinos"),
        ("elegido al azar", "elegido al azar"),
        ("Dijimos a los vecinos que sí", "Dijimos a los vecinos que sí"),
        ("Puso multas a los ambulantes", "Puso multas a los ambulantes"),
        ("No vi a nadie", "No vi nadie"),
        ("no tenemos a nadie para eso", "no tenemos nadie para eso"),
        ("¿Conocen a alguien?", "¿Conocen alguien?"),
        ("No di la clave a nadie", "No di la clave a nadie"),
        ("No gusta a nadie", "No gusta a nadie"),
    ],
)
def test_persons_are_objects_without_a_preposition(text, becomes):
    assert without_personal_a(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Se enfermaron dos", "⟦Adoeceram⟧ dos"),
        ("me cansé y nos peleamos", "⟦cansei⟧ y ⟦brigamos⟧"),
        ("se nos venció el plazo", "⟦venceu⟧ el plazo"),
        ("Se está inundando el sótano", "Está ⟦alagando⟧ el sótano"),
        ("puede enfermarse alguien", "puede ⟦adoecer⟧ alguien"),
        ("se revienta el caño", "⟦estoura⟧ el caño"),
        ("me quemé la mano", "me quemé la mano"),
        ("se publicó el acta", "se publicó el acta"),
    ],
)
def test_a_pronoun_that_portuguese_does_without_is_gone(text, becomes):
    assert without_pronouns(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Los campos se van a eliminar", "Los campos van a ser eliminados"),
        ("La lista se iba a depurar", "La lista iba a ser depurada"),
        ("El mapa se tiene que actualizar", "El mapa tiene que ser actualizado"),
        ("Los vecinos se van a quejar", "Los vecinos se van a quejar"),
    ],
)
def test_what_is_going_to_be_done_is_a_passive(text, becomes):
    assert with_what_will_be_done(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("La confianza se gana", "La confianza se gana"),
        ("los datos no se inventan", "los datos no se inventan"),
        ("se inventó una excusa", "⟦inventou⟧ una excusa"),
    ],
)
def test_what_is_made_up_keeps_its_pronoun(text, becomes):
    assert without_pronouns(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Quantas sinais faltam", "Quantos sinais faltam"),
        ("vimos quantos oficinas demos", "vimos quantas oficinas demos"),
        ("quanto demora o registro", "quanto demora o registro"),
        ("Há um único oficina por ano", "Há uma única oficina por ano"),
        ("com uma única relatório", "com um único relatório"),
        ("com um único registro", "com um único registro"),
    ],
)
def test_how_many_agrees_with_its_noun(text, becomes):
    assert agree(text, "pt") == becomes


def test_when_something_is_done_is_no_person():
    assert without_personal_a("se ve al abrirlo y vimos al jefe") == "se ve al abrirlo y vimos el jefe"
    assert without_personal_a("Recibimos a los vecinos, a las ◊".replace("◊", mark(0))).endswith(f", a las {mark(0)}")


def test_what_comes_out_agrees_with_its_subject():
    assert agree("por isso a média saía tão baixo", "pt") == "por isso a média saía tão baixa"


def test_that_something_had_to_be_done_agrees_with_nothing():
    assert agree("a última folha e foi preciso refazê-la", "pt") == "a última folha e foi preciso refazê-la"
    assert agree("a folha está pronta e foi preciso refazê-la", "pt") == "a folha está pronta e foi preciso refazê-la"
