"""Every rule does to its example what it says; persons, moods and marks of questions."""

import pytest

from forum.translation.rows import lexicon
from forum.translation.rows import shipped_rows
from forum.translation.rules import before
from forum.translation.rules import rules_of
from forum.translation.rules.agreement import agree
from forum.translation.rules.capitals import after_pronouns
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.moods import in_moods_of_spanish
from forum.translation.rules.persons import in_first_person
from forum.translation.rules.questions import open_marks
from forum.translation.rules.tenses import in_simple_past
from forum.translation.rules.voseo import as_usted

RULES = [
    (source, moment, rule)
    for source in ("es", "pt")
    for moment in ("before", "after")
    for rule in rules_of(source, moment)
]


@pytest.mark.parametrize(("source", "moment", "rule"), RULES, ids=lambda value: getattr(value, "example", value))
def test_a_rule_does_to_its_example_what_it_says(source, moment, rule):
    assert rule.apply(rule.example) == rule.becomes


def test_a_capital_stays_at_the_beginning():
    rule = next(rule for rule in rules_of("es", "before") if rule.example == "sino que")
    assert rule.apply("Sino que") == "⟦Mas⟧"


@pytest.mark.parametrize(
    ("written", "usted"),
    [
        ("Revisá bien y guardá cada archivo", "Revise bien y guarde cada archivo"),
        ("¿vos podés subirlo?", "¿usted puede subirlo?"),
        ("Avisale al jefe y pedile que firme", "Avísele al jefe y pídale que firme"),
        ("publicalas y envialo a la sala", "publíquelas y envíelo a la sala"),
        ("Buscá, cargá, empezá y contá", "Busque, cargue, empiece y cuente"),
        ("será, está acá, además en Bogotá y Panamá", "será, está acá, además en Bogotá y Panamá"),
        ("después, inglés, interés", "después, inglés, interés"),
        ("estarás y harás", "estarás y harás"),
    ],
)
def test_vos_becomes_usted(written, usted):
    assert as_usted(written) == usted


@pytest.mark.parametrize(
    ("compound", "simple"),
    [
        ("ya hemos definido el plazo", "ya definimos el plazo"),
        ("¿han probado algún modelo?", "¿probaron algún modelo?"),
        ("no he visto el informe", "no vi el informe"),
        ("lo ha hecho bien", "lo hizo bien"),
        ("se han dicho cosas", "se dijeron cosas"),
        ("ha sido elegido", "ha sido elegido"),
        ("han tenido que parar", "han tenido que parar"),
    ],
)
def test_the_compound_past_becomes_the_simple_one(compound, simple):
    assert in_simple_past(compound) == simple


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("Aqui a gente vai começar", "Aqui vamos começar"),
        ("a gente se reúne", "nos reunimos"),
        ("a gente também publica", "também publicamos"),
        ("a gente do bairro", "a gente do bairro"),
        ("Se você enviar os dados, agradeço", "⟦Si⟧ você envia os dados, agradeço"),
        ("vai apoiar se mostrarmos algo", "vai apoiar ⟦si⟧ mostramos algo"),
        ("Quando o fiscal assinar a nota", "Quando o fiscal assine a nota"),
        ("Quem puder, chegue cedo", "Quem possa, chegue cedo"),
        ("para se reunir e se tornar útil", "para se reunir e se tornar útil"),
        ("compartilhar com a gente o contrato", "compartilhar com a gente o contrato"),
        ("apesar de o resultado ter saído", "apesar de que o resultado tenha saído"),
        ("quando o titular pedir", "quando o titular peça"),
        ("A gente montou a base e ficou em dúvida", "Montamos a base e ficamos em dúvida"),
        ("A gente mudou a ficha e deu certo", "Mudamos a ficha e deu certo"),
        ("a gente refizesse", "refizéssemos"),
        ("Só falta o prefeito assinar", "Só falta que o prefeito assine"),
        ("fazer os chefes olharem", "fazer que os chefes olhem"),
        ("para o transporte escolar", "para o transporte escolar"),
        ("quanto mais cidades participarem", "quanto mais cidades participem"),
        ("para o que precisarem", "para o que precisem"),
        ("o que fazer agora", "o que fazer agora"),
    ],
)
def test_persons_and_moods_of_brazil_are_mended(written, mended):
    assert in_moods_of_spanish(in_first_person(written)) == mended


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("Como hago para publicarlo?", "¿Cómo hago para publicarlo?"),
        ("Abrí un tema. Como hago?", "Abrí un tema. ¿Cómo hago?"),
        ("En su ciudad, quien es el responsable?", "En su ciudad, ¿quién es el responsable?"),
        ("Tengo una duda: basta con eso?", "Tengo una duda: ¿basta con eso?"),
        ("Salió bien! Seguimos.", "¡Salió bien! Seguimos."),
        ("¿Ya está?", "¿Ya está?"),
        ("Sería raro, no les parece?", "Sería raro, ¿no les parece?"),
        ("Quién pueda, llegue antes.", "Quien pueda, llegue antes."),
        ("(Vale la pena?)", "(¿Vale la pena?)"),
        ("Si no llegamos, perdemos el sello?", "Si no llegamos, ¿perdemos el sello?"),
        ("Perdón, pero que es eso?", "Perdón, pero ¿qué es eso?"),
        ("Hola, colegas, todo bien?", "Hola, colegas, ¿todo bien?"),
    ],
)
def test_questions_and_exclamations_are_opened(written, opened):
    assert open_marks(written) == opened


@pytest.mark.parametrize(
    ("example", "needs"),
    [("sino que", "sino que"), ("quizá", "quizá"), ("la ficha llenada", ""), ("tirar fotos", "tirar foto")],
)
def test_what_a_text_needs_for_a_rule_is_looked_for_first(example, needs):
    found = {rule.needs for source in ("es", "pt") for rule in rules_of(source, "before") if rule.example == example}
    assert needs in found


def test_what_one_rule_has_translated_no_other_rewrites() -> None:
    said = before("Vale a pena participar?", "pt")
    assert said.count("⟦") == said.count("⟧")
    assert "⟦⟦" not in said
    assert "⟦Vale la pena⟧" in said


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("cuando tengamos datos", "cuando ⟦tivermos⟧ datos"),
        ("Cuando no haya dudas", "Cuando no ⟦houver⟧ dudas"),
        ("una vez que lleguen", "una vez que ⟦chegarem⟧"),
        ("aunque tengamos datos", "aunque tengamos datos"),
        ("quien llegue tarde", "quien ⟦chegar⟧ tarde"),
        ("Si no llegamos a la meta", "Si no ⟦chegarmos⟧ a la meta"),
        ("no sabemos si es válido", "no sabemos si es válido"),
        ("en cuanto la tengamos", "en cuanto la ⟦tivermos⟧"),
        ("Aunque el decreto está firmado", "⟦Embora⟧ el decreto ⟦esteja⟧ firmado"),
    ],
)
def test_what_is_still_to_come_has_its_tense_in_portuguese(text, becomes):
    assert in_future_subjunctive(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Le pregunté a mi supervisor", "Pregunté a mi supervisor"),
        ("pedirle al contratista que corrija", "pedir al contratista que corrija"),
        ("Avísele a su jefe", "Avise a su jefe"),
        ("El informe lo hicimos ayer", "El informe hicimos ayer"),
        ("A los vecinos les gustó el taller", "A los vecinos les gustó el taller"),
        ("A la ciudadanía le interesa", "A la ciudadanía interesa"),
        ("Se lo pregunté al equipo", "Pregunté al equipo"),
        ("Les invitamos a la reunión", "Les invitamos a la reunión"),
        ("más gente lo va a llenar", "más gente va a llenarlo"),
        ("Los indicadores los elige cada área", "Los indicadores, quien elige es cada área"),
        ("el sistema no lo deja entrar", "el sistema no lo deja entrar"),
    ],
)
def test_persons_and_things_are_said_once(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "language", "becomes"),
    [
        ("a mensagem do prefeito foi muito claro", "pt", "a mensagem do prefeito foi muito clara"),
        ("A análise que fez a empresa é bastante longo", "pt", "A análise que fez a empresa é bastante longa"),
        ("El puente nuevo quedó lista", "es", "El puente nuevo quedó listo"),
        ("La basura no es recogido", "es", "La basura no es recogida"),
        (
            "El análisis fue revisado por la oficina y está aprobada",
            "es",
            "El análisis fue revisado por la oficina y está aprobado",
        ),
        ("respondida pela equipe, que está muito atento", "pt", "respondida pela equipe, que está muito atenta"),
        ("o link da equipe está quebrado", "pt", "o link da equipe está quebrado"),
        ("a equipe tem o resultado pronto", "pt", "a equipe tem o resultado pronto"),
    ],
)
def test_what_agrees_with_a_noun_has_its_gender(text, language, becomes):
    assert agree(text, language) == becomes


def test_a_verb_after_a_moved_pronoun_is_written_small():
    assert after_pronouns("Me Gustó. Se Quito quiere", "es") == "Me gustó. Se quito quiere"
    assert after_pronouns("O Fizemos. O Brasil", "pt") == "O fizemos. O Brasil"


def test_no_table_has_a_pattern_twice():
    for source in ("es", "pt"):
        for moment in ("before", "after"):
            patterns = [rule.pattern.pattern for rule in rules_of(source, moment)]
            assert sorted({one for one in patterns if patterns.count(one) > 1}) == []


@pytest.mark.parametrize("rows", [shipped_rows(), lexicon()], ids=["glossary", "lexicon"])
def test_no_pair_of_words_stands_twice(rows):
    pairs = [(row.es, row.pt) for row in rows]
    assert sorted({pair for pair in pairs if pairs.count(pair) > 1}) == []
