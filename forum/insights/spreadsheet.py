"""The sheet as a file for spreadsheets: one number a line, with the words that say what it is."""

from flask_babel import gettext as _

from forum.core import sheets
from forum.insights.figures import few
from forum.insights.masking import Number
from forum.insights.sheet import Sheet


def to_csv(sheet: Sheet) -> bytes:
    """Return the sheet as UTF-8 that spreadsheets open with its accents; nothing in it is reckoned with."""
    rows: list[tuple[str | int, ...]] = [(_("Part"), _("Line"), _("Number of"), _("Value"))]
    rows.append((_("Period"), _("From"), "", sheet.first.isoformat()))
    rows.append((_("Period"), _("Until"), "", sheet.last.isoformat()))
    rows += [
        (_("Figures"), figure.label, figure.note, figure.text if figure.value is None else figure.value)
        for figure in sheet.figures
    ]
    rows += [
        (table.title, row.label, column, _cell(number))
        for table in sheet.tables
        for row in table.rows
        for column, number in zip(table.columns, row.numbers, strict=True)
    ]
    rows += [(_("Looked for without a result"), words.text, _("How often"), words.times) for words in sheet.words]
    return sheets.to_csv(rows)


def _cell(number: Number) -> str | int:
    return few() if number is None else number
