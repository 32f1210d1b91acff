"""Words of offices and of everyday talk come out in the sense, and with the word, that Brazil has for them."""

import pytest


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        # Money, purchases, works.
        ("Con el DNI alcanza.", "Com o DNI é suficiente."),
        ("Por ahora alcanza.", "Por enquanto é suficiente."),
        ("La inversión en obra pública cayó.", "O investimento em obras públicas caiu."),
        ("El canon de la concesión se paga por adelantado.", "A outorga da concessão é paga adiantado."),
        ("Hicimos una moratoria con quita de intereses.", "Fizemos uma moratória com redução de juros."),
        ("El otrosí amplía el plazo.", "O termo aditivo amplia o prazo."),
        (
            "El convenio marco nos sirve para útiles de oficina.",
            "O convênio-quadro nos serve para material de escritório.",
        ),
        ("El dinero fue gastado en obras.", "O dinheiro foi gasto em obras."),
        ("El inmueble fue entregado en abril.", "O imóvel foi entregue em abril."),
        ("El premio fue ganado por Recife.", "O prêmio foi ganho por Recife."),
        # Offices and papers.
        ("La cédula de ciudadanía debe estar vigente.", "A carteira de identidade deve estar vigente."),
        ("La sindicatura municipal revisó el convenio.", "A controladoria municipal revisou o convênio."),
        ("La cabecera municipal concentra los servicios.", "A sede do município concentra os serviços."),
        ("El alcalde encargado firmó.", "O prefeito interino assinou."),
        ("El pedido de informes no salió.", "O pedido de informações não saiu."),
        ("Hay pruebas de que el contrato se modificó.", "Há provas de que o contrato foi modificado."),
        ("El juez dictó una cautelar.", "O juiz concedeu uma liminar."),
        ("El fallo salió a favor.", "A sentença saiu a favor."),
        ("Levantamos las observaciones.", "Sanamos os apontamentos."),
        # Streets.
        ("En la vereda El Carmen no hay señal.", "Na comunidade rural El Carmen não há sinal."),
        ("El andén está roto.", "A calçada está quebrada."),
        ("La ciclorruta termina en el puente.", "A ciclovia termina na ponte."),
        ("Los policías hicieron un retén.", "Os policiais fizeram uma blitz."),
        ("La computadora se malogró.", "O computador quebrou."),
        # Figures.
        ("La puja bajó el precio un 20 %.", "A disputa baixou o preço em 20 %."),
        ("Los sesgos de la encuesta son varios.", "Os vieses da pesquisa são vários."),
        ("El índice de pobreza se mide por ingresos.", "O índice de pobreza é medido por renda."),
        ("La tasa de egreso creció.", "A taxa de conclusão cresceu."),
        # Talk of a forum.
        ("Tengo una consulta: ¿hay plazo?", "Tenho uma dúvida: há prazo?"),
        ("Tengo una consulta médica.", "Tenho uma consulta médica."),
        ("¿Qué tal les fue con la auditoría?", "Como foi com a auditoria?"),
        ("Nos cuesta que contesten.", "É difícil que respondam."),
        ("Vamos de a poquito.", "Vamos aos pouquinhos."),
        ("Alcanzamos a publicar antes de la veda.", "Conseguimos publicar antes da proibição."),
        ("No pasa nada, lo vemos luego.", "Não tem problema, vemos isso depois."),
        ("La feria es los sábados.", "A feira é aos sábados."),
    ],
)
def test_words_have_their_sense_of_the_region(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese
