"""Tables of numbers, and what is drawn from them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from forum.cities.queries import CityView
from forum.core.text import Text
from forum.insights import charts
from forum.insights.charts import Columns
from forum.insights.masking import Number


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its label and its numbers, None where one is left out."""

    label: str
    numbers: tuple[Number, ...]
    city: CityView | None = None
    #: Languages of the topic and of the reply.
    pair: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers with a title, and how they were counted; what is drawn is drawn from them."""

    name: str
    title: str
    counted_how: Text
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    first_column: str = ""

    @property
    def most(self) -> int:
        """Return the largest of its numbers."""
        return max((number or 0 for row in self.rows for number in row.numbers), default=0)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing in it."""
        return not any(number is None or number for row in self.rows for number in row.numbers)

    def column(self, place: int) -> list[Number]:
        """Return the numbers of one column."""
        return [row.numbers[place] for row in self.rows]

    def drawn(self, bars: int, line: int | None = None) -> Columns:
        """Return a chart of columns over the rows, with a line over it or none."""
        dots = self.column(line) if line is not None else []
        return charts.columns(self.column(bars), dots, [row.label for row in self.rows])

    def described(self, place: int) -> str:
        """Return in a sentence how a column goes from its first row to its last."""
        known = [(row.label, number) for row in self.rows if (number := row.numbers[place]) is not None]
        if not known:
            return str(_("Too few to be shown."))
        (first, begin), (last, end) = known[0], known[-1]
        most_at, most = max(known, key=lambda one: one[1])
        sentence = _(
            "%(what)s: %(begin)s from %(first)s on, %(end)s from %(last)s on; the most, %(most)s, from %(most_at)s on.",
            what=self.columns[place],
            begin=begin,
            first=first,
            end=end,
            last=last,
            most=most,
            most_at=most_at,
        )
        return str(sentence)
