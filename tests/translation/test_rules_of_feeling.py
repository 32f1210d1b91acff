"""Who something happens to is the subject in Brazil, or is not said again."""

import pytest


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Nos interesa el tema.", "Temos interesse no tema."),
        ("Nos interesa más el proceso que el premio.", "Nos interessa mais o processo que o prêmio."),
        ("A los equipos no les interesa el premio.", "As equipes não têm interesse no prêmio."),
        ("Nos interesaría ver la ficha.", "Teríamos interesse em ver a ficha."),
        ("Nos preocupa la fecha.", "Nos preocupamos com a data."),
        ("Al alcalde le preocupa la fecha.", "O prefeito se preocupa com a data."),
        ("Nos parecieron pocas las evidencias.", "Achamos poucas as evidências."),
        ("A las ciudades chicas les parece que el plazo es corto.", "As cidades pequenas acham que o prazo é curto."),
        ("Al secretario le molestó el informe.", "O secretário não gostou do relatório."),
        ("Me da vergüenza preguntar.", "Tenho vergonha de perguntar."),
        ("Dicen que les da miedo publicar.", "Dizem que têm medo de publicar."),
        ("Me tocó la peor parte.", "Fiquei com a pior parte."),
        ("A mí me consta que lo enviaron.", "Sei que o enviaram."),
        ("Nos faltan datos.", "Faltam dados."),
        ("A la directora le gustaría que saliera hoy.", "A diretora gostaria que saísse hoje."),
        ("A las áreas chicas les cuesta medir.", "As áreas pequenas têm dificuldade para medir."),
        ("Al equipo le costó mucho medir.", "A equipe teve muita dificuldade para medir."),
        ("Los resultados no nos gustaron.", "Não gostamos dos resultados."),
        ("La propuesta me gustó mucho.", "Gostei muito da proposta."),
        ("Ya nos faltan pocos criterios.", "Já faltam poucos critérios."),
        ("Nos salió bien el piloto.", "Deu certo o piloto."),
        ("Se nos hizo difícil cumplir.", "Foi difícil cumprir."),
        ("Nos corresponde decidir.", "Cabe a nós decidir."),
        ("A los equipos les corresponde decidir.", "Às equipes cabe decidir."),
    ],
)
def test_who_feels_it_is_said_as_brazil_says_it(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("Les mandamos el informe.", "Mandamos a vocês o relatório."),
        ("Nos preocupamos por todo.", "Nos preocupamos com tudo."),
        ("No se preocupen por el formato.", "Não se preocupem com o formato."),
    ],
)
def test_what_is_no_feeling_stays_as_it_was(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese
