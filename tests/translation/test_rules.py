"""Every rule does to its example what it says; persons, moods and marks of questions."""

import pytest

from forum.translation.rules import before
from forum.translation.rules import rules_of
from forum.translation.rules.agreement import agree
from forum.translation.rules.capitals import after_pronouns
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.moods import in_moods_of_spanish
from forum.translation.rules.persons import in_first_person
from forum.translation.rules.regular import with_regular_verbs
from forum.translation.rules.tenses import in_past_of_we
from forum.translation.rules.tenses import in_simple_past
from forum.translation.rules.voseo import as_usted


@pytest.mark.parametrize("source", ["es", "pt"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_every_rule_does_to_its_example_what_it_says(source, moment):
    # All of a table in one test: there are thousands.
    done = [(rule.example, rule.apply(rule.example), rule.becomes) for rule in rules_of(source, moment)]
    assert [found for found in done if found[1] != found[2]] == []


def test_an_infinitive_that_passes_takes_its_preposition_along():
    assert with_regular_verbs("vuelven a tipear los datos", "es") == "vuelven ⟦a digitar⟧ los datos"
    assert with_regular_verbs("vamos a tipear los datos", "es") == "vamos ⟦digitar⟧ los datos"


def taken_by(number, rules):
    """Return the earlier, shorter rule that leaves a rule nothing to do with its own example, if there is one."""
    rule, text = rules[number], rules[number].example
    found = rule.pattern.search(text)
    for earlier in rules[:number]:
        first = earlier.pattern.search(text) if earlier.needs in text.lower() else None
        if first is None or (made := earlier.apply(text)) == text:
            continue
        overlaps = first.start() < found.end() and found.start() < first.end()
        if overlaps and len(first[0]) < len(found[0]) and rule.apply(made) == made:
            return earlier.pattern.pattern
        text = made
    return None


@pytest.mark.long
@pytest.mark.parametrize("source", ["es", "pt"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_longer_rules_go_before_shorter_ones_that_would_take_their_words(source, moment):
    rules = rules_of(source, moment)
    taken = {rule.example: by for number, rule in enumerate(rules) if (by := taken_by(number, rules))}
    assert taken == {}


def test_a_capital_stays_at_the_beginning():
    rule = next(rule for rule in rules_of("es", "before") if rule.example == "sino que")
    assert rule.apply("Sino que") == "⟦Mas⟧"
    assert before("Nos juntamos. Anotarte en la lista es útil", "es").endswith(". ⟦Se⟧ anotar en la lista es útil")
    rule = next(rule for rule in rules_of("es", "before") if rule.example == "⟦cada⟧ dirección presenta")
    assert rule.apply("⟦Cada⟧ dirección presenta") == "⟦Cada diretoria⟧ presenta"


@pytest.mark.parametrize(
    ("written", "usted"),
    [
        ("Revisá bien y guardá cada archivo", "Revise bien y guarde cada archivo"),
        ("¿vos podés subirlo?", "¿usted puede subirlo?"),
        ("corregilos y definilo", "corríjalos y defínalo"),
        ("Inscribite hoy", "Inscríbase hoy"),
        ("Avisale al jefe y pedile que firme", "Avísele al jefe y pídale que firme"),
        ("publicalas y envialo a la sala", "publíquelas y envíelo a la sala"),
        ("archivala, corregilo y reenvialo", "archívela, corríjalo y reenvíelo"),
        ("renombrá la hoja y recuperá la otra", "renombre la hoja y recupere la otra"),
        ("Escribí el asunto y no uses siglas", "Escriba el asunto y no uses siglas"),
        ("Creé una carpeta", "Creé una carpeta"),
        ("Escribí el asunto y no usé siglas", "Escribí el asunto y no usé siglas"),
        ("Buscá, cargá, empezá y contá", "Busque, cargue, empiece y cuente"),
        ("será, está acá, además en Bogotá y Panamá", "será, está acá, además en Bogotá y Panamá"),
        ("después, inglés, interés, comités", "después, inglés, interés, comités"),
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
        ("ha obtenido resultados y hemos mantenido el ritmo", "obtuvo resultados y mantuvimos el ritmo"),
        ("han reducido el gasto y ha traducido la guía", "redujeron el gasto y tradujo la guía"),
        ("ha propuesto, han dispuesto y se ha previsto", "propuso, dispusieron y se previó"),
        ("ha seguido, han conseguido y ha distinguido", "siguió, consiguieron y distinguió"),
        ("ha invertido, han sugerido y hemos medido", "invirtió, sugirieron y medimos"),
        ("han cubierto el costo y ha descrito el método", "cubrieron el costo y describió el método"),
        ("ha habido avances y han habido quejas", "hubo avances y hubo quejas"),
        ("ha ido creciendo y ha contribuido", "fue creciendo y contribuyó"),
        ("ha muerto y han protegido", "murió y protegieron"),
        ("ha satisfecho la demanda y ha traído", "satisfizo la demanda y trajo"),
        ("ha diseñado, probado y puesto en marcha", "diseñó, probó y puso en marcha"),
        ("ha mejorado, comparado con junio", "mejoró, comparado con junio"),
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
        ("Não sabemos quem procurar na prefeitura", "Não sabemos quem procurar na prefeitura"),
        ("Enquanto não sair a portaria", "Enquanto não saia a portaria"),
        ("se o primeiro ciclo da avaliação for ruim", "⟦si⟧ o primeiro ciclo da avaliação é ruim"),
        ("feito por quem quer", "feito por quem quer"),
        (
            "pede que a gente conheça os usuários e incorpore suas demandas",
            "pede que conheçamos os usuários e incorporemos suas demandas",
        ),
        ("A gente resolveu com um formulário", "⟦Resolvimos⟧ com um formulário"),
        ("a gente mede o que importa", "medimos o que importa"),
    ],
)
def test_persons_and_moods_of_brazil_are_mended(written, mended):
    assert in_moods_of_spanish(in_first_person(written)) == mended


@pytest.mark.parametrize(
    ("example", "needs"),
    [("sino que", "sino que"), ("quizá", "quizá"), ("la ficha llenada", "llenad"), ("tirar fotos", "tirar foto")],
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
        ("cuando puedas", "cuando ⟦puder⟧"),
        ("Las ciudades que quieran sumarse", "Las ciudades que ⟦quiserem⟧ sumarse"),
        ("pidió a los vecinos que tengan paciencia", "pidió a los vecinos que tengan paciencia"),
        ("no hay quien abra la puerta", "no hay quien abra la puerta"),
        ("Cuando no haya dudas", "Cuando no ⟦houver⟧ dudas"),
        ("una vez que lleguen", "una vez que ⟦chegarem⟧"),
        ("aunque tengamos datos", "⟦ainda que⟧ tengamos datos"),
        ("Cuando Marta llegue, avisen", "Cuando Marta ⟦chegar⟧, avisen"),
        ("en cuanto Lucía y Tomás lleguen", "en cuanto Lucía y Tomás ⟦chegarem⟧"),
        ("quien llegue tarde", "quien ⟦chegar⟧ tarde"),
        ("Si no llegamos a la meta", "Si no ⟦chegarmos⟧ a la meta"),
        ("no sabemos si es válido", "no sabemos si es válido"),
        ("en cuanto la tengamos", "en cuanto la ⟦tivermos⟧"),
        ("Aunque el decreto está firmado", "⟦Embora⟧ el decreto ⟦esteja⟧ firmado"),
        ("aunque la había aprobado", "⟦embora⟧ la ⟦tivesse⟧ aprobado"),
        ("aunque había dudas", "⟦embora⟧ ⟦houvesse⟧ dudas"),
        ("Aunque pedimos tres, ninguno llegó", "⟦Embora⟧ hayamos pedido tres, ninguno llegó"),
        ("Aunque publicamos poco, alcanza", "⟦Embora⟧ publiquemos poco, alcanza"),
        ("Aunque el gobernador prometió los fondos", "⟦Embora⟧ el gobernador haya prometido los fondos"),
        ("si bien la oposición pidió tiempo", "⟦embora⟧ la oposición haya pedido tiempo"),
        ("Si bien el decreto obliga a publicar", "⟦Embora⟧ el decreto obligue a publicar"),
        ("aunque fue difícil", "⟦embora⟧ ⟦tenha sido⟧ difícil"),
    ],
)
def test_what_is_still_to_come_has_its_tense_in_portuguese(text, becomes):
    assert in_future_subjunctive(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Só aceita se o proprietário trouxer", "Só aceita ⟦si⟧ o proprietário traz"),
        ("Se eu estiver errado", "⟦Si⟧ eu estou errado"),
        ("Se o pai ou a mãe revogarem", "⟦Si⟧ o pai ou a mãe revogam"),
        ("Quando vocês forem limpar", "Quando vocês ⟦vayan⟧ a limpar"),
        ("Enquanto o sistema novo não ficar pronto", "Enquanto o sistema novo não fique pronto"),
        ("Não têm com quem deixar", "Não têm com quem deixar"),
        ("a quem plantar na rua e cuidar dela", "a quem plante na rua e cuide dela"),
        ("Depois de ouvirmos todos", "Depois de ouvir todos"),
        ("o que cada campo quer dizer", "o que cada campo quer dizer"),
    ],
)
def test_what_portuguese_says_of_the_future_is_said_as_spanish_does(text, becomes):
    assert in_moods_of_spanish(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Ayer perdemos 112 alumnos.", "Ayer perdimos 112 alumnos."),
        ("Fue lo que aprendemos con el padrón", "Fue lo que aprendimos con el padrón"),
        ("Ayer respondemos a todos", "Ayer respondimos a todos"),
        ("Respondemos a todos en dos días", "Respondemos a todos en dos días"),
        ("Cuando fue publicado, siempre respondemos", "Cuando fue publicado, siempre respondemos"),
        ("Pidió los datos; respondemos en dos días.", "Pidió los datos; respondimos en dos días."),
        ("Siempre respondemos en el plazo.", "Siempre respondemos en el plazo."),
        ("Respondemos hoy. Ayer no hubo nadie.", "Respondemos hoy. Ayer no hubo nadie."),
    ],
)
def test_what_we_did_is_past(text, becomes):
    assert in_past_of_we(text) == becomes


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
        ("si la meta la fija el área", "si quien fija la meta es el área"),
        ("El acta la firma el alcalde", "El acta, quien firma es el alcalde"),
        ("el sistema no lo deja entrar", "el sistema no lo deja entrar"),
        ("La postulación la tiene que hacer el municipio", "La postulación tiene que ser hecha por el municipio"),
        ("los datos los puede pedir el titular", "los datos pueden ser pedidos por el titular"),
        ("avísenle a tesorería", "avisen a tesorería"),
        ("que se les daban a los alumnos", "que se daban a los alumnos"),
        ("cárguenlos en el portal", "carguen en el portal"),
        ("que el indicador lo calculara un área distinta", "que el indicador lo calculara un área distinta"),
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
        ("El movimiento de personal fue publicada", "es", "El movimiento de personal fue publicado"),
        ("El acta fue firmada", "es", "El acta fue firmada"),
        ("respondida pela equipe, que está muito atento", "pt", "respondida pela equipe, que está muito atenta"),
        ("o link da equipe está quebrado", "pt", "o link da equipe está quebrado"),
        ("a equipe tem o resultado pronto", "pt", "a equipe tem o resultado pronto"),
        ("o debate na câmara municipal foi curta e clara", "pt", "o debate na câmara municipal foi curto e claro"),
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
