"""Departments and percentages, with the articles of Portuguese."""

import pytest


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("La orden está parada en Contaduría.", "A ordem está parada na Contabilidade."),
        ("Tesorería paga por orden de llegada.", "A Tesouraria paga por ordem de chegada."),
        ("Dicen que Hacienda no aprueba nada.", "Dizem que a Fazenda não aprova nada."),
        ("Hablamos con Sistemas y con Legales.", "Falamos com a TI e com o Jurídico."),
        ("La Secretaría de Hacienda firma.", "A Secretaria da Fazenda assina."),
        ("Es para que lo mire Legal antes.", "É para que o olhe o Jurídico antes."),
    ],
)
def test_a_department_has_its_article(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Gastamos el 40 % del presupuesto.", "Gastamos 40 % do orçamento."),
        ("El 62 % está devengado.", "62 % está liquidado."),
        ("El 38 % restante se paga hoy.", "O 38 % restante se paga hoje."),
        ("El gasto quedó un 20 % por encima.", "A despesa ficou 20 % acima."),
        ("En el 20 % de los casos faltan datos.", "Em 20 % dos casos faltam dados."),
        ("Nos vemos el 20 de mayo.", "Nos vemos em 20 de maio."),
    ],
)
def test_a_percentage_has_no_article_and_a_date_keeps_its_own(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese
