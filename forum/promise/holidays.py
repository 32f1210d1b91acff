"""The days off that come with the forum: those set by national law, of each country in the file of cities.

Left out is what a government declares year by year (bridge days, elections), what only public offices or one region
keep (carnival in Brazil, the week of tourism in Uruguay), and what we are not sure of. Administrators add and remove.
"""

from typing import Final

#: Code of a country → its days off, one to a line: see `calendar.parse_line`.
SHIPPED: Final = {
    "AR": """
01/01 Año Nuevo
P-48 Carnaval
P-47 Carnaval
24/03 Día de la Memoria
02/04 Malvinas
P-2 Viernes Santo
01/05 Día del Trabajo
25/05 Revolución de Mayo
17/06~ Güemes
20/06 Día de la Bandera
09/07 Independencia
17/08~ San Martín
12/10~ Diversidad Cultural
20/11~ Soberanía Nacional
08/12 Inmaculada Concepción
25/12 Navidad
""",
    "BO": """
01/01 Año Nuevo
P-48 Carnaval
P-47 Carnaval
P-2 Viernes Santo
01/05 Día del Trabajo
P+60 Corpus Christi
21/06 Año Nuevo Aymara
06/08 Independencia
02/11 Todos los Difuntos
25/12 Navidad
""",
    "BR": """
01/01 Confraternização Universal
P-2 Paixão de Cristo
21/04 Tiradentes
01/05 Dia do Trabalho
07/09 Independência
12/10 Nossa Senhora Aparecida
02/11 Finados
15/11 Proclamação da República
20/11 Consciência Negra
25/12 Natal
""",
    "CO": """
01/01 Año Nuevo
06/01> Reyes Magos
19/03> San José
P-3 Jueves Santo
P-2 Viernes Santo
01/05 Día del Trabajo
P+43 Ascensión
P+64 Corpus Christi
P+71 Sagrado Corazón
29/06> San Pedro y San Pablo
20/07 Independencia
07/08 Batalla de Boyacá
15/08> Asunción
12/10> Diversidad Étnica y Cultural
01/11> Todos los Santos
11/11> Independencia de Cartagena
08/12 Inmaculada Concepción
25/12 Navidad
""",
    "CR": """
01/01 Año Nuevo
P-3 Jueves Santo
P-2 Viernes Santo
11/04 Juan Santamaría
01/05 Día del Trabajo
25/07 Anexión de Nicoya
02/08 Virgen de los Ángeles
15/08 Día de la Madre
31/08 Día de la Persona Negra
15/09 Independencia
01/12 Abolición del Ejército
25/12 Navidad
""",
    "MX": """
01/01 Año Nuevo
01/02> Constitución
15/03> Benito Juárez
01/05 Día del Trabajo
16/09 Independencia
15/11> Revolución
25/12 Navidad
""",
    "UY": """
01/01 Año Nuevo
01/05 Día de los Trabajadores
18/07 Jura de la Constitución
25/08 Declaratoria de la Independencia
25/12 Navidad
""",
}

#: What the countries are called where no city says it.
NAMES: Final = {
    "AR": "Argentina",
    "BO": "Bolivia",
    "BR": "Brasil",
    "CO": "Colombia",
    "CR": "Costa Rica",
    "MX": "México",
    "UY": "Uruguay",
}
