"""Official monthly workbooks of Vietnam's General Statistics Office as rows of the ledger."""

from pathlib import Path

import pandas as pd

from analysis.ledger import COLUMNS
from analysis.readers.workbook.figures import Figure, read_figures
from analysis.readers.workbook.footing import refuse_misfits
from analysis.readers.workbook.labels import is_known, is_name_of
from analysis.readers.workbook.opening import open_sheets
from analysis.readers.workbook.publication import (
    book_month,
    ledger_status,
    one_of_each,
    publication_day,
    refuse_other_day,
)
from analysis.readers.workbook.refusals import Place, WorkbookError, refusal
from analysis.readers.workbook.tables import find_tables

__all__ = ["WorkbookError", "is_name_of", "read_workbook"]


def read_workbook(path: str | Path, published: str | None = None) -> pd.DataFrame:
    """Every figure of an official monthly workbook (.xls, .xlsx) in the ledger's columns, growth instead of indices.

    `published` is the day of publication; without it the file's name must begin with it. A file, table or number that
    cannot be read without guessing is a `WorkbookError` that names the place. The name of a branch, product or good
    that has no term yet stands in the note.
    """
    path = Path(path)
    day = publication_day(path, published)
    sheets = open_sheets(path)
    tables = [read_figures(table) for sheet in sheets for table in find_tables(sheet)]
    if not tables:
        raise refusal("no_tables", Place(path.name), read=len(sheets))
    month = book_month(tables)
    refuse_other_day(path, day, month, from_name=published is None)
    figures = one_of_each(tables, month)
    refuse_misfits(figures)
    return pd.DataFrame([_row(figure, day, month) for figure in figures if figure.measure != "share"], columns=COLUMNS)


def _row(figure: Figure, day: str, month: int) -> list[object]:
    period = figure.period
    told = [figure.geography, figure.indicator, figure.sector, period.kind, str(period), figure.measure, figure.value]
    status = ledger_status(figure.indicator, period.end, month)
    note = "" if is_known(figure.sector) else figure.label  # what its new term will be called
    return [*told, figure.unit, status, day, f"gso_monthly_tables_{day.replace('-', '_')}", note]
