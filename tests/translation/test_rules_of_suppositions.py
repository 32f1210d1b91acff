"""What is supposed, asked within a sentence, still to come, wished, and told of several people at once, from Spanish."""

import pytest

from forum.translation.engines.protocol import mark
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.echoes import with_articles_of_their_nouns
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.haste import written_out
from forum.translation.rules.objects import without_personal_a
from forum.translation.rules.passives import as_passives
from forum.translation.rules.supposing import in_subjunctive
from forum.translation.rules.tuteo import as_orders
from forum.translation.rules.wondering import with_what


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("que si llegaba el dinero, pagarían", "que si llegara el dinero, pagarían"),
        ("si no teníamos la firma, quedaríamos afuera", "si no tuviéramos la firma, quedaríamos afuera"),
        ("si la gente lo pedía, abrirían", "si la gente lo pidiera, abrirían"),
        ("si decía que sí, firmaríamos", "si dijera que sí, firmaríamos"),
        ("si era urgente, avisarían", "si ⟦fosse⟧ urgente, avisarían"),
        # Whether, and what was so each time.
        ("no sabíamos si estaba abierto", "no sabíamos si estaba abierto"),
        ("si algo fallaba, lo arreglábamos", "si algo fallaba, lo arreglábamos"),
        ("por más que insistíamos", "por más que insistiéramos"),
        ("tal vez no me expliqué bien", "tal vez no me haya explicado bien"),
        ("quizás perdimos una", "quizás hayamos perdido una"),
        ("a lo mejor entendí mal", "a lo mejor haya entendido mal"),
        ("tal vez dejarían de oponerse", "tal vez dejaran de oponerse"),
        ("quizás podríamos verlo", "quizás pudiéramos verlo"),
        ("tal vez sería mejor", "tal vez fuera mejor"),
        ("tal vez venderíamos menos", "tal vez vendiéramos menos"),
        ("tal vez valdría la pena", "tal vez valiera la pena"),
        ("quizás dirían que no", "quizás dijeran que no"),
        ("Por si hay otra", "⟦Caso⟧ haya otra"),
        ("por si perdemos las elecciones", "⟦caso⟧ perdamos las elecciones"),
        ("por si no llegan", "⟦caso⟧ no lleguen"),
        ("por si buscan el acta", "⟦caso⟧ busquen el acta"),
        ("por si acaso", "por si acaso"),
    ],
)
def test_what_is_supposed_is_in_the_subjunctive(text, becomes):
    assert in_subjunctive(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Nadie entendió qué quería", "Nadie entendió lo que quería"),
        ("que nos aclarara qué se entiende", "que nos aclarara lo que se entiende"),
        ("depende de qué entendamos", "depende de lo que entendamos"),
        ("discutimos qué hacer", "discutimos ⟦o que⟧ hacer"),
        ("no sé qué documentos faltan", "no sé qué documentos faltan"),
        ("¿Qué hicieron?", "¿Qué hicieron?"),
        ("no sé de qué habla", "no sé de qué habla"),
    ],
)
def test_what_is_asked_within_a_sentence_has_its_article(text, becomes):
    assert with_what(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("quien haya terminado", "quien ⟦tiver⟧ terminado"),
        ("los que hayan participado", "los que ⟦tiverem⟧ participado"),
        ("cuando hayamos cerrado", "cuando ⟦tivermos⟧ cerrado"),
        ("lo que no se haya guardado", "lo que no ⟦tiver sido⟧ guardado"),
        ("cuando haya dinero", "cuando ⟦houver⟧ dinero"),
        ("cuando los nombres de las calles coincidan", "cuando los nombres de las calles ⟦coincidirem⟧"),
        ("donde la numeración domiciliaria esté incompleta", "donde la numeración domiciliaria ⟦estiver⟧ incompleta"),
        ("una captura en la que se vea la fecha", "una captura en la que se vea la fecha"),
        ("Si el nuevo gobierno decide parar", "Si el nuevo gobierno ⟦decidir⟧ parar"),
        ("no se preocupen si no llegan", "no se preocupen si no ⟦chegarem⟧"),
        ("tal vez es mejor", "⟦talvez⟧ ⟦seja⟧ mejor"),
        ("Quizás hay otra forma", "⟦Talvez⟧ ⟦haja⟧ otra forma"),
        ("aunque hay otra forma", "⟦embora⟧ ⟦haja⟧ otra forma"),
        ("aunque al principio nos costó que", "⟦embora⟧ al principio nos haya costado que"),
        ("aun cuando el plazo venza", "aun cuando el plazo venza"),
        ("aunque nos redujeron la partida", "⟦embora⟧ nos hayan reducido la partida"),
        ("Aunque trajo la nota", "⟦Embora⟧ haya traído la nota"),
    ],
)
def test_what_is_still_to_come_or_may_be(text, becomes):
    assert in_future_subjunctive(text) == becomes


def test_who_is_wished_to_do_it_does_it_in_the_passive():
    made = unclimbed("hace falta que la norma la firme el alcalde")
    assert made == "hace falta que la norma sea firmada por el alcalde"
    made = unclimbed("quieren que los datos los publique cada área")
    assert made == "quieren que los datos sean publicados por cada área"
    assert unclimbed("la norma la firma el alcalde") == "la norma, quien firma es el alcalde"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("¿el diagnóstico lo firma el jefe?", "¿el diagnóstico, quien firma es el jefe?"),
        ("Al moderador lo elige la suerte", "El moderador, quien elige es la suerte"),
        ("Al coordinador lo eligen sus pares", "El coordinador, quien elige son sus pares"),
        (
            "El primer informe lo explica siempre la misma persona",
            "El primer informe, quien explica siempre es la misma persona",
        ),
        ("cuando la evaluación la haya hecho un tercero", "cuando la evaluación haya sido hecha por un tercero"),
        ("A mi jefe lo ascendieron y ahora firma", "Mi jefe fue ascendido y ahora firma"),
        ("Al contrato le agregamos una hoja", "Al contrato agregamos una hoja"),
        ("A la tarde les mando el acta", "A la tarde les mando el acta"),
        ("Al llegar le avisamos", "Al llegar le avisamos"),
    ],
)
def test_what_is_named_first_is_said_once(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("convencer al jefe; después, al equipo", "convencer el jefe; después, el equipo"),
        ("invitamos a los vecinos, a las empresas y al concejo", "invitamos los vecinos, las empresas y el concejo"),
        ("convocamos a los jefes, a las nueve", "convocamos los jefes, a las nueve"),
        ("capacitamos a los jefes y a partir de mayo", "capacitamos los jefes y a partir de mayo"),
        ("vamos a ayudar a otros.", "vamos a ayudar otros."),
    ],
)
def test_persons_who_are_named_one_after_the_other_lose_their_preposition(text, becomes):
    assert without_personal_a(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("los informes no se pudieron abrir", "los informes no ⟦puderam⟧ ser abiertos"),
        ("la obra no se pudo terminar", "la obra no ⟦pôde⟧ ser terminada"),
        ("que los datos se puedan comparar", "que los datos puedan ser comparados"),
        ("que las actas se pudieran leer", "que las actas pudieran ser leídas"),
    ],
)
def test_what_could_be_done_to_things(text, becomes):
    assert as_passives(text) == becomes


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("yo intente pero no pude", "yo intenté pero no pude"),
        ("espero que yo envie", "espero que yo envie"),
        ("nadie nos contesto", "nadie nos contestó"),
        ("el plazo ya cerro?", "el plazo ya cerró?"),
        ("a ustedes les paso lo mismo?", "a ustedes les pasó lo mismo?"),
        ("les paso el archivo", "les paso el archivo"),
        ("que paso con el taller?", "qué pasó con el taller?"),
    ],
)
def test_pasts_typed_without_their_accent(typed, written):
    assert written_out(typed, "es") == written


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Descarga la plantilla y envía el acta", "Descargue la plantilla y envíe el acta"),
        ("Lee con calma las instrucciones.", "Lea con calma las instrucciones."),
        ("Firma el acta", "⟦Assine⟧ el acta"),
        ("Sube el informe cuando puedas", "Suba el informe cuando puedas"),
        # Without an object beside them.
        ("Si crees que es un error, escribe a RIL.", "Si crees que es un error, escriba a RIL."),
        ("Mira en el archivo o prueba con otro.", "Mire en el archivo o pruebe con otro."),
        ("Si hay problemas, avisa a tu jefe.", "Si hay problemas, avise a tu jefe."),
        ("Si ves un error, corrige el texto.", "Si ves un error, corrija el texto."),
        ("Cuando termines, cierra la sesión.", "Cuando termines, cierre la sesión."),
        ("Para participar, llena el formulario.", "Para participar, llene el formulario."),
        ("Abre la página y pulsa el botón.", "Abra la página y ⟦aperte⟧ el botón."),
        ("Prueba de nuevo.", "Intente de nuevo."),
        ("Vuelve a cargar la página.", "Vuelva a cargar la página."),
        ("Vuelve a llover.", "Vuelve a llover."),
        ("Quita uno o elige otro período.", "Quite uno o elija otro período."),
        ("Espera un momento e intenta de nuevo.", "Espere un momento e intente de nuevo."),
        ("Mira si te corresponde y guarda otra vez.", "Mire si te corresponde y guarde otra vez."),
        ("Decide de nuevo.", "Decida de nuevo."),
        ("Espera a que terminen.", "Espere a que terminen."),
        ("Indica a qué tema va.", "Indique a qué tema va."),
        ("Deja como están los enlaces.", "Deje como están los enlaces."),
        ("Si cancelas la reunión, queda libre la sala.", "Si cancelas la reunión, queda libre la sala."),
        ("Prueba en el laboratorio.", "Prueba en el laboratorio."),
        ("Abre a las ocho.", "Abre a las ocho."),
        # What becomes dearer, what begins, what somebody does, and nouns.
        ("Sube el boleto", "Sube el boleto"),
        ("Abre la convocatoria de becas", "Abre la convocatoria de becas"),
        ("la jefa revisa la lista", "la jefa revisa la lista"),
        ("Copia de respaldo", "Copia de respaldo"),
    ],
)
def test_orders_to_tu_are_orders_to_usted(text, becomes):
    assert as_orders(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Van a apoyar si mostramos resultados.", "Van a apoyar si ⟦mostrarmos⟧ resultados."),
        (
            "El Concejo apoyará la obra si el informe está listo.",
            "El Concejo apoyará la obra si el informe ⟦estiver⟧ listo.",
        ),
        ("Van a preguntar si tenemos presupuesto.", "Van a preguntar si tenemos presupuesto."),
        ("No tienen quien los siga.", "No tienen quien los siga."),
        (f"Si la {mark(0)} escribe el dictamen, lo firmamos.", f"Si la {mark(0)} ⟦escrever⟧ el dictamen, lo firmamos."),
    ],
)
def test_conditions_of_what_will_be_are_still_to_come(text, becomes):
    assert in_future_subjunctive(text) == becomes


def test_what_others_had_done_to_a_thing_named_first_is_a_passive():
    made = unclimbed("El programa lo había creado la gestión anterior")
    assert made == "El programa había sido creado por la gestión anterior"
    made = unclimbed("pero las fichas las habían llenado los vecinos")
    assert made == "pero las fichas habían sido llenadas por los vecinos"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("que cada quien haga lo suyo", "que cada quien haga lo suyo"),
        ("que sea alguien de afuera quien revise la lista", "que sea alguien de afuera quien revise la lista"),
        ("quien revise la lista", "quien ⟦revisar⟧ la lista"),
        ("Llámenme si no les llega", "Llámenme si no les ⟦chegar⟧"),
    ],
)
def test_who_does_it_is_no_condition(text, becomes):
    assert in_future_subjunctive(text) == becomes


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("escribanme y avisennos", "escríbanme y avísennos"),
        ("carguenlo, envienle", "cárguenlo, envíenle"),
        ("yo no se si va aca", "yo no sé si va acá"),
        ("ayer intente entrar", "ayer intenté entrar"),
        ("el correo con el que me registre", "el correo con el que me registré"),
        ("gracias x la ayuda", "gracias por la ayuda"),
        ("canela, planos, examen", "canela, planos, examen"),
    ],
)
def test_orders_and_pasts_typed_in_haste(typed, written):
    assert written_out(typed, "es") == written


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("los gastos corrientes con los de inversión", "los gastos corrientes con las de inversión"),
        ("el equipo de salud y el de parques", "el equipo de salud y la de parques"),
        ("las oficinas cierran antes que las del norte", "las oficinas cierran antes que los del norte"),
        ("los talleres nuevos son mejores que los viejos.", "los talleres nuevos son mejores que las viejas."),
        ("los talleres presenciales más que los virtuales", "los talleres presenciales más que las virtuales"),
        # Nouns that keep their gender, people, and the noun that was named last.
        ("los datos de hoy con los de ayer", "los datos de hoy con los de ayer"),
        ("los gastos con los de sistemas", "los gastos con los de sistemas"),
        ("los gastos y los trámites, como los de hoy", "los gastos y los trámites, como los de hoy"),
        ("Hay gastos. Como los de hoy", "Hay gastos. Como los de hoy"),
    ],
)
def test_an_article_that_stands_for_a_noun_has_the_gender_that_the_noun_will_have(text, becomes):
    assert with_articles_of_their_nouns(text) == becomes


def test_what_tells_when_is_no_person_named_next():
    made = without_personal_a("escuchamos a los jefes y, al final, a la intendenta")
    assert made == "escuchamos los jefes y, al final, la intendenta"


@pytest.mark.parametrize(
    ("spanish", "before"),
    [
        ("De no haber acuerdo, decide el juez.", "⟦Se não houver⟧ acuerdo, decide el juez."),
        ("Digan que, de no renovarlo, se bloquea.", "Digan que, ⟦se não o⟧ renovar, se bloquea."),
        ("De no haber avisado, perdíamos.", "⟦Se não tivesse⟧ avisado, perdíamos."),
        ("De no haber sido por ellas, perdíamos.", "⟦Se não fosse⟧ por ellas, perdíamos."),
        ("Hablamos de no tener datos.", "Hablamos de no tener datos."),
    ],
)
def test_an_infinitive_after_de_no_is_a_condition(spanish: str, before: str):
    assert in_subjunctive(spanish) == before
