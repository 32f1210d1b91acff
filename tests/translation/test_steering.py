"""The glossary steers the engine: terms come out as wanted, with all that must agree with them."""

import pytest

from forum.translation.checking import problems_of
from forum.translation.rows import Row
from forum.translation.steering import Steering


@pytest.mark.parametrize(
    ("spanish", "portuguese"),
    [
        ("El sitio web del ayuntamiento", "O site da prefeitura"),
        ("Los tableros de control nuevos del equipo", "Os painéis de indicadores novos da equipe"),
        ("El equipo publicó la minuta en la carpeta", "A equipe publicou a ata na pasta"),
        ("No es técnico, sino político", "Não é técnico, mas político"),
        ("Gracias por los metadatos", "Obrigado pelos metadados"),
        ("Rosario publicó la Ley 25.326 y DM2", "Rosario publicou a Ley 25.326 e DM2"),
        ("La encuesta muestra una muestra", "A pesquisa mostra uma amostra"),
        ("Tomaron doce muestras", "Tomaram doze amostras"),
        ("El acta y las actas", "A ata e as atas"),
        ("El mayor logro de la gestión", "A maior conquista da gestão"),
        ("La encuesta se envió ayer", "A pesquisa foi enviada ontem"),
        ("El referente no contesta los correos", "O ponto focal não responde aos e-mails"),
        ("El estándar de la gobernanza de datos", "O padrão da governança de dados"),
        ("El equipo no prueba nada", "A equipe não prova nada"),
        ("Las pruebas y el informe", "Os testes e o relatório"),
        ("El equipo no traba el proceso", "A equipe não trava o processo"),
        ("Este año no hubo encuesta", "Neste ano não houve pesquisa"),
        ("Que cada área informe sus atrasos", "Que cada área informe seus atrasos"),
        ("Cada gasto tiene que estar asociado a una meta", "Cada despesa tem que estar associada a uma meta"),
        ("Cada orden fue firmada", "Cada ordem foi assinada"),
    ],
)
def test_from_spanish(ours, spanish, portuguese):
    assert ours.translate(spanish, "es") == portuguese


@pytest.mark.parametrize(
    ("portuguese", "spanish"),
    [
        ("A prefeitura publicou o edital", "La municipalidad publicó el pliego"),
        ("Vocês publicam os painéis?", "¿Ustedes publican los tableros?"),
        ("A gente vai revisar as atas", "Vamos a revisar las actas"),
        ("Tomara que dê certo", "Ojalá funcione"),
        ("O encarregado pelo tratamento de dados pessoais", "El delegado de protección de datos"),
        ("As equipes e os orçamentos", "Los equipos y los presupuestos"),
        ("A maior conquista foi o painel", "El mayor logro fue el tablero"),
        ("O regulamento foi publicado", "El reglamento fue publicado"),
        ("Ajudamos a montar o comitê", "Ayudamos a armar el comité"),
        ("A Lei 14.133 e o pregão eletrônico", "La Lei 14.133 y la subasta inversa"),
        ("O painel que muda todo mês", "El tablero que cambia cada mes"),
        ("Vale a pena começar pequeno", "Vale la pena comenzar pequeño"),
        ("Ninguém dá conta de atualizar isso", "Nadie alcanza a actualizar eso"),
        ("A equipe que pesquisa o tema", "El equipo que investiga el tema"),
        ("Em que data foi a pesquisa?", "¿En qué fecha fue la encuesta?"),
    ],
)
def test_from_portuguese(ours, portuguese, spanish):
    assert ours.translate(portuguese, "pt") == spanish


def test_a_term_that_two_rows_take_to_different_words_steers_nothing():
    rows = [Row("dirección", "endereço"), Row("dirección", "diretoria")]
    assert Steering(rows).prepare("la dirección", "es", phrases=False).owed == ()


def test_a_row_that_says_so_itself_steers_nothing():
    assert Steering([Row("respaldo (1)", "apoio")]).prepare("el respaldo", "es", phrases=False).owed == ()


def test_a_noun_that_stands_in_is_never_one_of_the_text():
    steered = Steering([Row("tablero", "painel")]).prepare("el camello y el tablero", "es", phrases=False)
    assert steered.owed[0][0] != "camelo"


def test_when_the_engine_does_something_else_with_what_stood_in_nothing_is_put_in():
    steered = Steering([Row("tablero", "painel")]).prepare("el tablero", "es", phrases=False)
    assert steered.finish("o nada") is None


@pytest.mark.parametrize("odd", ["s", "a/b", "l", "x (s)", "1a", "İA", "a / s", "ss/s"])
def test_no_row_that_somebody_may_write_stops_translations(odd):
    for row in (Row(odd, "aval"), Row("aval", odd)):
        assert not list(problems_of(row))
        guide = Steering([row, Row("cordón", "meio-fio")])
        for text in (f"el {odd} y el cordón", f"el {odd.lower()} y el cordón", f"el {odd.upper()} y el cordón"):
            assert "cordón" not in guide.prepare(text, "es", phrases=False).text
