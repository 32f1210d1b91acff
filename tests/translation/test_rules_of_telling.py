"""What somebody is told or given by nobody in particular."""

import pytest

from forum.translation.rules.governing import with_what_governs
from forum.translation.rules.regular import with_regular_verbs
from forum.translation.rules.told import by_somebody


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("a la mitad se le ofreció la visita", "a la mitad le ofrecieron la visita"),
        ("Se les pide una firma", "Les piden una firma"),
        ("se le dijo que no", "le dijeron que no"),
        ("se les daba prioridad", "les daban prioridad"),
        ("se le entregará pronto", "le entregarán pronto"),
        # What nobody does to anybody.
        ("se les olvidó la firma", "se les olvidó la firma"),
        ("se le dio curso al pedido", "se le dio curso al pedido"),
        # A passive, in another module.
        ("se les asignó un enlace", "se les asignó un enlace"),
        # Of this form there is no other person.
        ("se les pido", "se les pido"),
    ],
)
def test_nobody_in_particular_tells(text, becomes):
    assert by_somebody(text) == becomes


def test_an_article_that_goes_past_the_engine_takes_its_preposition_along():
    assert with_what_governs("prioridad a ⟦os idosos⟧", "es") == "prioridad ⟦aos idosos⟧"
    assert with_what_governs("confía en ⟦as pessoas⟧", "es") == "confía ⟦nas pessoas⟧"
    assert with_what_governs("A ⟦as moças⟧", "es") == "⟦Às moças⟧"


def test_an_infinitive_keeps_its_pronoun():
    assert with_regular_verbs("antes de socializarse", "es") == "antes de ⟦se socializar⟧"
