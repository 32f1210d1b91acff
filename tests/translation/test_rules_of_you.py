"""What *tú* and *vos* do to themselves, pronouns that climb or are lost, and whom an order is to."""

import pytest

from forum.core.languages import Language
from forum.translation.engines.protocol import mark
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.feeling import with_who_feels
from forum.translation.rules.futures import in_future_subjunctive
from forum.translation.rules.governing import with_what_governs
from forum.translation.rules.governing import without_help
from forum.translation.rules.idioms import with_idioms
from forum.translation.rules.yourself import as_you

SPANISH: Language = "es"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Te equivocas de hilo", "⟦Você⟧ ⟦se⟧ equivocas de hilo"),
        ("Lamento que te hayas sentido atacado", "Lamento que ⟦você⟧ ⟦se⟧ hayas sentido atacado"),
        ("Ya te habías inscrito", "⟦Você⟧ ya ⟦se⟧ habías inscrito"),
        ("Si te referís al decreto", "Si ⟦você⟧ ⟦se⟧ refiere al decreto"),
        ("Tú te quejas", "Tú ⟦se⟧ queja"),
        ("No te enojes", "No ⟦se⟧ enojes"),
        ("por qué no te animás", "por qué ⟦você⟧ no ⟦se⟧ animás"),
        ("¿Te vas a encargar tú de eso?", "¿⟦Você⟧ ⟦vai se⟧ encargar de eso?"),
        ("¿Puedes conectarte?", "¿⟦Pode se⟧ conectar?"),
        ("Tienes que irte", "⟦Tem que ir embora⟧"),
        ("Te estás confundiendo", "⟦Você⟧ ⟦está se⟧ confundiendo"),
        ("No te quedes sin lugar", "No ⟦fique⟧ sin lugar"),
        ("Si te hubieras quedado", "Si ⟦você⟧ hubieras quedado"),
        ("Te fuiste temprano", "⟦Você⟧ ⟦foi embora⟧ temprano"),
        ("¿Te vas de vacaciones?", "¿⟦Você⟧ ⟦vai⟧ de vacaciones?"),
        ("Te diste cuenta", "Se dio cuenta"),
        ("¿Te fijaste si llegó?", "¿⟦Você⟧ ⟦reparou⟧ si llegó?"),
    ],
)
def test_the_pronoun_of_tu_is_that_of_voce(text, becomes):
    assert as_you(text) == becomes


@pytest.mark.parametrize(
    "text",
    ["Te mandaron el acta", "Te agradezco la ayuda", "No te preocupes", "te las paso", "Te es útil", "que te guste"],
)
def test_what_others_do_to_you_stays(text):
    assert as_you(text) == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Nos acaban de avisar", "Acaban de avisarnos"),
        ("Me tengo que ir", "Tengo que irme"),
        ("Nos vuelven a pedir los papeles", "Vuelven a pedirnos los papeles"),
        ("Les deberíamos avisar hoy", "Deberíamos avisarles hoy"),
        ("Se lo tienes que pedir", "Tienes que pedirlo"),
        ("No se lo quise decir", "No quise decirlo"),
        ("¿Lo podrías pegar?", "¿Podrías pegarlo?"),
        ("Me siguen llegando avisos", "⟦Continuam me⟧ llegando avisos"),
        ("Les seguirá costando", "⟦Continuará lhes⟧ costando"),
    ],
)
def test_pronouns_go_down_to_their_verb(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Le faltan tres firmas al acta.", "Faltan tres firmas al acta."),
        ("Le escribí a la muchacha de archivo", "Escribí a la muchacha de archivo"),
        ("Pregúntale a Lucía", "Pregunte a Lucía"),
        ("Pídele a la jefa", "Pida a la jefa"),
        ("Pídale a la jefa", "Pida a la jefa"),
        ("Dile a Marta", "Diga a Marta"),
        ("Avísele a la jefa", "Avise a la jefa"),
    ],
)
def test_whom_it_is_said_to_is_said_once_and_an_order_stays_one(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Avísenme del cambio", "Avísenme,~ del cambio"),
        ("quieren invitarnos a la reunión", "quieren invitarnos,~ a la reunión"),
        ("pueden devolvernos ◊ del martes", "pueden devolvernos,~ ◊ del martes"),
        ("están revisándolo en la oficina", "están revisándolo,~ en la oficina"),
        ("Regístrense en la página", "Regístrense,~ en la página"),
        # Whom it is said to is said behind; and what is no verb.
        ("responderles a las ciudades", "responderles a las ciudades"),
        ("la muerte de la abuela, los gobiernos de la región", "la muerte de la abuela, los gobiernos de la región"),
        ("una parte del fondo", "una parte del fondo"),
        ("avísenme por correo", "avísenme por correo"),
    ],
)
def test_a_comma_holds_a_pronoun_that_the_engine_would_lose(text, held):
    made = with_what_governs(text.replace("◊", mark(0)), SPANISH)
    assert made == held.replace("◊", mark(0)).replace("~", "\u2060")
    assert without_help(made) == text.replace("◊", mark(0))


def test_nothing_is_set_if_what_follows_goes_on():
    assert in_future_subjunctive("porque si no nos quedamos afuera.") == "porque ⟦senão⟧ nos quedamos afuera."
    assert "senão" not in in_future_subjunctive("porque si no pagan, los multan.")
    assert "senão" not in in_future_subjunctive("Aclaró que si no se anota el pedido es difícil.")
    assert "senão" in in_future_subjunctive("porque si no el plazo es corto.")


def test_a_turn_may_have_whom_behind_it():
    assert with_idioms("para hacerle seguimiento a los reclamos") == "para ⟦acompanhar⟧ los reclamos"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("¿Por qué no le echas un vistazo al borrador?", "¿Por qué no ⟦dá uma olhada⟧ en el borrador?"),
        ("Ya le echaste un vistazo al borrador", "Ya ⟦deu uma olhada⟧ en el borrador"),
        ("⟦você⟧ ⟦se⟧ pones al día", "⟦você⟧ ⟦se atualiza⟧"),
    ],
)
def test_turns_have_the_forms_of_tu(text, becomes):
    assert with_idioms(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("A mi equipo le encantó la visita", "Mi equipo ⟦adorou⟧ la visita"),
        ("A la secretaria no le gustó nada que tardaran", "La secretaria no ⟦gostou⟧ nada que tardaran"),
        ("A ustedes les interesa la propuesta", "Ustedes ⟦têm interesse⟧ en la propuesta"),
        ("¿A ti te gusta discutir?", "¿Usted ⟦gosta de⟧ discutir?"),
        ("No nos llegó el acta", "No ⟦recebemos⟧ el acta"),
        ("al que le llega el aviso", "al que le llega el aviso"),
        ("Me llegó el lunes", "Me llegó el lunes"),
    ],
)
def test_who_likes_or_gets_something_is_the_subject(text, becomes):
    assert with_who_feels(text) == becomes
