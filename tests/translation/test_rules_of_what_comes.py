"""What is still to come behind the engine, and whole families of turns: every person, not the one that a row was written for."""

import pytest

from forum.translation.rules import after
from forum.translation.rules import before
from forum.translation.rules.coming import still_to_come
from forum.translation.rules.conjugating import present
from forum.translation.rules.conjugating import subjunctive
from forum.translation.rules.persons import in_first_person
from forum.translation.rules.questions import open_marks
from forum.translation.rules.voseo import as_usted
from forum.translation.standins import STAND_INS


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Quando repitam a pesquisa", "Quando repetirem a pesquisa"),
        ("Quando nos reunamos", "Quando nos reunirmos"),
        ("assim que o chefe se aposente", "assim que o chefe se aposentar"),
        ("Quando Marta se aposente", "Quando Marta se aposentar"),
        ("quando construam a obra", "quando construírem a obra"),
        ("os que votem", "os que votarem"),
        ("quando decidem, quando cobre", "quando decidem, quando cobre"),
        ("não há quem atenda", "não há quem atenda"),
    ],
)
def test_what_the_engine_left_as_a_present_subjunctive_is_still_to_come(text, becomes):
    assert still_to_come(text) == becomes


def test_a_pronoun_that_fell_away_leaves_one_space():
    assert after("Às vezes  é difícil", "es") == "Às vezes é difícil"


@pytest.mark.parametrize(
    ("spanish", "made"),
    [
        ("se le perdió el archivo", "⟦perdeu⟧ el archivo"),
        ("se les olvidó venir", "⟦esqueceram de⟧ venir"),
        ("se me ocurrió otra idea", "⟦tive⟧ otra idea"),
        ("no nos alcanzó el tiempo para revisar", "no ⟦deu tempo de⟧ revisar"),
        ("quiénes ya votaron", "quién ya votó"),
        ("me equivoqué, que no me equivoque", "⟦errei⟧, que no ⟦erre⟧"),
        ("tiraron los papeles a la basura", "⟦jogaram⟧ los papeles ⟦no lixo⟧"),
        ("le toca revisar el plan", "⟦tem que⟧ revisar el plan"),
        ("no hay a quién preguntarle", "no hay a quién preguntar"),
    ],
)
def test_turns_with_pronouns_have_all_persons_from_spanish(spanish, made):
    assert before(spanish, "es") == made


@pytest.mark.parametrize(
    ("portuguese", "made"),
    [
        ("treinaram o modelo", "⟦entrenaron⟧ o modelo"),
        ("cobramos da empresa um prazo", "⟦exigimos a la⟧ empresa um prazo"),
        ("viramos a noite", "⟦pasamos la noche en vela⟧"),
        ("ela se aposentará", "ela ⟦se jubilará⟧"),
        ("se alguém vir um erro", "⟦si⟧ alguém ⟦ve⟧ um erro"),
        ("quando eles virem algum erro", "quando eles ⟦vean⟧ algum erro"),
        ("a verba não deu para pagar", "a verba não ⟦alcanzó⟧ para pagar"),
        ("avisaram todo mundo", "avisaram ⟦a todo el mundo⟧"),
        ("enganaram-se e me enganei", "enganaram-se e ⟦me equivoqué⟧"),
        ("as propostas viram obras", "as propostas ⟦se convierten en⟧ obras"),
        ("tomaram conta do painel", "⟦se hicieron cargo⟧ do painel"),
        ("isso leva ao que a lei pede", "isso leva ⟦a lo que⟧ a lei pede"),
    ],
)
def test_and_from_portuguese(portuguese, made):
    assert before(portuguese, "pt") == made


@pytest.mark.parametrize(
    ("verb", "there"),
    [("conferir", "confira"), ("reunir", "reúna"), ("reunirmos", "reunamos"), ("transferirem", "transfiram")],
)
def test_verbs_whose_subjunctive_has_another_stem_keep_it(verb, there):
    assert subjunctive(verb, certain=True) == there


def test_and_those_whose_present_has_another_vowel():
    assert [present(verb, certain=True) for verb in ("subirem", "reunir")] == ["sobem", "reúne"]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Todo mês a gente revê as metas.", "Todo mês revemos as metas."),
        ("A gente mesmo faz.", "⟦Nosotros mismos⟧ fazemos."),
        (
            "Se a gente tivesse um cadastro, não precisaria cruzar.",
            "Se tivéssemos um cadastro, não precisaríamos cruzar.",
        ),
        ("Se a gente pudesse, seria bom.", "Se pudéssemos, seria bom."),
    ],
)
def test_we_go_on_in_the_main_clause(text, becomes):
    assert in_first_person(text) == becomes


def test_what_is_asked_behind_a_condition_is_a_question():
    assert open_marks("Si lo piden, lo que hacemos?") == "Si lo piden, ¿qué hacemos?"


def test_orders_of_vos_with_a_pronoun_and_what_i_did_a_while_ago():
    assert as_usted("cambiale los nombres") == "cámbiele los nombres"
    assert as_usted("hace un rato subí el archivo; fijate") == "hace un rato subí el archivo; fíjese"


def test_no_noun_stands_in_whose_gender_its_neighbours_decide():
    # The engine makes *duas elefantes* of *dos elefantes* behind a feminine noun, so *la alcaldesa y sus regidores* went wrong.
    taken = {word for pools in STAND_INS.values() for pool in pools.values() for one in pool for word in one.words}
    assert not taken & {"elefante", "uva", "pera", "sal"}
