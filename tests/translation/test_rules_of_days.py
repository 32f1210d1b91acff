"""Days of the week that are counted, and what is over already."""

import pytest

from forum.translation.inflection import plural
from forum.translation.rules.tenses import in_past_of_we
from forum.translation.rules.weekdays import with_weekdays


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Na primeira segunda-feira do mês", "⟦El primer lunes⟧ do mês"),
        ("na última sexta.", "⟦el último viernes⟧."),
        ("toda terceira quarta de maio", "⟦cada tercer miércoles⟧ de maio"),
        ("a ata da segunda terça-feira", "a ata ⟦del segundo martes⟧"),
        ("Sexta passada não deu", "⟦El viernes pasado⟧ não deu"),
        ("até quinta que vem", "até ⟦el jueves que viene⟧"),
        ("naquela sexta, choveu", "⟦aquel viernes⟧, choveu"),
        ("Às terças e quintas", "⟦Los martes y jueves⟧"),
        ("na segunda quinta edição", "na segunda quinta edição"),
        ("a terceira reunião", "a terceira reunião"),
        ("na primeira quarta parte", "na primeira quarta parte"),
    ],
)
def test_days_that_are_counted_are_no_numbers_in_spanish(text, becomes):
    assert with_weekdays(text, "pt") == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("todos los primeros lunes de mes", "⟦toda primeira segunda-feira⟧ de mes"),
        ("la reunión es el último viernes", "la reunión es ⟦na última sexta-feira⟧"),
        ("Entre el lunes y el miércoles", "⟦Entre segunda e quarta-feira⟧"),
        ("todos los últimos informes", "todos los últimos informes"),
    ],
)
def test_and_are_women_in_portuguese(text, becomes):
    assert with_weekdays(text, "es") == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Ya respondemos a todos", "Ya respondimos a todos"),
        ("ya les prometemos el plazo", "ya les prometimos el plazo"),
        ("ya leemos el informe", "ya leímos el informe"),
        ("hoy respondemos a todos", "hoy respondemos a todos"),
    ],
)
def test_what_we_did_already_is_past(text, becomes):
    assert in_past_of_we(text) == becomes


@pytest.mark.parametrize(
    ("word", "language", "many"),
    [
        ("dictamen", "es", "dictámenes"),
        ("resumen", "es", "resúmenes"),
        ("brindis", "es", "brindis"),
        ("andén", "es", "andenes"),
        ("artesão", "pt", "artesãos"),
        ("tabelião", "pt", "tabeliães"),
        ("país", "pt", "países"),
    ],
)
def test_a_plural_keeps_its_stress_and_its_own_ending(word, language, many):
    assert plural(word, language) == many
