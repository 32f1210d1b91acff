"""Who does it, where Spanish says it last or of many: *lo decide el concejo, a quienes cargan los datos*."""

import pytest

from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.objects import without_personal_a
from forum.translation.rules.pasts import of_many
from forum.translation.rules.pasts import of_one
from forum.translation.rules.referring import refer


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Lo decide el concejo", "Quien decide es el concejo"),
        ("No lo decidió el director", "Quien decidió no fue el director"),
        ("Llega el lunes. Las responde el equipo", "Llega el lunes. Quien responde es el equipo"),
        ("Lo lee solo RIL", "Quien lee es solo RIL"),
        ("Lo trajeron los vecinos", "Quien trajo fueron los vecinos"),
        ("La firma quien preside", "Quien firma es quien preside"),
        # Nouns, and times.
        ("La concejala Ríos no vino", "La concejala Ríos no vino"),
        ("La lista la manda el área", "La lista, quien manda es el área"),
        ("Los revisan los lunes", "Los revisan los lunes"),
    ],
)
def test_who_does_it_comes_first_where_a_sentence_begins_with_its_pronoun(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Tu perfil lo ven las demás ciudades", "Tu perfil, quien ve son las demás ciudades"),
        ("Un archivo lo abre quien puede leerlo", "Un archivo, quien abre es quien puede leerlo"),
        ("Lo que escribes lo leen personas de afuera", "Lo que escribes, quien lee son personas de afuera"),
        ("El acta la lee solo RIL", "El acta, quien lee es ⟦só⟧ RIL"),
        ("Los datos los puede usar cualquiera", "Los datos pueden ser usados por cualquiera"),
        ("Tus planillas lo muestran", "Tus planillas lo muestran"),
    ],
)
def test_more_that_is_named_first_is_said_once(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("agradecemos a quienes cargan y revisan los datos", "agradecemos a quien carga y revisa los datos"),
        ("es para quienes no pudieron venir y pidieron copia", "es para quien no pudo venir y pidió copia"),
        ("el registro de quienes administran", "el registro de quien administra"),
        ("un producto de quienes son titulares", "un producto de los que son titulares"),
        ("las personas con quienes hablan los técnicos", "las personas con ⟦quem⟧ hablan los técnicos"),
        ("pensamos en quienes viven lejos", "pensamos en quienes viven lejos"),
    ],
)
def test_whoever_is_one_person(text, becomes):
    assert unclimbed(text) == becomes


def test_the_past_of_one_and_of_many_are_told_from_verbs_that_end_like_others():
    many = ["pidieron", "dieron", "volvieron", "vieron", "trajeron", "leyeron", "estuvieron", "firmaron", "decidieron"]
    one = ["pidió", "dio", "volvió", "vio", "trajo", "leyó", "estuvo", "firmó", "decidió"]
    assert [of_one(verb) for verb in many] == one
    assert [of_many(verb) for verb in one] == many


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("se entiende aunque cambie el jefe", "se entiende ⟦ainda que⟧ cambie el jefe"),
        ("Aunque el dato no llegara a tiempo", "⟦Ainda que⟧ el dato no llegara a tiempo"),
        ("aunque es tarde", "⟦embora⟧ ⟦seja⟧ tarde"),
        # A noun and its verb, not a pronoun and a verb.
        ("aunque la compra sea chica", "⟦ainda que⟧ la compra sea chica"),
        ("aunque la compra el municipio", "⟦embora⟧ la compre el municipio"),
    ],
)
def test_what_may_be_so_or_not_is_conceded(text, becomes):
    assert in_future_subjunctive(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("nombramos al área y no a la persona", "nombramos el área y no la persona"),
        ("no invitamos a los vecinos, sino a las escuelas", "no invitamos los vecinos, sino las escuelas"),
        ("¿cómo eligen ustedes a los evaluadores?", "¿cómo eligen ustedes los evaluadores?"),
        ("fuimos al banco y no a la oficina", "fuimos al banco y no a la oficina"),
    ],
)
def test_a_second_person_has_no_preposition_either(text, becomes):
    assert without_personal_a(text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        # Neither *suspensão* of the sentence before nor *licença* is meant, nor what *outra* stands before.
        "Diante de uma mensagem oculta, avisamos. Cada ato fica registrado.",
        "Publicamos tudo na oficina aberta antes que o anunciemos.",
        "O relatório, quem revisa é outra pessoa.",
    ],
)
def test_what_has_a_subject_of_its_own_keeps_its_gender(text):
    assert refer(text) == text
