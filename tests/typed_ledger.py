"""A data folder whose tables are typed cell by cell, and what a refusal of one must say."""

import csv
import shutil
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest

from analysis.ledger import DATA, KEY, load_events, load_facts
from analysis.ledger.problems import LedgerError
from analysis.ledger.targets import load_targets

Row = dict[str, str]
Load = Callable[..., object]

FIGURE: Row = {
    "geography": "ninh_thuan",
    "indicator": "retail_sales",
    "sector": "total",
    "period_type": "month",
    "period": "2022-05",
    "measure": "level",
    "value": "2759.5",
    "unit": "billion_vnd",
    "status": "estimate",
    "published": "2022-06-01",
    "source_id": "report",
    "note": "",
}
GROWTH: Row = {"measure": "growth_yoy_pct", "unit": "percent", "value": "5.66"}
TARGET: Row = {
    "geography": "ninh_thuan",
    "indicator": "retail_sales",
    "sector": "total",
    "year": "2022",
    "measure": "level",
    "value": "28800",
    "unit": "billion_vnd",
    "kind": "plan",
    "set_by": "province",
    "published": "2022-03-01",
    "source_id": "report",
    "note": "",
}
EVENT: Row = {
    "date": "2022-02-01",
    "geography": "ninh_thuan",
    "indicator": "iip",
    "kind": "tet",
    "description": "Lunar new year",
    "source_id": "report",
}
REPORT: Row = {
    "source_id": "report",
    "title": "Report",
    "publisher": "Office",
    "url": "",
    "published": "2022-06-01",
    "date_basis": "stated",
}
CORRECTION: Row = {key: FIGURE[key] for key in KEY} | {
    "printed": "9",
    "rule": "not_used",
    "value_used": "",
    "reason_vi": "sai",
    "reason_en": "wrong",
}
SAMPLES = {
    "facts.csv": FIGURE,
    "employment.csv": FIGURE,
    "targets.csv": TARGET,
    "events.csv": EVENT,
    "sources.csv": REPORT,
    "../corrections.csv": CORRECTION,
}
LOADERS: dict[str, Load] = {"facts.csv": load_facts, "targets.csv": load_targets, "events.csv": load_events}
ANOTHER: dict[str, Row] = {
    "facts.csv": {"period": "2022-03", "sector": "goods"},
    "targets.csv": {"year": "2021", "sector": "goods"},
    "events.csv": {"date": "2022-01"},
}
"""Of each table a sound row that is not its sample."""
each_table = pytest.mark.parametrize(("table", "load"), LOADERS.items(), ids=LOADERS)


class Ledger:
    """A data folder with the project's vocabulary and one province whose tables can be typed."""

    def __init__(self, folder: Path) -> None:
        self.data, self.province = folder, folder / "province"
        self.province.mkdir()
        for table in ("indicators.csv", "terms.csv"):
            shutil.copy(DATA / table, folder)
        self.sources({})
        self.figures()

    def type(self, name: str, *rows: Row) -> None:
        """Writes a table of rows that are its sample but for these cells."""
        sample = SAMPLES[name]
        with (self.province / name).open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, sample)
            table.writeheader()
            table.writerows(sample | own for own in rows)

    figures = partialmethod(type, "facts.csv")
    targets = partialmethod(type, "targets.csv")
    events = partialmethod(type, "events.csv")
    sources = partialmethod(type, "sources.csv")
    corrections = partialmethod(type, "../corrections.csv")

    def lines(self, *lines: str, end: str = "\n") -> None:
        """Writes the figures' table line by line."""
        self.raw(end.join(lines).encode())

    def raw(self, content: bytes) -> None:
        """Writes the figures' table byte by byte."""
        (self.province / "facts.csv").write_bytes(content)

    def refusal(self, load: Load = load_facts) -> LedgerError:
        """Why the folder does not load."""
        with pytest.raises(LedgerError) as refused:
            load(data=self.data)
        return refused.value


def line(cells: Row) -> str:
    """A row of the figures as it stands in its file."""
    return ",".join((FIGURE | cells).values())


def says(error: LedgerError, *words: object, row: int | None = None, column: str | None = None) -> None:
    """The refusal has one problem, and names it in full in both languages."""
    (problem,) = error.problems
    vietnamese, english = str(error).splitlines()
    assert str(problem) == str(error)
    for sentence, (row_word, column_word) in ((vietnamese, ("dòng", "cột")), (english, ("row", "column"))):
        assert problem.file in sentence
        assert row is None or f", {row_word} {row}" in sentence
        assert column is None or f", {column_word} {column}: " in sentence
        assert [word for word in map(str, words) if word not in sentence] == []
    assert vietnamese != english
