"""Who does something, and the pronouns of what it is done to, where Portuguese has them."""

import pytest

from forum.translation.rules.agreement import agree
from forum.translation.rules.clitics import unclimbed
from forum.translation.rules.referring import refer
from forum.translation.rules.told import by_somebody
from forum.translation.rules.who_first import in_front


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Puede leerlo todo el equipo de la ciudad", "Todo el equipo de la ciudad puede leerlo"),
        ("Lo puede ver cualquiera", "Cualquiera puede verlo"),
        ("No puede verlo nadie", "Nadie puede verlo"),
        ("Lo van a revisar los auditores", "Los auditores van a revisarlo"),
        ("En el barrio puede verlo cualquiera", "En el barrio cualquiera puede verlo"),
        ("Lo aprobó el concejo en marzo", "El concejo lo aprobó en marzo"),
        ("Lo revisaron dos auditores", "Dos auditores lo revisaron"),
        ("como la escribió la persona", "como la persona la escribió"),
        ("Como lo establece la ley, vale", "Como establece la ley, vale"),
        ("No lo decidió el director", "No fue el director quien lo decidió"),
        ("La lee todo el mundo", "Todo el mundo la lee"),
        ("Lo leerá quien lo escribió", "Quien lo escribió lo leerá"),
        ("si hay otra, lo decide ella", "si hay otra, ella lo decide"),
        ("Este tema lo lee solo RIL", "Solo RIL lee este tema"),
        ("Antes estos temas los leía más gente", "Antes más gente leía estos temas"),
        ("También lo leen visitantes", "Visitantes también lo leen"),
        ("Qué ciudades participan lo sabe solo la comunidad", "Solo la comunidad sabe qué ciudades participan"),
        # An article, a time, another verb.
        ("Lo mejor la espera", "Lo mejor la espera"),
        ("La mayoría vino", "La mayoría vino"),
        ("Lo publicó el lunes", "Lo publicó el lunes"),
        ("¿los evalúa el área o los mandan a evaluar afuera?", "¿los evalúa el área o los mandan a evaluar afuera?"),
        ("No lo decidieron los jefes", "No lo decidieron los jefes"),
    ],
)
def test_who_does_it_comes_first(text, becomes):
    assert in_front(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Voy a enviártelo", "Voy a enviarte"),
        ("Queremos mandárselo", "Queremos mandar"),
        ("Díganmelo antes", "Díganme antes"),
        ("Dímelo", "Dime"),
        ("Explíquenoslo", "Explíquenos"),
        ("Confírmelo y coméntelo", "Confírmelo y coméntelo"),
        ("A quien lo adjuntó le informan el motivo", "A quien lo adjuntó informan el motivo"),
    ],
)
def test_a_person_is_said_once_and_the_thing_not_again(text, becomes):
    assert unclimbed(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Se te avisará por correo", "Te avisarán por correo"),
        ("Se nos exige una firma", "Nos exigen una firma"),
        ("Se me pidieron dos papeles", "Me pidieron dos papeles"),
        ("Se me olvidaron", "Se me olvidaron"),
        ("Se le da por reír", "Se le da por reír"),
    ],
)
def test_nobody_in_particular_does_so_to_us(text, becomes):
    assert by_somebody(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        # The team is no object of its own verb.
        ("A equipe vai revisá-lo", "A equipe vai revisá-lo"),
        ("A equipe da cidade pode lê-lo", "A equipe da cidade pode lê-lo"),
        ("A oficina é longa, mas o repetimos", "A oficina é longa, mas a repetimos"),
        # What is said of something behind.
        ("A mensagem chegou. Foi corrigido o texto", "A mensagem chegou. Foi corrigido o texto"),
        ("Se uma resposta falta, ninguém é avisado", "Se uma resposta falta, ninguém é avisado"),
    ],
)
def test_what_does_not_refer_to_a_noun(text, becomes):
    assert refer(text) == becomes


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("O texto desta mensagem foi apagada", "O texto desta mensagem foi apagado"),
        ("O custo por oficina foi calculada ontem", "O custo por oficina foi calculado ontem"),
        ("A mensagem foi ocultado ou foi eliminado", "A mensagem foi ocultada ou foi eliminada"),
    ],
)
def test_what_stands_within_is_no_subject(text, becomes):
    assert agree(text, "pt") == becomes
