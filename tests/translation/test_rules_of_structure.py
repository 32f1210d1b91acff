"""What stands far from what it belongs to: pronouns, predicates, topics, passives; and the order of Portuguese."""

import pytest

from forum.translation.engines.protocol import mark
from forum.translation.rules.agreement import agree
from forum.translation.rules.articles import with_what_is_fixed
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.coming import still_to_come
from forum.translation.rules.governing import with_what_governs
from forum.translation.rules.more_passives import in_passives
from forum.translation.rules.objects import without_personal_a
from forum.translation.rules.order import in_order
from forum.translation.rules.referring import refer


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("As árvores estão secos porque ninguém os rega", "As árvores estão secas porque ninguém as rega"),
        ("A ponte ficou fechada e ainda não foi consertado", "A ponte ficou fechada e ainda não foi consertada"),
        ("O sangue foi valiosa e a agradecemos", "O sangue foi valioso e o agradecemos"),
        ("A cor das fichas é o mesmo", "A cor das fichas é a mesma"),
        ("A análise ficou pronta; será preciso refazê-lo", "A análise ficou pronta; será preciso refazê-la"),
        ("A mensagem chegou tarde. Ninguém o leu.", "A mensagem chegou tarde. Ninguém a leu."),
        ("Os sinais estavam rotos e mal localizadas", "Os sinais estavam rotos e mal localizados"),
        (
            "O lixo se acumula na esquina porque ninguém a recolhe",
            "O lixo se acumula na esquina porque ninguém o recolhe",
        ),
        ("A ponte e a avenida ficaram inundados", "A ponte e a avenida ficaram inundadas"),
        ("O leite e a carne foram compradas", "O leite e a carne foram comprados"),
        ("Foi atribuído uma equipe", "Foi atribuída uma equipe"),
        ("as viagens, planejados para maio", "as viagens, planejadas para maio"),
        ("Escrevi um guia sobre a qual falamos", "Escrevi um guia sobre o qual falamos"),
        ("Os sinais mudaram, cada uma delas", "Os sinais mudaram, cada um deles"),
        ("por isso as pontes, os mudamos todos", "por isso as pontes, as mudamos todas"),
        ("Fizemos um guia curto e a distribuímos ontem", "Fizemos um guia curto e o distribuímos ontem"),
        ("O sal na ferida a põe sempre o contador", "O sal na ferida o põe sempre o contador"),
    ],
)
def test_what_refers_to_a_noun_that_changed_its_gender_agrees_with_it(text, becomes):
    assert refer(text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "A diretora recebeu a análise e está satisfeita",
        "As moradoras mandaram mensagens e foram atendidas",
        "Entregamos a ponte aos moradores, e os jovens ficaram contentes",
        "A análise acabou e foi decidido que continua",
        "A equipe convidou os diretores e os recebeu ontem",
        "A equipe e o prefeito estão contentes",
        "A pesquisa foi feita e não sabemos o resultado; não o sabíamos",
        "Faltou documentação para o critério, e temos até maio para enviá-la",
        "Na análise não foram publicados os resultados",
    ],
)
def test_what_may_belong_to_something_else_stays(text):
    assert agree(refer(text), "pt") == text


def test_what_touches_its_noun_and_avenues_keep_their_gender():
    text = "Os relatórios novos listam rodoviárias reformadas em bairros, avenidas e becos."
    assert refer(text) == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("A cada área se le asignó un enlace", "A cada área fue asignado un enlace"),
        ("se le asignó un técnico", "le fue asignado un técnico"),
        ("las actas se publicarían en mayo", "las actas serían publicadas en mayo"),
        ("La guía se elaboró aquí y se actualiza en mayo", "La guía fue elaborada aquí y es actualizada en mayo"),
        ("El ◊ de las obras se termina", "El ◊ de las obras se termina"),
        ("El ◊ de las solicitudes se resuelve", "El ◊ de las solicitudes son resueltas"),
        ("La mayoría de los trámites se hace en línea", "La mayoría de los trámites es hecha en línea"),
        ("No se publicaron los datos", "No fueron publicados los datos"),
        ("María se compró una casa", "María se compró una casa"),
        ("sin que se los anonimice", "sin que sean anonimizados"),
        ("que se los entregue", "que se los entregue"),
        ("La encuesta la contestaron ◊ vecinos", "La encuesta fue contestada por ◊ vecinos"),
    ],
)
def test_more_that_nobody_in_particular_does_is_a_passive(text, becomes):
    assert in_passives(text.replace("◊", mark(0))) == becomes.replace("◊", mark(0))


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Los formularios hay que descargarlos a mano", "Hay que descargar los formularios a mano"),
        ("hasta que las vea el contador, por favor", "hasta que el contador las vea, por favor"),
        ("para que lo firme el alcalde.", "para que el alcalde lo firme."),
        ("Al tesorero hubo que convencerlo", "Hubo que convencer el tesorero"),
        ("El acta hay que firmarla", "Hay que firmar el acta"),
        ("Las actas hay que firmarlo", "Las actas hay que firmarlo"),
        ("Todo lo que piden lo tenemos", "Todo lo que piden tenemos"),
        ("los datos no los usa nadie", "los datos nadie usa"),
        ("No lo sabe nadie", "Nadie lo sabe"),
        ("No hay nadie en el área", "No hay nadie en el área"),
        ("Tampoco nosotros conseguimos", "Nosotros tampoco conseguimos"),
    ],
)
def test_what_comes_first_in_portuguese(text, becomes):
    assert in_order(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("después la terminó apoyando", "después terminó apoyándola"),
        ("las áreas que se van animando", "las áreas que ⟦vão se⟧ animando"),
        ("un colega que me lo pasó", "un colega que ⟦me passou⟧"),
        ("Sentémonos y organicémonos", "Vamos a sentarnos y vamos a organizarnos"),
        ("Reunámonos hoy", "Vamos a reunirnos hoy"),
        ("Se los voy a enviar", "Voy a enviarlos"),
        ("El color en el tablero lo definimos", "El color en el tablero definimos"),
    ],
)
def test_pronouns_stand_where_portuguese_has_them(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Entrevistamos también a los comerciantes", "Entrevistamos también los comerciantes"),
        ("Convocamos a las juntas, a las escuelas y a los jefes", "Convocamos las juntas, las escuelas y los jefes"),
        ("Visitamos la obra, a la vez", "Visitamos la obra, a la vez"),
        ("Invitamos a proveedores chicos", "Invitamos proveedores chicos"),
        ("Pedimos ayuda a los vecinos", "Pedimos ayuda a los vecinos"),
    ],
)
def test_persons_of_a_list_are_objects_too(text, becomes):
    assert without_personal_a(text) == becomes


def test_acronyms_and_verbs_behind_something_fixed_need_no_pronoun():
    assert with_what_is_fixed("La OCDE y la CEPAL", "es") == "⟦A⟧ OCDE y ⟦a⟧ CEPAL"
    text = f"La {mark(0)} recomienda"
    assert with_what_is_fixed(text, "es") == f"⟦A⟧ {mark(0)} recomienda"
    assert with_what_is_fixed("LA REUNIÓN ES HOY", "es") == "LA REUNIÓN ES HOY"


def test_what_begins_a_sentence_is_not_if():
    assert with_what_governs("Se ⟦costuma⟧ pensar", "es") == "⟦Costuma-se⟧ pensar"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("el enlace del ◊manual◊", "el enlace de el ◊manual◊"),
        ("Al ◊⟦tópico⟧◊ de ayer", "A el ◊⟦tópico⟧◊ de ayer"),
        ("el final del ◊acta◊", "el final de la ◊acta◊"),
        ("lean el ◊acta◊", "lean la ◊acta◊"),
        ("antes del ◊ de mayo", "antes del ◊ de mayo"),
    ],
)
def test_before_a_link_the_article_stands_by_itself(text, becomes):
    assert with_what_governs(text.replace("◊", mark(0)), "es") == becomes.replace("◊", mark(0))


def test_a_noun_after_when_is_no_verb():
    assert still_to_come("quando a equipe terminar") == "quando a equipe terminar"
    assert still_to_come("quando o ajuste sair") == "quando o ajuste sair"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Se nombró a los integrantes", "Fueron nombrados los integrantes"),
        ("Se contrató a una consultora", "Fue contratada una consultora"),
        ("que se hayan entregado todas las viviendas", "que hayan sido entregadas todas las viviendas"),
        ("el proyecto tuvo que postergarse", "el proyecto tuvo que ser postergado"),
        ("las licencias que se otorgaron el año pasado", "las licencias que fueron otorgadas el año pasado"),
    ],
)
def test_what_is_done_to_persons_and_had_to_be_done_is_a_passive(text, becomes):
    assert in_passives(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Os computadores são melhores que as velhas", "Os computadores são melhores que os velhos"),
        ("De todas as despesas, o mais difícil foi", "De todas as despesas, a mais difícil foi"),
        (
            "O investimento foi financiado pela província e executada pelo município",
            "O investimento foi financiado pela província e executado pelo município",
        ),
        ("A equipe deles é maior que o nosso.", "A equipe deles é maior que a nossa."),
        ("Dada a proposta, esperamos o que for preciso", "Dada a proposta, esperamos o que for preciso"),
    ],
)
def test_what_compares_and_further_participles_agree_too(text, becomes):
    assert refer(text) == becomes


def test_who_can_do_something_with_themselves():
    assert unclimbed("cualquiera puede inscribirse") == "cualquiera ⟦pode se⟧ inscribir"
    assert in_order("No lo va a hacer nadie") == "Nadie lo va a hacer"
