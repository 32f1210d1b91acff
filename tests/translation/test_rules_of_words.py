"""Verbs in all their regular forms, and texts typed in haste."""

import pytest

from forum.translation.rules import before
from forum.translation.rules.haste import written_out
from forum.translation.rules.regular import with_regular_verbs


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("priorizaron las rutas", "⟦priorizaram⟧ las rutas"),
        ("Asesoramos y asesoraremos", "⟦Assessoramos⟧ y ⟦assessoraremos⟧"),
        ("que prioricen y homologuen", "que ⟦priorizem⟧ y ⟦homologuem⟧"),
        ("para licitarlas", "para ⟦licitá-las⟧"),
        ("mapea y mapeó", "⟦mapeia⟧ y ⟦mapeou⟧"),
        ("si estandarizáramos", "si ⟦padronizássemos⟧"),
        ("imprimió, imprimieron, imprimiría", "⟦imprimiu⟧, ⟦imprimiram⟧, ⟦imprimiria⟧"),
        ("la encuesta, una multa, el archivo", "la encuesta, una multa, el archivo"),
        ("⟦priorizaron⟧", "⟦priorizaron⟧"),
    ],
)
def test_verbs_that_the_engine_lacks_come_from_spanish_in_all_forms(spanish, made):
    assert with_regular_verbs(spanish, "es") == made


@pytest.mark.parametrize(
    ("portuguese", "made"),
    [
        ("desapropriou o imóvel", "⟦expropió⟧ o imóvel"),
        ("padronizá-los", "⟦estandarizarlos⟧"),
        ("para padronizarmos", "para ⟦estandarizar⟧"),
        ("que encaminhem", "que ⟦envíen⟧"),
        ("buscaram e buscavam", "⟦buscaron⟧ e ⟦buscaban⟧"),
        ("descumpriu, descumprem", "⟦incumplió⟧, ⟦incumplen⟧"),
        ("a busca, uma multa", "a busca, uma multa"),
        ("oferece, ofereça, ofereceu", "⟦ofrece⟧, ⟦ofrezca⟧, ⟦ofreció⟧"),
        ("interage e interaja", "⟦interactúa⟧ e ⟦interactúe⟧"),
    ],
)
def test_and_from_portuguese(portuguese, made):
    assert with_regular_verbs(portuguese, "pt") == made


def test_a_row_of_a_table_goes_before_a_verb_in_general():
    assert before("economizaram dinheiro", "pt") == "⟦ahorraron⟧ dinheiro"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tmb necesito informacion, xq esta vencido", "también necesito información, porque está vencido"),
        ("Ademas estan rapidas", "Además están rápidas"),
        ("a mi no me abre, ya avise", "a mí no me abre, ya avisé"),
        ("esta medida y esta lista, esta listo", "esta medida y esta lista, está listo"),
        ("el publico de esta semana", "el publico de esta semana"),
        ("Q4, @tambien y tambien@lima.gob", "Q4, @tambien y tambien@lima.gob"),
    ],
)
def test_what_was_typed_in_haste_in_spanish_is_written_out(typed, written):
    assert written_out(typed, "es") == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("vcs nao tem o relatorio da reuniao?", "vocês não tem o relatório da reunião?"),
        ("a licitacao e as avaliacoes, hj", "a licitação e as avaliações, hoje"),
        ("Voce ja viu se e possivel", "Você já viu se e possível"),
        ("foi ao encontro da mesa", "foi ao encontro da mesa"),
    ],
)
def test_and_in_portuguese(typed, written):
    assert written_out(typed, "pt") == written
