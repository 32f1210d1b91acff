"""Articles and pronouns have the same forms: which they are is told before the engine, that takes one for the other."""

import pytest

from forum.translation.engines.protocol import mark
from forum.translation.rules import before
from forum.translation.rules.agreement import agree
from forum.translation.rules.articles import with_what_is_fixed
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.governing import with_what_governs
from forum.translation.rules.moods import in_moods_of_spanish
from forum.translation.rules.objects import without_personal_a
from forum.translation.rules.order import in_order
from forum.translation.rules.passives import as_passives


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("La ◊ obliga a todos", "⟦A⟧ ◊ obliga a todos"),
        ("según la ◊, de la ◊ y por la ◊.", "según ⟦a⟧ ◊, ⟦da⟧ ◊ y ⟦pela⟧ ◊."),
        ("Las ◊ participan", "⟦As⟧ ◊ participan"),
        ("las ◊ familias, la ◊ sesión, a las ◊", "las ◊ familias, la ◊ sesión, a las ◊"),
        ("Los ⟦cortes⟧ vencen", "⟦Os cortes⟧ vencen"),
        ("de las ⟦senhas⟧ y en la ⟦planilha⟧", "⟦das senhas⟧ y ⟦na planilha⟧"),
        ("se la ⟦envio⟧ hoy", "se la ⟦envio⟧ hoy"),
    ],
)
def test_an_article_before_something_fixed_is_no_pronoun_in_spanish(text, becomes):
    assert with_what_is_fixed(text.replace("◊", mark(0)), "es") == becomes.replace("◊", mark(0))


def test_an_article_between_two_gaps_goes_along_with_its_noun():
    assert with_what_is_fixed("El ⟦campo⟧ ⟦fica⟧ gris", "es") == "⟦O campo⟧ ⟦fica⟧ gris"
    assert with_what_is_fixed("en el ⟦campo⟧ ⟦fica⟧ gris", "es") == "en el ⟦campo⟧ ⟦fica⟧ gris"


def test_two_gaps_after_a_noun_are_one():
    assert before("las copias ⟦se testem⟧ ⟦todo⟧ mes", "es") == "las copias ⟦se testem todo⟧ mes"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("A ◊ obriga todos", "⟦La⟧ ◊ obriga todos"),
        ("o que diz que a ◊ erra", "o que diz que ⟦la⟧ ◊ erra"),
        ("a licença foi a ◊.", "a licença foi ⟦la⟧ ◊."),
        ("de ◊ a ◊, a ◊ famílias", "de ◊ ⟦a⟧ ◊, ⟦a⟧ ◊ famílias"),
        ("A ⟦ganadora⟧ desistiu", "⟦La⟧ ⟦ganadora⟧ desistiu"),
        ("Quem a escreveu, que todos a vejam", "Quem ⟦la⟧ escreveu, que todos ⟦la⟧ vejam"),
        ("a equipe a revisou e a mantém", "a equipe ⟦la⟧ revisou e ⟦la⟧ mantém"),
        ("todos a ⟦elogiaron⟧", "todos ⟦la⟧ ⟦elogiaron⟧"),
        ("Assinamos um ⟦acuerdo⟧ com", "Assinamos ⟦un⟧ ⟦acuerdo⟧ com"),
        ("um ⟦que⟧ sabe", "um ⟦que⟧ sabe"),
        ("o técnico ⟦quedó en⟧ vir", "o técnico ⟦quedó en⟧ vir"),
        ("fomos a pé, a viagem, a quem, a nuvem", "fomos a pé, a viagem, a quem, a nuvem"),
    ],
)
def test_an_article_a_pronoun_and_a_preposition_are_told_apart_in_portuguese(text, becomes):
    assert with_what_is_fixed(text.replace("◊", mark(0)), "pt") == becomes.replace("◊", mark(0))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("ya que los recibieron", "ya que ⟦os⟧ recibieron"),
        ("Las cargaron mal", "⟦As⟧ cargaron mal"),
        ("el sistema no las muestra", "el sistema no ⟦as⟧ muestra"),
        ("los que vienen, las veinte escuelas", "los que vienen, las veinte escuelas"),
    ],
)
def test_what_is_done_to_them_is_not_done_to_us(text, becomes):
    assert with_what_governs(text, "es") == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("El comité se va a reunir hoy", "El comité ⟦vai se⟧ reunir hoy"),
        ("Se pueden inscribir hasta hoy", "⟦Podem se⟧ inscribir hasta hoy"),
        ("se querían ir", "⟦queriam ir embora⟧"),
        ("se puede quedar", "⟦pode⟧ quedar"),
        ("no sabemos si van a venir", "no sabemos si van a venir"),
    ],
)
def test_himself_is_not_if(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("La partida la recortaron dos veces", "La partida fue recortada dos veces"),
        ("Los datos se comparten con terceros", "Los datos son compartidos con terceros"),
        ("Los datos los cargaron a mano", "Los datos fueron cargados a mano"),
        ("Las actas las firmaron todos", "Las actas las firmaron todos"),
        ("La impresora no se puede usar", "La impresora no puede ser usada"),
        ("Este año se puede publicar", "Este año se puede publicar"),
    ],
)
def test_what_nobody_in_particular_does_is_a_passive(text, becomes):
    assert as_passives(text) == becomes


def test_until_something_does_not_happen_is_as_long_as_it_does_not():
    assert in_future_subjunctive("Hasta que no salga el acta") == "Mientras no ⟦sair⟧ el acta"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("quando o novo prefeito assumir", "quando o novo prefeito assuma"),
        ("enquanto não nomearem alguém", "enquanto não nomeiem alguém"),
        ("se nomearem alguém", "⟦si⟧ nomeiam alguém"),
        ("não há meio de eles responderem", "não há meio de que eles respondam"),
    ],
)
def test_moods_behind_longer_subjects_and_of_more_verbs(text, becomes):
    assert in_moods_of_spanish(text) == becomes


def test_a_noun_that_keeps_its_gender_is_no_reason_to_change_an_adjective():
    assert agree("mi cuenta fue bloqueada", "es") == "mi cuenta fue bloqueada"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("En ◊ los vecinos votaron", "⟦Em⟧ ◊ los vecinos votaron"),
        ("abril de ◊ la ciudad", "abril ⟦de⟧ ◊ la ciudad"),
        ("en ◊ y ◊ el concejo", "⟦em⟧ ◊ y ◊ el concejo"),
        ("en ◊, los vecinos", "en ◊, los vecinos"),
    ],
)
def test_an_article_behind_something_fixed_is_not_drawn_to_the_preposition_before_it(text, becomes):
    assert with_what_governs(text.replace("◊", mark(0)), "es") == becomes.replace("◊", mark(0))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("El acta la redacta ella y la firma el alcalde", "El acta, quien redacta es ella y quien firma es el alcalde"),
        ("y después los revisa una persona", "y después quien revisa es una persona"),
        ("y lo firmaron los vecinos", "y quien firmó fueron los vecinos"),
        ("y lo entregó el viernes", "y lo entregó el viernes"),
        ("y la planilla la mando", "y la planilla la mando"),
        ("En Perú la norma la aprueba el concejo", "En Perú la norma, quien aprueba es el concejo"),
        ("Los fondos los aporta la nación", "Los fondos, quien pone es la nación"),
        (
            "Los aportes que dejan ellos los clasifica un modelo",
            "Los aportes que dejan ellos, quien clasifica es un modelo",
        ),
        ("Los límites que figuran son los de ahora", "Los límites que figuran son los de ahora"),
        ("La reunión la habían fijado para hoy", "La reunión había sido fijada para hoy"),
        ("Las de los chicos las pagamos antes", "Las de los chicos pagamos antes"),
        ("Los que llegaron tarde no los aceptamos", "Los que llegaron tarde no aceptamos"),
        ("El informe lo mandé ayer", "El informe mandé ayer"),
        ("no lo fijamos, lo fija la norma", "no lo fijamos, quien fija es la norma"),
        ("esos dibujos los usó la arquitecta", "esos dibujos, quien usó fue la arquitecta"),
        ("El taller lo dieron dos chicas", "El taller, quien dio fueron dos chicas"),
        ("La muestra la cambiaron las chicas", "La muestra la cambiaron las chicas"),
        ("A la nueva jefa la eligieron por concurso", "La nueva jefa fue elegida por concurso"),
        (
            "Las decisiones automáticas las debe revisar siempre un humano",
            "Las decisiones automáticas deben siempre ser revisadas por un humano",
        ),
        (
            "Le llamó la atención que el tablero lo use también la oposición",
            "Le llamó la atención que el tablero lo use también la oposición",
        ),
        ("Las multas por atraso se las descontamos", "Las multas por atraso descontamos"),
        ("El decreto lo firmaron todos", "El decreto fue firmado por todos"),
        ("La encuesta la contestaron trescientas personas", "La encuesta, quien contestó fueron trescientas personas"),
        ("La encuesta la contestaron treinta días después", "La encuesta la contestaron treinta días después"),
        ("La meta la cumplieron todas las áreas", "La meta fue cumplida por todas las áreas"),
        ("Las planillas las usan todos", "Las planillas son usadas por todos"),
        ("Las fallas las muestran todos", "Las fallas las muestran todos"),
        ("¿Les parece que la mesa la coordine alguien?", "¿Les parece que la mesa sea coordinada por alguien?"),
        ("En mi ciudad la basura la junta una empresa", "En mi ciudad la basura, quien junta es una empresa"),
        ("Está bien que la nota la firme la jefa", "Está bien que la nota sea firmada por la jefa"),
        ("¿Los gastos de personal los cargan por área?", "¿Los gastos de personal, ustedes cargan por área?"),
        ("¿Las multas las dan hoy?", "¿Las multas, ustedes dan hoy?"),
        ("A los voluntarios los capacitamos ayer", "Capacitamos los voluntarios ayer"),
        ("A la asesora solo la tendremos una hora", "Solo tendremos la asesora una hora"),
        (
            "La rectificación la puede pedir cualquier persona",
            "La rectificación puede ser pedida por cualquier persona",
        ),
    ],
)
def test_what_is_named_first_or_before_is_said_once(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Le cargamos los datos al tablero", "Cargamos los datos al tablero"),
        ("le dimos un plazo de dos meses a la empresa", "dimos un plazo de dos meses a la empresa"),
        ("falta preguntarle a una fuente", "falta preguntar a una fuente"),
        ("les agradezco la invitación a la reunión", "les agradezco la invitación a la reunión"),
        ("le avisamos a la tarde", "le avisamos a la tarde"),
        ("le pido venir a la reunión", "le pido venir a la reunión"),
    ],
)
def test_a_thing_that_gets_something_is_said_once(text, becomes):
    assert unclimbed(text) == becomes


def test_what_somebody_does_with_something_is_said_once():
    assert in_order("Lo que no gastemos lo perdemos") == "Lo que no gastemos perdemos"
    assert in_order("Lo que pasa es que lo vimos") == "Lo que pasa es que lo vimos"
    assert without_personal_a("falta darle forma al documento") == "falta darle forma al documento"
    assert in_order("Los textos que genera la IA hay que corregirlos") == "Hay que corregir los textos que genera la IA"
    assert in_order("sin que la lea un abogado") == "sin que un abogado la lea"
    assert without_personal_a("subcontrató a otra empresa") == "subcontrató otra empresa"
    assert unclimbed(f"La herramienta de {mark(0)} la pagamos") == f"La herramienta de {mark(0)} pagamos"
