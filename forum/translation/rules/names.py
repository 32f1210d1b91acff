"""Names of people that are words as well, which an engine translates: *Soledad Prado* would be *Solidão Prado*."""

import re
from typing import Final

from forum.translation.inflection import words

#: Given names, behind which whatever has a capital is a name too.
_GIVEN: Final = words(
    """
    Lucía Soledad Dolores Consuelo Milagros Mónica Verónica Sofía Martina Valentina Camila Julieta Florencia Agustina Rocío Victoria
    Esperanza Mercedes Pilar Luz Aurora Gloria Alba Blanca Rosa Margarita Violeta Jazmín Celeste Marina Amparo Guadalupe Fátima Lourdes
    Carmen Inés Beatriz Elena Helena Teresa Cristina Patricia Silvia Claudia Andrea Daniela Gabriela Paula Laura Natalia Carolina Alejandra
    Fernanda Adriana Marcela Viviana Norma Alicia Graciela Susana Marta Liliana Nora Elsa Olga Irma Juana Josefina Catalina Isabel Eugenia
    Constanza Francisca Macarena Javiera Antonia Isidora Renata Ximena Jimena Noelia Lorena Yolanda Ángeles Nieves Paloma Belén María Ana Eva
    Ángela Cecilia Julia Juliana Luisa Luciana Mariana Micaela Miriam Nancy Raquel Romina Sandra Sara Tamara Vanesa Verona Diana Rebeca
    Ángel Jesús Tomás Andrés Nicolás Matías Lucas Mateo Marcos Juan José Luis Miguel Pedro Pablo Diego Francisco Javier Antonio Manuel
    Fernando Alejandro Alberto Eduardo Enrique Ricardo Roberto Raúl Ramón Rafael Gabriel Daniel David Joaquín Agustín Martín Sebastián
    Cristian Gonzalo Gustavo Hernán Ignacio Iván Jorge Julián Julio Leandro Leonardo Lorenzo Marcelo Mariano Mario Mauricio Néstor Omar Óscar
    Patricio Ramiro Rodolfo Rodrigo Rubén Sergio Simón Víctor Vicente Walter César Augusto Bruno Camilo Carlos Claudio Damián Darío
    Emiliano Emilio Esteban Ezequiel Fabián Facundo Federico Felipe Félix Germán Gerardo Guillermo Héctor Horacio Hugo Ismael Jaime
    Luciano Máximo Octavio Osvaldo Pascual Rogelio Samuel Saúl Ulises Valentín Wilson
    """
)
#: Names that are words of the dictionary, wherever they stand within a sentence.
_WORDS: Final = words(
    """
    Lucía Soledad Dolores Consuelo Milagros Mónica Verónica Belén Rojas Ríos Nieves Gloria Ángeles Ulises Reyes Morales Guerrero Rubio
    Cortés Gallego Herrero Vera Acosta Tapia Zapata Correa Espinosa Hoyos Cordero Viñas Naranjo Salas Cuevas Barrios Paloma Bueno Blanca Perla Estrella Inmaculada Remedios Esperanza
    Cuenca
    """
)
#: Of these, those that begin a sentence as names.
_FIRST: Final = words(
    "Lucía Soledad Dolores Consuelo Milagros Mónica Verónica Belén Nieves Ulises Rojas Reyes Acosta Tapia Zapata Espinosa"
)
_TITLES: Final = (
    r"(?i:señor|señora|señorita|sr\.|sra\.|doctor|doctora|dr\.|dra\.|ingenier[oa]|ing\.|licenciad[oa]|lic\.|arquitect[oa]|arq\.|profesor|profesora|"
    r"don|doña|contador|contadora|abogad[oa]|concejal|concejala|regidor|regidora|alcalde|alcaldesa|intendente|intendenta|director|directora|"
    r"secretari[oa]|coordinador|coordinadora|me llamo|se llama|soy)"
)
_CAPITAL: Final = r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+"
_MORE: Final = rf"(?: (?:(?:de la|del|de los|de) )?{_CAPITAL}){{0,3}}"
#: Behind a title stand offices as well: *el director General*.
_NO_NAMES: Final = (
    r"(?:General|Municipal|Nacional|Regional|Provincial|Estatal|Departamental|Ejecutiv[oa]|Adjunt[oa]|Técnic[oa]|Administrativ[oa]|Públic[oa]s?|Interin[oa]|"
    r"Presidente|Presidenta|Alcalde|Alcaldesa|Intendente|Intendenta|Gobernador|Gobernadora|Ministr[oa]|Secretari[oa]|Director|Directora|Electoral)"
)
_WHOLE: Final = re.compile(
    rf"(?<![\w⟦])(?P<title>{_TITLES} )?(?P<name>(?:{'|'.join(sorted(_GIVEN, key=len, reverse=True))})(?!\w){_MORE})(?![^⟦⟧]*⟧)"
)
_TITLED: Final = re.compile(
    rf"(?<!\w)({_TITLES} )((?!{_NO_NAMES}(?!\w)){_CAPITAL}(?: (?!{_NO_NAMES}(?!\w)){_CAPITAL}){{0,2}})(?![^⟦⟧]*⟧)"
)
_ALONE: Final = re.compile(rf"(?<![\w⟦])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)(?![^⟦⟧]*⟧)")


def with_names(text: str) -> str:
    """Return a Spanish text in which such names go past the engine."""
    text = _WHOLE.sub(_whole, text)
    text = _TITLED.sub(r"\1⟦\2⟧", text)
    return _ALONE.sub(_alone, text)


def _whole(found: re.Match[str]) -> str:
    name = found["name"]
    # One name alone is left to the engine, which knows most of them, unless it is a word.
    if " " not in name:
        return found[0]
    return f"{found['title'] or ''}⟦{name}⟧"


def _alone(found: re.Match[str]) -> str:
    if _at_start(found) and found[0] not in _FIRST:
        return found[0]
    return f"⟦{found[0]}⟧"


def _at_start(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(' ¿¡«"“(-')
    return not before or before[-1] in ".:!?…\n"
