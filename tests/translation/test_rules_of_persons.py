"""Persons on the way from Portuguese: their names, what is done to them, and the pronouns of a perfect."""

import pytest

from forum.translation.rules.brazil import with_names_of_brazil
from forum.translation.rules.perfects import with_pronouns_first
from forum.translation.rules.persons import in_first_person
from forum.translation.rules.whom import with_a


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("Falei com a Cida.", "Falei com ⟦Cida⟧."),
        ("A Cida se aposenta.", "⟦Cida⟧ ⟦se⟧ aposenta."),
        ("Convidamos o Zé.", "Convidamos ⟦a⟧ ⟦Zé⟧."),
        ("O áudio da Ana da Silva", "O áudio de ⟦Ana da Silva⟧"),
        ("Avisem o Pedro se mudarem", "Avisem ⟦a⟧ ⟦Pedro⟧ se mudarem"),
        ("A Secretaria de Contagem", "A Secretaria de ⟦Contagem⟧"),
        ("a contagem de Natal", "a contagem de Natal"),
        ("a prefeitura de Natal", "a prefeitura de ⟦Natal⟧"),
    ],
)
def test_names_of_brazil_go_past_the_engine(written, becomes):
    assert with_names_of_brazil(written) == becomes


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("já tinha se mudado", "já ⟦se había⟧ mudado"),
        ("haviam nos prometido", "⟦nos habían⟧ prometido"),
        ("depois de ter se reunido", "depois de ⟦haberse⟧ reunido"),
        ("tem se o quê", "tem se o quê"),
    ],
)
def test_a_pronoun_stands_before_a_perfect(written, becomes):
    assert with_pronouns_first(written) == becomes


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("Saludé los colegas.", "Saludé a los colegas."),
        ("La ley protege el consumidor.", "La ley protege al consumidor."),
        ("Él invitó todos.", "Él invitó a todos."),
        ("Ayudaron los vecinos.", "Ayudaron los vecinos."),
        ("La visita los martes.", "La visita los martes."),
        ("Se capacitan los docentes.", "Se capacitan los docentes."),
        ("la ayuda los vecinos", "la ayuda los vecinos"),
        ("Entrevistamos doce jefes.", "Entrevistamos a doce jefes."),
        ("Contratamos un consultor.", "Contratamos un consultor."),
    ],
)
def test_persons_to_whom_something_is_done_have_an_a(written, becomes):
    assert with_a(written) == becomes


def test_what_is_done_to_a_gente_is_done_to_us():
    assert in_first_person("O chefe ajudou a gente ontem.") == "O chefe nos ajudou ontem."
    assert in_first_person("Ninguém avisa a gente.") == "Ninguém nos avisa."
