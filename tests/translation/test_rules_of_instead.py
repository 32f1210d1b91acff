"""*Não X, mas Y*: what is said instead, and what is told besides."""

import pytest

from forum.translation.rules.questions import open_marks
from forum.translation.rules.rather import with_sino


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("não é de dinheiro, mas de tempo", "não é de dinheiro, ⟦sino⟧ de tempo"),
        ("não foi nosso, mas das professoras.", "não foi nosso, ⟦sino⟧ das professoras."),
        ("não começamos pelo edital, mas por decidir quem cuida dele", None),
        ("não serve para nós, mas para os moradores", "não serve para nós, ⟦sino⟧ para os moradores"),
        ("a ideia não é controlar ninguém, mas aprender", "a ideia não é controlar ninguém, ⟦sino⟧ aprender"),
        ("não pedimos o projeto, mas a norma vigente.", "não pedimos o projeto, ⟦sino⟧ a norma vigente."),
    ],
)
def test_instead_of_what_is_denied(text, becomes):
    assert with_sino(text) == (becomes or text.replace(", mas", ", ⟦sino⟧"))


@pytest.mark.parametrize(
    "text",
    [
        "não temos verba, mas o estado ajuda.",
        "não é fácil, mas com ajuda conseguimos",
        "não só publicamos, mas também ouvimos",
        "não há prazo, mas a norma vigente.",
        "é de dinheiro, mas de pouco",
    ],
)
def test_what_is_told_besides_stays(text):
    assert with_sino(text) == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (
            "Como ustedes justifican, con la ley, una compra directa?",
            "¿Cómo justifican ustedes, con la ley, una compra directa?",
        ),
        ("Cuando, en su opinión, conviene publicar?", "¿Cuándo, en su opinión, conviene publicar?"),
        ("Como la ley cambió, ustedes lo revisaron?", "Como la ley cambió, ¿ustedes lo revisaron?"),
        ("Según ustedes, lo que falta?", "Según ustedes, ¿qué falta?"),
    ],
)
def test_a_question_begins_where_it_asks(text, becomes):
    assert open_marks(text) == becomes
