"""Years, months, days and weeks: things that are indicated or end, not only answers to *when*."""

import pytest


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Indiquen el mes y el año", "Indiquem o mês e o ano"),
        ("Cámbienlas por el mes y el año", "Mudem-nas pelo mês e o ano"),
        ("Corrigieron la fecha y el año", "Corrigiram a data e o ano"),
        ("Los años no coinciden", "Os anos não coincidem"),
        ("Cuando el mes cierra, avisamos", "Quando o mês fecha, avisamos"),
        ("El año fiscal cierra en junio", "O ano fiscal fecha em junho"),
        ("La semana empieza con feriado", "A semana começa com feriado"),
        ("Revisamos los años anteriores", "Revisamos os anos anteriores"),
        # Here they do say when.
        ("El mes pasado subió", "No mês passado subiu"),
        ("La semana pasada subió el consumo", "Na semana passada subiu o consumo"),
        ("El mes siguiente bajó", "No mês seguinte caiu"),
        ("Trabajamos los días feriados", "Trabalhamos nos dias feriados"),
        ("La suma el mes que viene", "A soma no mês que vem"),
    ],
)
def test_periods_are_things_as_well(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Cuando los avances faltan, avisamos", "Quando os avanços faltam, avisamos"),
        ("Cuando los revises, avisa", "Quando os revisar, avise"),
        ("El cambio vale cuando lo confirmes", "A mudança vale quando o confirmar"),
        ("No sé qué cuenta usar", "Não sei que conta usar"),
        ("Si la usas, cita la fuente", "Se a usar, cite a fonte"),
        ("Revisa el acta y firma abajo", "Revise a ata e assine abaixo"),
        ("Las áreas mandan las claves cada mes", "As áreas mandam as senhas a cada mês"),
        ("Los respaldos se copian cada noche", "Os backups são copiados toda noite"),
        ("Quiero que el área informe los casos", "Quero que a área informe os casos"),
        ("La pregunta es obvia", "A pergunta é óbvia"),
        ("Cada cambio cuesta dinero", "Cada mudança custa dinheiro"),
        ("La tarifa más baja gana", "A tarifa mais baixa ganha"),
        ("El que firma responde", "Quem assina responde"),
        ("El sistema sigue igual", "O sistema continua na mesma"),
        ("Los reclamos se cierran solos", "As reclamações se fecham sozinhas"),
        ("Las quejas se registran en un cuaderno", "As queixas são registradas em um caderno"),
        ("El puesto sigue vacante", "O posto continua sem titular"),
        ("Revisamos la nota y carga los datos la jefa", "Revisamos a nota e lança os dados a chefe"),
        ("Los trámites siguen pendientes", "Os procedimentos continuam pendentes"),
        ("Citaron a los proveedores", "Convocaram os fornecedores"),
        ("La cita a los vecinos es hoy", "O agendamento aos moradores é hoje"),
    ],
)
def test_words_of_two_kinds(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese
