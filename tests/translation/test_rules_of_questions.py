"""Questions are opened in Spanish, and what asks has its accent."""

import pytest

from forum.translation.rules.questions import open_marks


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
        ("Qué campos ustedes usan para medir?", "¿Qué campos usan ustedes para medir?"),
        ("Qué hacen ustedes cuando llueve?", "¿Qué hacen ustedes cuando llueve?"),
        ("Definimos por donde comenzar y lo que hacer", "Definimos por dónde comenzar y qué hacer"),
        ("Que diga quién publica y como se pide", "Que diga quién publica y cómo se pide"),
        ("Quedó escrito quien decide", "Quedó escrito quién decide"),
        ("No dice cuando ni como.", "No dice cuándo ni cómo."),
        ("Escribimos como equipo y cuando hay tiempo", "Escribimos como equipo y cuando hay tiempo"),
        ("Quien firma responde.", "Quien firma responde."),
    ],
)
def test_questions_and_exclamations_are_opened(written, opened):
    assert open_marks(written) == opened


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("quien separa gana; quién no separa, no", "quien separa gana; quien no separa, no"),
        ("No sabe quién registra", "No sabe quién registra"),
        ("¿usan el gov.br?", "¿usan el gov.br?"),
        ("Colegas, hablo por el chat, sí?", "Colegas, hablo por el chat, ¿sí?"),
        ("Que bueno!", "¡Qué bueno!"),
        ("Que les vaya bien!", "¡Que les vaya bien!"),
    ],
)
def test_who_is_asked_about_has_an_accent(text, becomes):
    assert open_marks(text) == becomes
